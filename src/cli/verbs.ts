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

const data = () => import('./data.ts');
const record = () => import('./record.ts');

/** Every command. Each brings in what it needs only when it is run. */
export const VERBS: Verb[] = [
	{
		name: 'serve',
		usage: 'serve',
		does: 'Serves the built pages and the API. `npm start` also installs and builds what is missing.',
		run: async (...given) => (await import('./serve.ts')).runServe(...given)
	},
	{
		name: 'migrate',
		usage: 'migrate',
		does: 'Brings the tables to the newest step.',
		run: async (...given) => (await data()).runMigrate(...given)
	},
	{
		name: 'seed',
		usage: 'seed [--demonstration] [--size demo|S|M|L] [--seed N]',
		does: 'Loads the register into a database that has none.',
		options: `
  --demonstration  also the invented region
  --size           how large it is: demo (2,500 assignments), S, M, L (1.25 million)
  --seed           the number that decides its histories; the same number gives the same ones`,
		run: async (...given) => (await data()).runSeed(...given)
	},
	{
		name: 'import',
		usage: 'import FILE [--kind KIND] [--map FILE] [--commit] [--good] [--errors FILE] [--json]',
		does: 'Takes a CSV file or an Excel workbook into the register. A preview, unless told to commit.',
		options: `
  --kind    what its rows are, where the headings do not tell
  --map     a JSON file with the answers to what the file leaves open: { dialect, mapping }
  --commit  write it: whole, or, with a problem in any row, not at all
  --good    write the good rows although others cannot be
  --errors  where to put the other rows, with what is wrong in the last column
  --json    answer as JSON; its dialect and mapping can be given back with --map`,
		run: async (...given) => (await import('./import.ts')).importFrom(...given)
	},
	{
		name: 'rebuild',
		usage: 'rebuild [--check]',
		does: 'Replays every event and puts the tables right.',
		options: `
  --check  only compare, print every difference, and fail if there is one`,
		run: async (...given) => (await record()).runRebuild(...given)
	},
	{
		name: 'verify',
		usage: 'verify',
		does: 'Checks that no event was changed, removed, added or moved.',
		run: async (...given) => (await record()).runVerify(...given)
	},
	{
		name: 'demo',
		usage: 'demo --remove',
		does: 'Takes the demonstration data out, and shows that the register was not touched.',
		run: async (...given) => (await data()).runDemo(...given)
	},
	{
		name: 'administrator',
		usage: 'administrator EMAIL NAME',
		does: 'Names an administrator, and prints a link by which they come in.',
		run: async (...given) => (await import('./administrator.ts')).runAdministrator(...given)
	},
	{
		name: 'dictionary',
		usage: 'dictionary [--json]',
		does: 'Prints what each table and column states.',
		run: async (...given) => (await record()).runDictionary(...given)
	}
];

const width = Math.max(...VERBS.map(({ usage }) => usage.length));

/** What there is to say to somebody who does not know yet. */
export const HELP = `followthrough: did the system do what it was told to do?

Usage: npm run ft -- <command> [options]

${VERBS.map(({ usage, does }) => `  ${usage.padEnd(width)}  ${does}`).join('\n')}

  help, or <command> --help, tells more.

Settings come from the environment: PORT, HOST, ORIGIN, DATABASE_URL, DATABASE_READ_URL, FOLLOWTHROUGH_DATA,
FOLLOWTHROUGH_DEMONSTRATION, FOLLOWTHROUGH_SECRET, FOLLOWTHROUGH_PROXIES, BODY_SIZE_LIMIT. The README says what each is for.
Exit codes: 0 done, 1 failed, 2 not understood.`;
