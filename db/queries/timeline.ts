import { sql, type RawBuilder } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { EffectiveOnIs, EventKind } from '#lib/domain/event.ts';
import type { Reading } from '../schema.ts';
import { stands } from './undone.ts';

/** One thing that happened, to one organisation or on one day to several alike. */
export type Happening = {
	id: number;
	what: EventKind;
	from_value: string | null;
	to_value: string | null;
	reason: string | null;
	narrative: string | null;
	detail: Record<string, unknown> | null;
	effective_on: Day;
	effective_on_is: EffectiveOnIs;
	recorded_on: Day;
	/** The first three, by name. */
	organisations: string[];
	n: number;
	recommendation_slug: string | null;
	recommendation_summary: string | null;
};

const ONE = sql`e.id, e.what, e.from_value, e.to_value, e.reason, e.narrative, e.detail, e.effective_on, e.effective_on_is,
	(e.recorded_at at time zone 'Europe/London')::date as recorded_on`;

const oneByOne = (where: RawBuilder<unknown>, limit: number) => sql<Happening>`
	select ${ONE}, case when o.id is null then '{}'::text[] else array[o.name] end as organisations,
		(o.id is not null)::int as n, r.slug as recommendation_slug, r.plain_summary as recommendation_summary
	from (select * from event e where ${where} and ${stands} order by e.effective_on desc, e.id desc limit ${limit}) e
	left join lateral (select id, name from organisation o where o.id = e.organisation_id offset 0) o on true
	left join lateral (select slug, plain_summary from recommendation r where r.id = e.recommendation_id offset 0) r on true
	order by e.effective_on desc, e.id desc`;

/** What happened to a recommendation and its assignments, newest first, each event by itself. What was undone did not happen. */
export const ofRecommendation = async (
	reading: Reading,
	data_set: DataSet,
	recommendation_id: number,
	limit: number
): Promise<Happening[]> =>
	(
		await oneByOne(
			sql`e.data_set = ${data_set} and e.recommendation_id = ${recommendation_id}`,
			limit
		).execute(reading)
	).rows;

/** What happened to the assignments of an organisation, newest first, with what each was about. */
export const ofOrganisation = async (
	reading: Reading,
	data_set: DataSet,
	organisation_id: number,
	limit: number
): Promise<Happening[]> => {
	// The latest entries by number come from the index; the latest by day are almost always among them.
	const recent = sql`e.data_set = ${data_set} and e.organisation_id = ${organisation_id} and e.subject not in ('person', 'action', 'measure') and e.id > coalesce((
		select min(id) from (select id from event l where l.organisation_id = ${organisation_id} order by id desc limit ${limit * 4}) latest), 0) - 1`;
	return (await oneByOne(recent, limit).execute(reading)).rows;
};

/**
 * The same for a recommendation that was put to many: what happened on one day to several organisations alike is one
 * row, with how many they were. Reasons and words are kept where it happened to one alone.
 */
export const ofRecommendationTogether = async (
	reading: Reading,
	data_set: DataSet,
	recommendation_id: number,
	limit: number
): Promise<Happening[]> => {
	const alone = (column: string) =>
		sql`case when count(*) = 1 then min(${sql.ref(`e.${column}`)}) end as ${sql.ref(column)}`;
	const { rows } = await sql<Happening>`
		select max(e.id) as id, e.what, ${alone('from_value')}, e.to_value, ${alone('reason')}, ${alone('narrative')},
			case when count(*) = 1 then min(e.detail::text)::jsonb end as detail, e.effective_on, e.effective_on_is,
			max((e.recorded_at at time zone 'Europe/London')::date) as recorded_on,
			coalesce((array_agg(o.name order by o.name) filter (where o.id is not null))[1:3], '{}') as organisations,
			count(o.id)::int as n, null as recommendation_slug, null as recommendation_summary
		from event e left join organisation o on o.id = e.organisation_id
		where e.data_set = ${data_set} and e.recommendation_id = ${recommendation_id} and ${stands}
		group by e.effective_on, e.effective_on_is, e.what, e.to_value
		order by e.effective_on desc, max(e.id) desc limit ${limit}`.execute(reading);
	return rows;
};
