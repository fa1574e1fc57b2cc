import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Thrown when a command is called in a way that it does not understand; its message says why. */
export class Misused extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Reads the options of a command, and what stands beside them; throws `Misused` for anything else. */
export const readArguments = <O extends Options>(
	args: string[],
	options: O,
	places: { least?: number; most?: number } = {}
) => {
	const { least = 0, most = least } = places;
	try {
		const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
		if (positionals.length < least) throw new Misused('Something is missing.');
		if (positionals.length > most) throw new Misused(`“${positionals[most]}” is not understood here.`);
		return { values, positionals };
	} catch (error) {
		if (error instanceof Misused) throw error;
		throw new Misused((error as Error).message.split('\n')[0]);
	}
};
