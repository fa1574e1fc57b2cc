import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import { slugOf } from '#lib/domain/recommendation.ts';
import type { Reading } from '../schema.ts';
import type { Addressee } from './recommendation.ts';
import { shown } from './recommendation-assignments.ts';

/** Whom a recommendation names and whom it was put to; `assignments` is the JSON of a list, as the database wrote it. */
export type InFull = { addressees: Addressee[]; total: number; assignments: string };

/**
 * Everything below a recommendation in one statement, found by its place in a web address: a page of its assignments by
 * organisation, how many there are in all, and whom its text names. The database writes the list, since thousands of
 * values would otherwise be read and written again only to be handed on.
 */
export const inFull = async (
	reading: Reading,
	data_set: DataSet,
	reference: string,
	{ page, limit, today }: { page: number; limit: number; today: Day }
): Promise<InFull> => {
	const slug = slugOf(reference);
	const { rows } = await sql<InFull>`
		with this as materialized (
			select id from recommendation where data_set = ${data_set} and slug = any (${[reference, slug, slug.toUpperCase()]}::text[])
			order by slug = ${reference} desc, slug limit 1
		)
		select
			(select coalesce(json_agg(json_build_object('named_as', d.named_as, 'assigned_to_members', d.assigned_to_members,
				'note', d.note, 'organisation_code', o.code, 'organisation_name', o.name, 'set_name', g.name) order by d.ordinal), '[]')
				from addressee d left join organisation o on o.id = d.organisation_id
				left join organisation_set g on g.id = d.organisation_set_id
				where d.recommendation_id = (select id from this)) as addressees,
			(select count(*)::int from assignment where recommendation_id = (select id from this)) as total,
			(select coalesce(json_agg(row_to_json(each)), '[]')::text from (
				select ${shown(today)}, a.version,
					o.code as organisation_code, o.name as organisation_name, o.kind as organisation_kind, o.region
				from assignment a join organisation o on o.id = a.organisation_id
				where a.recommendation_id = (select id from this)
				order by o.name, a.id limit ${limit} offset ${(page - 1) * limit}
			) each) as assignments`.execute(reading);
	return rows[0] ?? { addressees: [], total: 0, assignments: '[]' };
};
