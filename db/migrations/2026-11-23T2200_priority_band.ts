import { sql, type Kysely } from 'kysely';

/** How high the board ranks what it has scored stands beside the scores: numbers and lists are asked by it. */
export const up = async (db: Kysely<unknown>) => {
	await sql`alter table priority_score add column priority text not null default 'not ranked'
		check (priority in ('high', 'medium', 'low', 'not ranked'))`.execute(db);
	// What is scored already is ranked by the newest weights of its board; without any, each criterion counts the same.
	await sql`update priority_score s set priority = case when ranked.score >= 3 then 'high' when ranked.score >= 2 then 'medium' else 'low' end
		from (
			select p.recommendation_id, round(sum(given.value::numeric * coalesce(weighed.weight, 1)) / sum(coalesce(weighed.weight, 1)), 1) as score
			from priority_score p cross join lateral jsonb_each_text(p.scores) given(code, value)
			left join lateral (select weights from priority_weighting w where w.data_set = p.data_set order by id desc limit 1) newest on true
			left join lateral (
				select (c ->> 'weight')::numeric as weight from jsonb_array_elements(newest.weights) c where c ->> 'code' = given.code
			) weighed on true
			where given.value is not null and case when newest.weights is null then true else weighed.weight > 0 end
			group by p.recommendation_id
		) ranked where ranked.recommendation_id = s.recommendation_id`.execute(db);
	await sql`alter table priority_score alter column priority drop default`.execute(db);
	await sql`create index priority_score_priority on priority_score (data_set, priority, recommendation_id)`.execute(
		db
	);
	await sql`comment on column priority_score.priority is 'How high the newest weights of the board rank it: high from 3.0 of 4, medium from 2.0, low below; not ranked where nothing that has weight is stated.'`.execute(
		db
	);
};
