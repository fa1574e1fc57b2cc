import { sql } from 'kysely';
import type { Day } from '#lib/domain/day.ts';
import type { Reading } from '../schema.ts';
import { shown, type OfOrganisation } from './recommendation-assignments.ts';

/** An assignment with whom it is for, under the number by which it is updated. */
export type InFull = Omit<OfOrganisation, 'first_organisation_name'> & { version: number };

/**
 * The assignments of a recommendation, by organisation, as the JSON of a list: the database writes it, since thousands of
 * values would otherwise be read and written again only to be handed on. `InFull` says what each holds.
 */
export const list = async (
	reading: Reading,
	recommendation_id: number,
	{ page, limit, today }: { page: number; limit: number; today: Day }
): Promise<string> => {
	const { rows } = await sql<{ json: string }>`
		select coalesce(json_agg(row_to_json(each)), '[]')::text as json from (
			select ${shown(today)}, a.version,
				o.code as organisation_code, o.name as organisation_name, o.kind as organisation_kind, o.region
			from assignment a join organisation o on o.id = a.organisation_id
			where a.recommendation_id = ${recommendation_id}
			order by o.name, a.id limit ${limit} offset ${(page - 1) * limit}
		) each`.execute(reading);
	return rows[0]?.json ?? '[]';
};

/** How many organisations were asked to act on a recommendation, whether or not it still counts. */
export const count = async (reading: Reading, recommendation_id: number): Promise<number> => {
	const { rows } = await sql<{ n: number }>`
		select count(*)::int as n from assignment where recommendation_id = ${recommendation_id}`.execute(reading);
	return rows[0]?.n ?? 0;
};
