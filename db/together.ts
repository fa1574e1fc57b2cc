import { sql, type RawBuilder } from 'kysely';

/**
 * What `together` counts by: all that a recommendation is counted by and all that an organisation is, as one key. So it
 * answers for any of them at once, with as many rows as there are combinations that occur.
 */
export const TOGETHER = 'together';

const codes = sql`string_agg(t.code, ',' order by t.code)`;
const keyWith = (themes: RawBuilder<unknown>) =>
	sql<string>`concat_ws('|', s.code, r.kind, coalesce(r.made_year::text, ''), coalesce(${themes}, ''), '')`;

/** The half of a key that its recommendation `r` of a source `s` gives, for a few of them. */
export const askedKey: RawBuilder<string> = keyWith(sql`(
	select ${codes} from recommendation_theme rt join theme t on t.id = rt.theme_id where rt.recommendation_id = r.id)`);

/** The same halves of all recommendations, with their numbers: the themes of thousands are gone through once. */
export const allAsked: RawBuilder<unknown> = sql`select r.id as recommendation_id, r.data_set, ${keyWith(sql`themes.codes`)} as key
	from recommendation r join source s on s.id = r.source_id
	left join (
		select rt.recommendation_id, ${codes} as codes from recommendation_theme rt join theme t on t.id = rt.theme_id group by 1
	) themes on themes.recommendation_id = r.id`;

/** The half of a key that its organisation `o` gives, which follows the other. */
export const bodyKey: RawBuilder<string> = sql<string>`o.kind || '|' || coalesce(o.region, '')`;
