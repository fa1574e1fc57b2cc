import { buffer } from 'node:stream/consumers';
import { Transform } from 'node:stream';
import { check } from '#lib/csv/check.ts';
import { match } from '#lib/csv/columns.ts';
import { read } from '#lib/csv/read.ts';
import { Observation } from '#lib/domain/measure.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { TakeFile } from '#lib/server/multipart.ts';

const MOST_BYTES = 1024 * 1024;
const MOST_SAID = 5;
const FIELDS = ['observed_on', 'value'];

const upTo = (most: number) => {
	let arrived = 0;
	return new Transform({
		transform(chunk: Buffer, _, done) {
			arrived += chunk.length;
			done(null, arrived > most + 1 ? undefined : chunk);
		}
	});
};

/** The values in a sheet of two columns, `observed_on` and `value`; refuses what is wrong with it, row by row. */
export const observationsIn = (file: string, bytes: Uint8Array): Observation[] => {
	const table = read(file, bytes);
	const { columns, problems } = match(table, { required: FIELDS, all: FIELDS });
	const checked =
		problems.length > 0
			? { rows: [], problems }
			: check(table, columns, { schema: Observation, key: ['observed_on'] });
	const all = [...table.problems, ...checked.problems];
	if (all.length > 0) {
		const said = all.slice(0, MOST_SAID).map((problem) => `${problem.what} ${problem.do}`);
		const more = all.length > MOST_SAID ? ` And ${all.length - MOST_SAID} more like these.` : '';
		throw new Refusal('not-possible', said.join(' ') + more);
	}
	if (checked.rows.length === 0)
		throw new Refusal('not-possible', 'This sheet has headings and no values. Add a row for each value.');
	return checked.rows.map(({ fields }) => fields);
};

/** Takes a sheet of values into memory, one megabyte at most, and reads it at once: nothing of it is kept. */
export const takesObservations: TakeFile = async ({ name, bytes }) => {
	const all = await buffer(bytes.pipe(upTo(MOST_BYTES)));
	if (all.length > MOST_BYTES)
		throw new Refusal('not-possible', 'This sheet is larger than 1 MB. Send the values in several sheets.');
	const nothing = async () => {};
	return { value: observationsIn(name, all), keep: nothing, drop: nothing };
};
