import type { Accounts } from './accounts/accounts.ts';
import type { At } from './at.ts';
import type { EvidenceStore } from './evidence-store/store.ts';
import type { Settings } from './settings.ts';
import type { Person } from '#lib/domain/person.ts';

/** The running product: its settings and its open database, one in a process. */
export type Installation = {
	settings: Settings;
	engine: 'embedded' | 'server';
	/** By what people are let in. */
	accounts: Accounts;
	/** What a request or a change carries, as of now. */
	at: (user?: Person) => At;
	/** Where the bytes of evidence lie. */
	evidence: EvidenceStore;
	/** Whether the database answers. */
	isReady: () => Promise<boolean>;
	close: () => Promise<void>;
};

// The pages are built apart from the server that starts them, so they meet on globalThis and not in a module.
const KEY = Symbol.for('followthrough.installation');
type Meeting = { [KEY]?: Installation | undefined };

/** Makes an installation the one that requests of this process are answered from; `undefined` takes it away. */
export const install = (installation: Installation | undefined): void => {
	(globalThis as Meeting)[KEY] = installation;
};

/** The installation of this process, if it stands already. */
export const installed = (): Installation | undefined => (globalThis as Meeting)[KEY];

/** The installation of this process; throws when there is none yet. */
export const theInstallation = (): Installation => {
	const found = installed();
	if (!found) throw new Error('Nothing is installed in this process yet. Start it with `npm start`.');
	return found;
};
