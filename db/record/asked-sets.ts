import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Writing } from '../schema.ts';

/** On which terms sets are asked, by whom and when. */
export type Terms = {
	data_set: DataSet;
	recommendation_id: number;
	asked_on: Day;
	asked_by: number | null;
	response_due_on?: Day | undefined;
	action_due_on?: Day | undefined;
	evidence_due_on?: Day | undefined;
	reports_every?: string | undefined;
};

/** Keeps which sets were asked as one; of a set that was asked before the newest terms stand. */
export const keepAskedSets = async (trx: Writing, sets: readonly string[], terms: Terms): Promise<void> => {
	if (sets.length === 0) return;
	await sql`insert into asked_set (recommendation_id, organisation_set_id, data_set, asked_on, response_due_on, action_due_on,
			evidence_due_on, reports_every, asked_by)
		select ${terms.recommendation_id}::int, id, data_set, ${terms.asked_on}::date, ${terms.response_due_on ?? null}::date,
			${terms.action_due_on ?? null}::date, ${terms.evidence_due_on ?? null}::date, ${terms.reports_every ?? null}::text,
			${terms.asked_by}::int
		from organisation_set where data_set = ${terms.data_set} and code = any (${sets}::text[])
		on conflict (recommendation_id, organisation_set_id) do update set asked_on = excluded.asked_on,
			response_due_on = excluded.response_due_on, action_due_on = excluded.action_due_on,
			evidence_due_on = excluded.evidence_due_on, reports_every = excluded.reports_every, asked_by = excluded.asked_by`.execute(
		trx
	);
};
