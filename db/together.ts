import { sql, type RawBuilder } from 'kysely';

/**
 * What `together` counts by: all that a recommendation and all that an organisation is counted by, as one key. So it
 * answers for any of them at once, with as many rows as there are combinations that occur.
 */
export const TOGETHER = 'together';
/**
 * The same without themes and regions, and each theme with the kind of organisation alone: of what is asked most broadly
 * far fewer rows, since a recommendation's themes and the place of an organisation tell nearly all of them apart.
 */
export const BROADLY = 'broadly together';
export const THEMED = 'theme together';

const codes = sql`string_agg(t.code, ',' order by t.code)`;
const broad = sql`concat_ws('|', s.code, r.kind, coalesce(r.made_year::text, ''), '')`;
const keyWith = (themes: RawBuilder<unknown>) => sql<string>`${broad} || coalesce(${themes}, '') || '|'`;

/** The half of a broad key that a recommendation `r` of a source `s` gives. */
export const broadKey: RawBuilder<string> = sql<string>`${broad}`;

/** The half of a key that its recommendation `r` of a source `s` gives, for a few of them. */
export const askedKey: RawBuilder<string> = keyWith(sql`(
	select ${codes} from recommendation_theme rt join theme t on t.id = rt.theme_id where rt.recommendation_id = r.id)`);

/** The same halves of all recommendations, with their numbers: the themes of thousands are gone through once. */
export const allAsked: RawBuilder<unknown> = sql`select r.id as recommendation_id, r.data_set, ${keyWith(sql`themes.codes`)} as key
	from recommendation r join source s on s.id = r.source_id
	left join (
		select rt.recommendation_id, ${codes} as codes from recommendation_theme rt join theme t on t.id = rt.theme_id group by 1
	) themes on themes.recommendation_id = r.id`;

/** The same halves of broad keys. */
export const allAskedBroadly: RawBuilder<unknown> = sql`select r.id as recommendation_id, r.data_set, ${broadKey} as key
	from recommendation r join source s on s.id = r.source_id`;

/** The same halves of a theme's keys. */
export const themesAsked = (theme: string): RawBuilder<unknown> =>
	sql`select r.id as recommendation_id, r.data_set, ${theme} || '|' as key from recommendation r`;

/** The half of a key that its organisation `o` gives, which follows the other. */
export const bodyKey: RawBuilder<string> = sql<string>`o.kind || '|' || coalesce(o.region, '')`;
/** The same of a broad key or of a theme's. */
export const broadBodyKey: RawBuilder<string> = sql<string>`o.kind`;
