import { sql } from 'kysely';
import { CLOCKS } from '#lib/domain/clock.ts';
import type { Day } from '#lib/domain/day.ts';
import { PAGE_SIZE } from '#lib/domain/filter.ts';
import type { Reading } from '../schema.ts';
import { overdue } from './overdue.ts';
import { shown, type Shown } from './recommendation-assignments.ts';
import { yearOf } from './year-of.ts';

/** One assignment of an organisation, with what was asked. */
export type OfRecommendation = Shown & {
	slug: string;
	reference: string;
	plain_summary: string;
	source_code: string;
	made_on: Day | null;
	made_year: number | null;
};

/**
 * One page of an organisation's assignments: the longest overdue first, then the latest asked. Only the numbers of its
 * assignments are sorted, from indexes; the page's rows are fetched after that.
 */
export const list = async (
	reading: Reading,
	organisation_id: number,
	page: number,
	today: Day
): Promise<OfRecommendation[]> => {
	const late = CLOCKS.map(
		(clock) => sql`select a.id, a.${sql.ref(`${clock}_due_on`)} as since from assignment a
			where a.organisation_id = ${organisation_id} and ${overdue(clock, today)}`
	);
	const { rows } = await sql<OfRecommendation>`
		with late as (
			select id, min(since) as since from (${sql.join(late, sql` union all `)}) missed group by id
		), page as (
			select a.id from assignment a left join late on late.id = a.id
			where a.organisation_id = ${organisation_id}
			order by late.since nulls last, a.id desc limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}
		)
		select ${shown(today)}, r.slug, r.reference, r.plain_summary, r.made_on,
			${yearOf} as made_year, s.code as source_code
		from page join assignment a on a.id = page.id
		join recommendation r on r.id = a.recommendation_id join source s on s.id = r.source_id
		order by overdue_since nulls last, a.id desc`.execute(reading);
	return rows;
};

/** How many assignments an organisation has, open or closed. */
export const count = async (reading: Reading, organisation_id: number): Promise<number> => {
	const { rows } = await sql<{ n: number }>`
		select count(*)::int as n from assignment a where a.organisation_id = ${organisation_id}`.execute(reading);
	return rows[0]?.n ?? 0;
};
