import { sql, type RawBuilder } from 'kysely';
import { CLOCKS, type Clock } from '#lib/domain/clock.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Reading } from '../schema.ts';
import { OWED } from './overdue.ts';

/** Where a page of a worklist ends: the next one begins behind it. */
export type Place = { due_on: Day | null; id: number; clock: Clock };

/** One thing that an organisation still owes, and all that a list says of it as the JSON that the database wrote. */
export type Owed = Place & { json: string };

/** Whose worklist it is: an organisation by its code, with no more than its name. */
export const whose = (reading: Reading, data_set: DataSet, code: string) =>
	reading
		.selectFrom('organisation')
		.select(['code', 'name'])
		.where('data_set', '=', data_set)
		.where('code', '=', code)
		.executeTakeFirst();

const owed = (organisation: RawBuilder<number>, clock: Clock, after: Place | undefined, limit: number) => {
	const due = sql`a.${sql.ref(`${clock}_due_on`)}`;
	const name = sql.lit(clock);
	const behind = !after
		? sql`true`
		: after.due_on === null
			? sql`${due} is null and (a.id, ${name}) > (${after.id}, ${after.clock}::text)`
			: sql`(${due} is null or ${due} > ${after.due_on}::date or (${due} = ${after.due_on}::date and (a.id, ${name}) > (${after.id}, ${after.clock}::text)))`;
	return sql`(select a.id, ${name} as clock, ${due} as due_on from assignment a
		where a.organisation_id = ${organisation} and ${sql.raw(OWED[clock])} and ${behind}
		order by ${due}, a.id limit ${limit})`;
};

/**
 * What an organisation, by its code, owes: the earliest due first and what has no date last: up to `limit` rows behind a place. Each
 * clock is read from its own index, so the cost is that of the page and not of the list.
 */
export const list = async (
	reading: Reading,
	data_set: DataSet,
	code: string,
	{ after, limit, today }: { after?: Place | undefined; limit: number; today: Day }
): Promise<Owed[]> => {
	const organisation = sql<number>`(select id from organisation where data_set = ${data_set} and code = ${code})`;
	const each = CLOCKS.map((clock) => owed(organisation, clock, after, limit));
	const { rows } = await sql<Owed>`
		with page as (
			select id, clock, due_on from (${sql.join(each, sql` union all `)}) owed order by due_on, id, clock limit ${limit}
		)
		select page.due_on, page.id, page.clock, (select row_to_json(each)::text from (
			select page.id as assignment_id, page.clock, page.due_on, coalesce(page.due_on < ${today}::date, false) as overdue,
				a.position, a.delivery, a.assurance, a.barrier, a.last_said, a.updated_on, a.version,
				r.reference, r.slug, r.plain_summary, s.code as source_code, r.made_on) each) as json
		from page join assignment a on a.id = page.id
		join recommendation r on r.id = a.recommendation_id join source s on s.id = r.source_id
		order by page.due_on, page.id, page.clock`.execute(reading);
	return rows;
};
