import { sql } from 'kysely';
import { unborn } from '#lib/domain/assignment.ts';
import type { Disposition } from '#lib/domain/axes/disposition.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';
import { STATE_COLUMNS } from './project.ts';

export type NewAssignment = {
	data_set: DataSet;
	recommendation_id: number;
	organisation_id: number;
	disposition: Disposition;
};

/**
 * Makes the rows that 'assigned' events will fill, and returns those that were made; a recommendation already
 * assigned to the organisation is passed over.
 */
export const insertAssignments = async (
	trx: Writing,
	assignments: NewAssignment[]
): Promise<{ id: number; recommendation_id: number; organisation_id: number }[]> => {
	if (assignments.length === 0) return [];
	const rows = assignments.map((one) => ({
		...unborn(one.organisation_id),
		...one,
		first_organisation_id: one.organisation_id
	}));
	const columns = {
		data_set: 'text',
		recommendation_id: 'int4',
		first_organisation_id: 'int4',
		...STATE_COLUMNS
	};
	const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
	const made = await sql<{ id: number; recommendation_id: number; organisation_id: number }>`
		insert into assignment (${names}) select ${names} from ${asTable(rows, columns)}
		on conflict (recommendation_id, organisation_id) do nothing
		returning id, recommendation_id, organisation_id`.execute(trx);
	return made.rows;
};
