import { sql } from 'kysely';
import type { Insertable } from 'kysely';
import { asTable } from '../rows.ts';
import type { Tables, Writing } from '../schema.ts';

/** Keeps a sample with the claims that were drawn for it, in their order. Answers its number. */
export const insertSample = async (
	trx: Writing,
	sample: Insertable<Tables['sample']>,
	assignment_ids: readonly number[]
): Promise<number> => {
	const { id } = await trx.insertInto('sample').values(sample).returning('id').executeTakeFirstOrThrow();
	const claims = assignment_ids.map((assignment_id, index) => ({ place: index + 1, assignment_id }));
	await sql`insert into sample_claim (sample_id, place, assignment_id)
		select ${id}::int, place, assignment_id from ${asTable(claims, { place: 'int4', assignment_id: 'int4' })}`.execute(
		trx
	);
	return id;
};
