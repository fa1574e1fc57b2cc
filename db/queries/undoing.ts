import { sql } from 'kysely';
import type { EventKind, Subject } from '#lib/domain/event.ts';
import type { Reading, Writing } from '../schema.ts';

/** An event that an import made. */
export type Made = {
	id: number;
	subject: Subject;
	subject_id: number;
	assignment_id: number | null;
	recommendation_id: number | null;
	organisation_id: number | null;
	what: EventKind;
	from_value: string | null;
	column: string | null;
};

const made = (id: number) => sql`
	select e.* from import i join event e on e.data_set = i.data_set and e.recorded_at = i.imported_at
		and e.person_id is not distinct from i.imported_by
	where i.id = ${id}`;

/** Every event that an import made: those that its person recorded at the very instant of the import. */
export const eventsOf = async (db: Reading, id: number): Promise<Made[]> => {
	const { rows } = await sql<Made>`
		select id, subject, subject_id, assignment_id, recommendation_id, organisation_id, what, from_value,
			detail ->> 'column' as "column"
		from (${made(id)}) e order by id`.execute(db);
	return rows;
};

/** What somebody has built on one row of an import since. */
export type BuiltOn = {
	row_number: number;
	label: string | null;
	who: string | null;
	recorded_at: Date;
	what: string;
};

/** The rows of an import about which something was recorded after it, the first of each; `limit` at most. */
export const builtOn = async (db: Reading, id: number, limit: number): Promise<BuiltOn[]> => {
	const { rows } = await sql<BuiltOn>`
		with mine as materialized (${made(id)}), last as (select max(id) as id from mine),
		touched as materialized (
			select distinct subject, subject_id, coalesce(recommendation_id, 0) as recommendation_id,
				coalesce(assignment_id, 0) as assignment_id, bool_or(what = 'added') as added
			from mine group by 1, 2, 3, 4
		), later as (
			select t.subject, t.subject_id, t.recommendation_id, t.assignment_id, x.id, x.what, x.person_id, x.recorded_at
			from touched t cross join last join event x on x.subject = t.subject and x.subject_id = t.subject_id and x.id > last.id
				and x.assignment_id is null
			union all
			select t.subject, t.subject_id, t.recommendation_id, t.assignment_id, x.id, x.what, x.person_id, x.recorded_at
			from touched t cross join last join event x on x.assignment_id = t.assignment_id and x.id > last.id
			where t.assignment_id <> 0
			union all
			select t.subject, t.subject_id, t.recommendation_id, t.assignment_id, x.id, x.what, x.person_id, x.recorded_at
			from touched t cross join last join event x on x.recommendation_id = t.subject_id and x.id > last.id
			where t.subject = 'recommendation' and t.added
			union all
			select t.subject, t.subject_id, t.recommendation_id, t.assignment_id, x.id, x.what, x.person_id, x.recorded_at
			from touched t cross join last join event x on x.organisation_id = t.subject_id and x.id > last.id
			where t.subject = 'organisation' and t.added
		)
		select distinct on (r.row_number) r.row_number, c.label, p.name as who, l.recorded_at, l.what
		from later l
		join import_row r on r.import_id = ${id} and ((r.subject = l.subject and r.subject_id = l.subject_id)
			or (r.subject = 'recommendation' and r.subject_id = l.recommendation_id))
		left join import_check c on c.import_id = r.import_id and c.row_number = r.row_number
		left join person p on p.id = l.person_id
		order by r.row_number, l.id limit ${limit}`.execute(db);
	return rows;
};

/** The rows of an import whose new recommendations somebody has joined to others: a family, a link, a measure. */
export const joinedToOthers = async (db: Reading, id: number, limit: number): Promise<number[]> => {
	const { rows } = await sql<{ row_number: number }>`
		select r.row_number from import_row r
		where r.import_id = ${id} and r.subject = 'recommendation' and r.outcome = 'new' and (
			exists (select from family_member f where f.recommendation_id = r.subject_id)
			or exists (select from recommendation_link k where k.from_id = r.subject_id or k.to_id = r.subject_id)
			or exists (select from measure m where m.recommendation_id = r.subject_id)
			or exists (select from recommendation o where o.merged_into_id = r.subject_id))
		order by 1 limit ${limit}`.execute(db);
	return rows.map(({ row_number }) => row_number);
};

/** The fields that a row about a record must have, as they are now. */
export const namesOf = async (
	db: Writing,
	subject: string,
	ids: readonly number[]
): Promise<Map<number, Record<string, string | number>>> => {
	const by: Record<string, ReturnType<typeof sql>> = {
		theme: sql`select id, json_build_object('code', code) as names from theme t`,
		source: sql`select id, json_build_object('code', code) as names from source t`,
		organisation: sql`select id, json_build_object('code', code) as names from organisation t`,
		report: sql`select t.id, json_build_object('report_ref', t.reference, 'source_code', s.code) as names
			from report t join source s on s.id = t.source_id`,
		recommendation: sql`select t.id, json_build_object('recommendation_ref', t.reference, 'report_ref', p.reference) as names
			from recommendation t join report p on p.id = t.report_id`,
		action: sql`select t.id, json_build_object('organisation_code', o.code, 'register_id', t.id, 'what', t.what, 'owner', t.owner, 'due_on', t.due_on) as names
			from action t join organisation o on o.id = t.organisation_id`
	};
	const query = by[subject];
	if (!query) return new Map();
	const { rows } = await sql<{ id: number; names: Record<string, string | number> }>`
		${query} where t.id = any (${[...new Set(ids)]}::int[])`.execute(db);
	return new Map(rows.map(({ id, names }) => [id, names]));
};
