import { keptSecret } from '#db/accounts/database.ts';
import type { Database } from '#db/schema.ts';
import type { OidcSettings } from '#lib/server/settings.ts';
import type { Library } from './library.ts';

/** By what name better-auth knows the provider of an organisation; part of the address that the provider sends back to. */
export const PROVIDER = 'organisation';

/** What an installation needs to let people in. */
export type Accounts = {
	db: Database;
	/** What cookies are signed with. */
	secret: string;
	/** Whether anybody may sign in as an invented person. */
	demonstration: boolean;
	/** What the provider is called by which people of an organisation sign in; undefined where there is none. */
	provider: string | undefined;
	/** better-auth, brought in when somebody first signs in: most requests never need it. */
	library: () => Promise<Library>;
};

type Given = {
	db: Database;
	/** Where the product is reached: https://followthrough.example.org */
	origin: string;
	secret: string | undefined;
	demonstration: boolean;
	oidc?: OidcSettings | undefined;
};

/** Makes ready to let people in. Where no setting gives a secret, the database keeps one, so that every process has the same. */
export const openAccounts = async ({
	db,
	origin,
	demonstration,
	oidc,
	...given
}: Given): Promise<Accounts> => {
	const secret = given.secret ?? (await keptSecret(db));
	let opened: Promise<Library> | undefined;
	const library = () =>
		(opened ??= import('./library.ts').then(({ openLibrary }) => openLibrary({ db, secret, origin, oidc })));
	return { db, secret, demonstration, provider: oidc?.name, library };
};
