import { sql } from 'kysely';
import type { Assurance } from '#lib/domain/axes/assurance.ts';
import type { Strength } from '#lib/domain/axes/strength.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Reading } from '../schema.ts';

/** How one organisation did what was asked of another as well, as somebody independent confirmed. */
export type Example = {
	organisation: string;
	assurance: Assurance;
	assured_on: Day | null;
	last_said: string | null;
	actions: { what: string; strength: Strength }[];
	/** Only what its approver made public. */
	evidence: { id: number; title: string | null; kind: string; url: string | null }[];
};

/** Organisations whose claim for a recommendation was confirmed, the latest first, without the one that asks. */
export const list = async (
	db: Reading,
	asked: { data_set: DataSet; recommendation_id: number; organisation_id: number },
	limit: number
): Promise<Example[]> => {
	const { rows } = await sql<Example>`
		select o.name as organisation, a.assurance, a.assured_on, a.last_said,
			(select coalesce(json_agg(json_build_object('what', c.what, 'strength', c.strength) order by c.id), '[]')
				from assignment_action t join action c on c.id = t.action_id where t.assignment_id = a.id) as actions,
			(select coalesce(json_agg(json_build_object('id', e.id, 'title', e.title, 'kind', e.kind, 'url', e.url) order by e.id), '[]')
				from evidence e where e.assignment_id = a.id and e.is_public and e.state in ('in review', 'accepted')) as evidence
		from (
			select * from assignment where recommendation_id = ${asked.recommendation_id} and data_set = ${asked.data_set}
				and organisation_id <> ${asked.organisation_id} and assurance in ('assured', 'sustained')
			order by assured_on desc nulls last, id limit ${limit}
		) a join organisation o on o.id = a.organisation_id
		order by a.assured_on desc nulls last, a.id`.execute(db);
	return rows;
};
