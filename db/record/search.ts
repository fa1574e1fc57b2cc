import { sql } from 'kysely';
import type { Writing } from '../schema.ts';

/**
 * Puts together again the words that a search looks through, for some recommendations or for all of some reports: its
 * reference, what it asks, its report and source, its themes and whom it names.
 */
export const refreshSearch = async (
	trx: Writing,
	of: { recommendation_ids: readonly number[] } | { report_ids: readonly number[] }
): Promise<void> => {
	const [column, ids] = 'report_ids' in of ? ['report_id', of.report_ids] : ['id', of.recommendation_ids];
	if (ids.length === 0) return;
	await sql`insert into recommendation_text as kept (recommendation_id, words)
		select r.id, concat_ws(' ', r.reference, r.plain_summary, r.original_wording,
			p.title, p.topic, s.name,
			(select string_agg(t.name, ' ' order by t.code) from recommendation_theme rt join theme t on t.id = rt.theme_id
				where rt.recommendation_id = r.id),
			(select string_agg(coalesce(o.name, g.name, a.named_as), ' ' order by a.ordinal) from addressee a
				left join organisation o on o.id = a.organisation_id
				left join organisation_set g on g.id = a.organisation_set_id
				where a.recommendation_id = r.id))
		from recommendation r join report p on p.id = r.report_id join source s on s.id = p.source_id
		where r.${sql.ref(column)} = any (${ids}::int[])
		on conflict (recommendation_id) do update set words = excluded.words where kept.words <> excluded.words`.execute(
		trx
	);
};
