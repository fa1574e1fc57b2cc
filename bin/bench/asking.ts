import type { Connection } from '#db/connection.ts';
import type { Reading } from '#db/schema.ts';

/** After so long a statement is given up: its question takes at least that long, and the bench ends all the same. */
export const GIVEN_UP_MS = 60_000;
/** A question that has taken so long in all is not asked again. */
const ENOUGH_MS = 20_000;
const CANCELLED = '57014';

/** How long a question takes, in milliseconds; what is given up counts as long as it was waited for. */
export const timeOf = async (question: (reading: Reading) => Promise<unknown>, { reading }: Connection) => {
	const began = performance.now();
	try {
		await question(reading);
	} catch (error) {
		if ((error as { code?: string }).code !== CANCELLED) throw error;
	}
	return performance.now() - began;
};

/** Runs a question so often, a slow one less often, and gives each time in milliseconds, the connections in turn. */
export const timed = async (
	connections: readonly Connection[],
	question: (reading: Reading) => Promise<unknown>,
	times: number
): Promise<number[][]> => {
	const all = connections.map((): number[] => []);
	const began = performance.now();
	const isEnough = () => performance.now() - began > ENOUGH_MS;
	for (let round = -2; round < times; round += 1) {
		// The first two warm plans and pages up, unless even they take long.
		const isMeasured = round >= 0 || isEnough();
		for (const [index, connection] of connections.entries()) {
			const ms = await timeOf(question, connection);
			if (isMeasured || isEnough()) all[index]?.push(ms);
		}
		if (isEnough() && all.every((each) => each.length > 0)) break;
	}
	return all;
};

/** What to say of a question besides its time: how often it was asked, and how often it was given up. */
export const asOften = (times: readonly number[]) => {
	const given_up = times.filter((ms) => ms >= GIVEN_UP_MS).length;
	return { requests: times.length, ...(given_up > 0 && { [`given up after ${GIVEN_UP_MS} ms`]: given_up }) };
};
