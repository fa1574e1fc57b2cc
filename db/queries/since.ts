import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Since, SinceLine } from '#lib/domain/since.ts';
import type { Reading } from '../schema.ts';
import type { Happening } from './timeline.ts';

/** The lines that are events. What became overdue is none: nobody enters it. */
export type EventLine = Exclude<SinceLine, 'became overdue'>;

/** Which `event e` counts in a line. */
const LINES: Record<EventLine, (since: Since) => RawBuilder<SqlBool>> = {
	'came in': () => sql`e.what = 'added' and e.subject = 'recommendation'`,
	decided: () => sql`e.what in ('disposition', 'decision', 'closure')`,
	delivered: () => sql`e.what = 'delivery' and e.to_value = 'delivered'`,
	assured: () => sql`e.what = 'assurance' and e.to_value in ('assured', 'sustained')`,
	lapsed: () => sql`e.what = 'assurance' and e.to_value = 'lapsed'`,
	're-dated': () => sql`e.what = 'due date' and e.from_value is not null`,
	corrected: ({ from_on }) => sql`(e.what in ('undo', 'correction')
		or (e.what = 'amended' and e.subject not in ('person', 'meeting', 'decision', 'paper'))
		or (e.effective_on <= ${from_on}
			and e.what in ('position', 'delivery', 'assurance', 'closure', 'disposition', 'due date', 'transfer')))`
};
const NAMES = Object.keys(LINES) as EventLine[];

const entered = (data_set: DataSet, { after, upto }: Since, alias: string) => {
	const column = (name: string) => sql.ref(`${alias}.${name}`);
	return sql`${column('data_set')} = ${data_set} and ${column('recorded_at')} > ${after.toISOString()}::timestamptz
		and ${column('recorded_at')} <= ${upto.toISOString()}::timestamptz`;
};

/** What was entered in the time and not taken back within it. */
const standing = (data_set: DataSet, since: Since) => sql`${entered(data_set, since, 'e')} and e.id not in (
	select jsonb_array_elements_text(u.detail -> 'undoes')::bigint from event u where u.what = 'undo' and ${entered(data_set, since, 'u')})`;

/** How many entries of each line were made in a time. What was decided of one record counts once. */
export const count = async (
	reading: Reading,
	data_set: DataSet,
	since: Since
): Promise<Record<EventLine, number>> => {
	const counts = NAMES.map((line) => {
		const what = line === 'decided' ? sql`distinct (e.subject, e.subject_id)` : sql`*`;
		return sql`(count(${what}) filter (where ${LINES[line](since)}))::int as ${sql.ref(line)}`;
	});
	const { rows } = await sql<Record<EventLine, number>>`
		select ${sql.join(counts)} from event e where ${standing(data_set, since)}`.execute(reading);
	return rows[0] as Record<EventLine, number>;
};

/** The entries of one line in a time, the newest first, with whom and what each is about. */
export const list = async (
	reading: Reading,
	data_set: DataSet,
	since: Since,
	line: EventLine,
	limit: number
): Promise<(Happening & { source: string })[]> => {
	const { rows } = await sql<Happening & { source: string }>`
		select e.id, e.what, e.from_value, e.to_value, e.reason, e.narrative, e.detail, e.effective_on, e.effective_on_is,
			(e.recorded_at at time zone 'Europe/London')::date as recorded_on,
			case when o.id is null then '{}'::text[] else array[o.name] end as organisations, (o.id is not null)::int as n,
			r.slug as recommendation_slug, r.plain_summary as recommendation_summary, coalesce(s.name, '') as source
		from (
			select e.*, coalesce(e.recommendation_id, case when e.subject = 'recommendation' then e.subject_id end) as about
			from event e where ${standing(data_set, since)} and ${LINES[line](since)}
			order by e.recorded_at desc, e.id desc limit ${limit}
		) e
		left join organisation o on o.id = e.organisation_id
		left join recommendation r on r.id = e.about
		left join source s on s.id = r.source_id
		order by e.recorded_at desc, e.id desc`.execute(reading);
	return rows;
};
