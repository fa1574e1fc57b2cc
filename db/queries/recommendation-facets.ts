import { sql, type RawBuilder } from 'kysely';
import type { RecommendationsAsked } from '#lib/domain/filter.ts';
import type { Reading } from '../schema.ts';
import { ranked } from './ranked.ts';
import { facetConditions, scopeOf, type Facet } from './recommendations.ts';
import { yearOf } from './year-of.ts';

/** One choice of a facet, with how many recommendations it would leave, all other facets kept. */
export type FacetCount = { value: string; label: string; n: number };

/** The counts of each facet; `all` answers everything asked, `without` what there would be if a facet were dropped. */
export type Facets = Record<Facet, FacetCount[]> & { all: number; without: Record<Facet, number> };

type Row = { facet: Facet | 'all' | 'without theme'; value: string | null; label: string | null; n: number };

/** The facets of which a recommendation has one value or none, and where that is. Of themes it may have several. */
const PLAIN = {
	source: sql.ref('source_id'),
	kind: sql.ref('kind'),
	stage: sql.ref('stage'),
	year: sql.ref('year'),
	evidence_quality: sql.ref('evidence_quality'),
	priority: sql.ref('priority')
} satisfies Partial<Record<Facet, unknown>>;
const PLAIN_FACETS = Object.keys(PLAIN) as (keyof typeof PLAIN)[];
const FACETS: Facet[] = [...PLAIN_FACETS, 'theme'];

/**
 * Counts for every choice of every facet in one statement and one pass: each facet honours all the others and not
 * itself, so that a second choice within it can be judged.
 */
export const facets = async (reading: Reading, asked: RecommendationsAsked): Promise<Facets> => {
	const conditions = facetConditions(asked);
	const chosen = FACETS.filter((facet) => conditions[facet]);
	// A recommendation that fails two facets counts nowhere; one that fails one counts for that facet alone. Each
	// condition is worked out once: `offset 0` keeps what it came to.
	const placeOf = (facet: Facet) => sql.raw(String(FACETS.indexOf(facet) + 1));
	const holds = (facet: Facet) => sql.ref(`is_${facet}`);
	const each = (part: (facet: Facet) => RawBuilder<unknown>, between: RawBuilder<unknown>) =>
		chosen.length > 0 ? sql`(${sql.join(chosen.map(part), between)})` : sql`0`;
	const failed = each((facet) => sql`case when ${holds(facet)} then 0 else ${placeOf(facet)} end`, sql` + `);
	const held = each((facet) => sql`${holds(facet)}::int`, sql` + `);
	const judged = chosen.map((facet) => sql`, ((${conditions[facet]}) is true) as ${holds(facet)}`);
	const counted = (facet: Facet) => sql`sum(n) filter (where failed in (0, ${placeOf(facet)}))`;
	const plain = sql.join(Object.values(PLAIN));
	const sets = sql.join(PLAIN_FACETS.map((facet) => sql`(${PLAIN[facet]})`));
	/** Of each row of the grouping sets, what its facet says. */
	const ofSet = (part: (facet: Facet) => RawBuilder<unknown>, ofAll: RawBuilder<unknown>) => sql`case
		${sql.join(
			PLAIN_FACETS.map((facet) => sql`when grouping(${PLAIN[facet]}) = 0 then ${part(facet)}`),
			sql` `
		)} else ${ofAll} end`;
	const { rows } = await sql<Row>`
		with found as materialized (
			select id, ${plain}, failed, failed = 0 or failed = ${placeOf('theme')} as is_for_themes from (
				select *, ${failed} as failed, ${held} as held from (
					select r.id, r.source_id, r.kind, r.stage, ${yearOf} as year, r.evidence_quality,
						coalesce(ranked.priority, 'not ranked') as priority${sql.join(judged, sql``)}
					from recommendation r left join (${ranked(asked.data)}) ranked on ranked.recommendation_id = r.id
					where ${scopeOf(asked)} offset 0
				) judged
			) weighed where held >= ${sql.raw(String(chosen.length - 1))}
		), alike as materialized (
			select ${plain}, failed, count(*)::int as n from found where failed <> ${placeOf('theme')} group by ${plain}, failed
		), counted as (
			select ${ofSet((facet) => sql.lit(facet), sql.lit('all'))} as facet, source_id,
				coalesce(kind, stage, year::text, evidence_quality, priority) as value,
				${ofSet(counted, sql`sum(n) filter (where failed = 0)`)} as n
			from alike group by grouping sets ((), ${sets})
		), of_theme as (
			select rt.theme_id, count(*) as n from found join recommendation_theme rt on rt.recommendation_id = found.id
			where found.is_for_themes group by rt.theme_id
		)
		select c.facet, coalesce(s.code, c.value) as value, coalesce(s.name, c.value) as label, coalesce(c.n, 0)::int as n
			from counted c left join source s on s.id = c.source_id
		union all select 'without theme', null, null, count(*)::int from found where is_for_themes
		union all select 'theme', t.code, t.name, o.n::int from of_theme o join theme t on t.id = o.theme_id`.execute(
		reading
	);
	const of = (facet: Facet): FacetCount[] =>
		rows.flatMap((row) =>
			row.facet === facet && row.value !== null && row.n > 0
				? [{ value: row.value, label: row.label ?? row.value, n: row.n }]
				: []
		);
	const sum = (name: Row['facet']) => rows.reduce((all, { facet, n }) => (facet === name ? all + n : all), 0);
	const perFacet = <T>(of: (facet: Facet) => T) =>
		Object.fromEntries(FACETS.map((facet) => [facet, of(facet)])) as Record<Facet, T>;
	return {
		...perFacet(of),
		all: sum('all'),
		// Where each has one value or none, all that were counted by it are what there would be without it.
		without: perFacet((facet) => sum(facet === 'theme' ? 'without theme' : facet))
	};
};
