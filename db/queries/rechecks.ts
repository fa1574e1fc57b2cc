import { sql } from 'kysely';
import type { Assurance } from '#lib/domain/axes/assurance.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Person } from '#lib/domain/person.ts';
import type { Reading } from '../schema.ts';
import { isFar } from './near.ts';

/** A confirmation that holds until a day, and wants to be checked again. */
export type Recheck = {
	assignment_id: number;
	plain_summary: string;
	organisation: string;
	assurance: Assurance;
	expires_on: Day;
};

// The newest finding says until when it holds: an earlier one with another day has been overtaken.
const isNewest = sql`not exists (select from verdict n where n.assignment_id = v.assignment_id and n.result = 'assured'
	and (n.found_on, n.id) > (v.found_on, v.id))`;

/** Confirmations that no longer hold after a day, of which the projection still says that they do: the first `limit`. */
export const expired = async (db: Reading, data_set: DataSet, today: Day, limit: number) => {
	const { rows } = await sql<{ assignment_id: number; expires_on: Day }>`
		select v.assignment_id, v.expires_on from verdict v join assignment a on a.id = v.assignment_id
		where v.data_set = ${data_set} and v.expires_on < ${today}::date and v.result = 'assured' and a.assurance in ('assured', 'sustained')
			and ${isNewest}
		order by v.assignment_id limit ${limit}`.execute(db);
	return rows;
};

/**
 * What a verifier is to check again: confirmations that end by a day, and those that have ended and were not put forward
 * anew, the earliest first.
 */
export const due = async (
	db: Reading,
	user: Person,
	{ by, limit, offset }: { by: Day; limit: number; offset: number }
): Promise<{ n: number; rechecks: Recheck[] }> => {
	const wanted = sql`v.data_set = ${user.data_set} and v.expires_on <= ${by}::date and v.result = 'assured'
		and ${isFar(user)}
		and a.assurance in ('assured', 'sustained', 'lapsed') and ${isNewest}`;
	const { rows } = await sql<Recheck>`
		select v.assignment_id, r.plain_summary, o.name as organisation, a.assurance, v.expires_on
		from verdict v join assignment a on a.id = v.assignment_id join recommendation r on r.id = a.recommendation_id
		join organisation o on o.id = a.organisation_id
		where ${wanted} order by v.expires_on, v.id limit ${limit} offset ${offset}`.execute(db);
	const { rows: counted } = await sql<{ n: number }>`
		select count(*)::int as n from verdict v join assignment a on a.id = v.assignment_id where ${wanted}`.execute(
		db
	);
	return { n: counted[0]?.n ?? 0, rechecks: rows };
};
