import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Writing } from '../schema.ts';
import type { Difference } from './rebuild.ts';

const NOUNS = ['assignment', 'recommendation', 'organisation'] as const;

/**
 * The numbers that events name, and that stand neither in the register nor among what was withdrawn from it. No foreign
 * key sees to that, since what an undone import had added moves from the one to the other.
 */
export const strays = async (trx: Writing, data_set: DataSet): Promise<Difference[]> => {
	const differences: Difference[] = [];
	for (const noun of NOUNS) {
		const column = sql.ref(`e.${noun}_id`);
		const { rows } = await sql<{ id: number }>`
			select distinct ${column} as id from event e
			where e.data_set = ${data_set} and ${column} is not null
				and not exists (select from ${sql.table(noun)} n where n.id = ${column} and n.data_set = e.data_set)
				and not exists (select from withdrawn_record w where w.subject = ${noun} and w.subject_id = ${column})`.execute(
			trx
		);
		differences.push(
			...rows.map(({ id }) => ({ where: `${noun} ${id}`, kept: 'nowhere', rebuilt: 'named by events' }))
		);
	}
	return differences;
};
