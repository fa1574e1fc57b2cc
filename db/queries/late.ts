import { sql } from 'kysely';
import type { Late } from '#lib/domain/paper.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Scope } from '#lib/domain/scope.ts';
import type { Reading } from '../schema.ts';

/**
 * Due dates of a period, both ends included, that had passed and were open on the scope's day, as was known then: the
 * oldest first, each with whom and what it is about. Goes through the ledger once.
 */
export const list = async (
	reading: Reading,
	{ data_set, as_at, known_at = as_at }: Pick<Scope, 'data_set' | 'as_at' | 'known_at'>,
	{ from = null, to }: { from?: Day | null; to: Day },
	limit: number
): Promise<Late[]> => {
	const { rows } = await sql<Late>`
		select late.clock, late.due_on, o.name as organisation, r.slug, r.plain_summary as summary from (
			select m.recommendation_id, m.organisation_id, m.clock, m.due_on from duty_change m
			where m.data_set = ${data_set} and m.status = 'open' and m.due_on <= ${to}
				and m.due_on >= coalesce(${from}::date, '-infinity') and m.effective_on <= ${as_at} and m.recorded_on <= ${known_at}
			group by m.assignment_id, m.recommendation_id, m.organisation_id, m.clock, m.due_on having sum(m.change) > 0
			order by m.due_on, m.assignment_id, m.clock limit ${limit}
		) late join organisation o on o.id = late.organisation_id join recommendation r on r.id = late.recommendation_id
		order by late.due_on, o.name, late.clock`.execute(reading);
	return rows;
};
