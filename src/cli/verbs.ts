import type { Settings } from '#lib/server/settings.ts';

export type Verb = {
	name: string;
	usage: string;
	/** What it does, in a line. */
	does: string;
	options?: string;
	/** Does it, and gives the exit code. */
	run: (settings: Settings, args: string[]) => Promise<number>;
};

export const VERBS: Verb[] = [
	{
		name: 'serve',
		usage: 'serve',
		does: 'Serves the built pages and the API. `npm start` also installs and builds what is missing.',
		run: async (...given) => (await import('./serve.ts')).runServe(...given)
	}
];

const width = Math.max(...VERBS.map(({ usage }) => usage.length));

/** What there is to say to somebody who does not know yet. */
export const HELP = `followthrough: did the system do what it was told to do?

Usage: npm run ft -- <command> [options]

${VERBS.map(({ usage, does }) => `  ${usage.padEnd(width)}  ${does}`).join('\n')}

  help, or <command> --help, tells more.

Settings come from the environment: PORT, HOST, ORIGIN, DATABASE_URL, DATABASE_READ_URL, FOLLOWTHROUGH_DATA,
FOLLOWTHROUGH_DEMONSTRATION, BODY_SIZE_LIMIT. The README says what each is for.
Exit codes: 0 done, 1 failed, 2 not understood.`;
