import { sql } from 'kysely';
import { CLOCKS } from '#lib/domain/clock.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Late } from '#lib/domain/paper.ts';
import type { Scope } from '#lib/domain/scope.ts';
import type { Reading } from '../schema.ts';
import { OWED } from './overdue.ts';

/**
 * Due dates of a period, both ends included, that had passed and were open on the scope's day, as was known then: the
 * oldest first, each with whom and what it is about. They are those that are open now, by the indexes of what is oldest,
 * less what was opened since and with what was closed since.
 */
export const list = async (
	reading: Reading,
	{ data_set, as_at, known_at = as_at }: Pick<Scope, 'data_set' | 'as_at' | 'known_at'>,
	{ from = null, to }: { from?: Day | null; to: Day },
	limit: number
): Promise<Late[]> => {
	const openNow = CLOCKS.map((clock) => {
		const due_on = sql.ref(`a.${clock}_due_on`);
		return sql`(select a.id, a.recommendation_id, a.organisation_id, ${sql.lit(clock)} as clock, ${due_on} as due_on
			from assignment a where a.data_set = ${data_set} and ${sql.raw(OWED[clock])} and ${due_on} <= ${to}
				and ${due_on} >= coalesce(${from}::date, '-infinity')
				and not exists (select from since s where s.id = a.id and s.clock = ${sql.lit(clock)} and s.due_on = ${due_on} and s.n > 0)
			order by ${due_on}, a.id limit ${limit})`;
	});
	const { rows } = await sql<Late>`
		with since as materialized (
			select m.assignment_id as id, m.recommendation_id, m.organisation_id, m.clock, m.due_on, sum(m.change) as n
			from duty_change m
			where m.data_set = ${data_set} and m.status = 'open' and m.due_on <= ${to}
				and m.due_on >= coalesce(${from}::date, '-infinity') and (m.effective_on > ${as_at} or m.recorded_on > ${known_at})
			group by 1, 2, 3, 4, 5 having sum(m.change) <> 0
		)
		select late.clock, late.due_on, o.name as organisation, r.slug, r.plain_summary as summary from (
			select * from (
				${sql.join(openNow, sql` union all `)}
				union all select id, recommendation_id, organisation_id, clock, due_on from since where n < 0
			) open_then order by due_on, id, clock limit ${limit}
		) late join organisation o on o.id = late.organisation_id join recommendation r on r.id = late.recommendation_id
		order by late.due_on, o.name, late.clock`.execute(reading);
	return rows;
};
