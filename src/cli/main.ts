import { readSettings } from '#lib/server/settings.ts';
import { Misused } from './arguments.ts';
import { HELP, VERBS } from './verbs.ts';

/** Whether an error is one that a person can mend: shown as the sentence that it is, without a stack. */
const isForAPerson = async (error: unknown): Promise<boolean> => {
	// Asked for only now, so that a command that needs no database starts without one.
	const { KINDS } = await import('./failures.ts');
	return KINDS.some((kind) => error instanceof kind);
};

/** Runs one command and gives its exit code: 0 done, 1 failed, 2 misused. */
export const run = async (args: string[]): Promise<number> => {
	const [name, ...rest] = args;
	if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
		console.log(HELP);
		return name === undefined ? 2 : 0;
	}
	const verb = VERBS.find((each) => each.name === name);
	if (!verb) {
		console.error(`There is no command “${name}”.\n\n${HELP}`);
		return 2;
	}
	if (rest.includes('--help') || rest.includes('-h')) {
		console.log(`followthrough ${verb.usage}\n\n${verb.does}\n${verb.options ?? ''}`.trimEnd());
		return 0;
	}
	try {
		return await verb.run(readSettings(process.env), rest);
	} catch (error) {
		if (error instanceof Misused) {
			console.error(`${error.message}\n\nUsage: followthrough ${verb.usage}`);
			return 2;
		}
		console.error((await isForAPerson(error)) ? (error as Error).message : error);
		return 1;
	}
};
