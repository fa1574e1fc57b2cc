import * as versions from '#db/queries/version.ts';
import type { Reading } from '#db/schema.ts';

type Kept<Answer> = { version: string; answer: Promise<Answer> };

/**
 * A question of which the last answers are remembered in this process: for as long as the database is as it was, the
 * same question is not worked out again. `ask` has to depend on the database and on its arguments alone, which have to
 * be plain values; whoever gets an answer leaves it as it is. Only the `most` latest questions are kept.
 */
export const remembered = <Question extends readonly unknown[], Answer>(
	ask: (reading: Reading, ...question: Question) => Promise<Answer>,
	most = 32
): ((reading: Reading, ...question: Question) => Promise<Answer>) => {
	const databases = new WeakMap<Reading, Map<string, Kept<Answer>>>();
	return async (reading, ...question) => {
		const known = databases.get(reading) ?? new Map<string, Kept<Answer>>();
		databases.set(reading, known);
		const version = await versions.version(reading);
		const key = JSON.stringify(question);
		const kept = known.get(key);
		if (kept && kept.version === version) return kept.answer;
		known.delete(key);
		const answer = ask(reading, ...question);
		if (version === undefined) return answer;
		const entry = { version, answer };
		known.set(key, entry);
		const oldest = known.keys().next().value;
		if (known.size > most && oldest !== undefined) known.delete(oldest);
		const forget = () => {
			if (known.get(key) === entry) known.delete(key);
		};
		try {
			await answer;
			// What was written meanwhile may be in one part of the answer and not in another.
			if ((await versions.version(reading)) !== version) forget();
		} catch {
			forget();
		}
		return answer;
	};
};
