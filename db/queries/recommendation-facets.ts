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

type Row = {
	facet: Facet | 'all' | `without ${Facet}`;
	value: string | null;
	label: string | null;
	n: number;
};

const FACETS = [
	'source',
	'theme',
	'kind',
	'stage',
	'year',
	'evidence_quality',
	'priority'
] as const satisfies Facet[];

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
	const judged = chosen.map((facet) => sql`, (${conditions[facet]}) as ${holds(facet)}`);
	const counted = (facet: Facet) => sql`sum(n) filter (where failed in (0, ${placeOf(facet)}))::int`;
	const { rows } = await sql<Row>`
		with found as materialized (
			select *, ${failed} as failed from (
				select r.id, r.source_id, r.kind, r.stage, ${yearOf} as year, r.evidence_quality, coalesce(ranked.priority, 'not ranked') as priority${sql.join(judged, sql``)}
				from recommendation r left join (${ranked(asked.data)}) ranked on ranked.recommendation_id = r.id where ${scopeOf(asked)} offset 0
			) judged where ${held} >= ${sql.raw(String(chosen.length - 1))}
		), alike as materialized (
			select source_id, kind, stage, year, evidence_quality, priority, failed, count(*)::int as n
			from found group by 1, 2, 3, 4, 5, 6, 7
		)
		select 'all' as facet, null as value, null as label, coalesce(sum(n) filter (where failed = 0), 0)::int as n from alike
		${sql.join(
			FACETS.map(
				(facet) =>
					sql`union all select ${`without ${facet}`}::text, null, null, coalesce(${counted(facet)}, 0) from alike`
			),
			sql` `
		)}
		union all (select 'source', s.code, s.name, ${counted('source')} from alike join source s on s.id = alike.source_id group by s.code, s.name)
		union all (select 'kind', kind, kind, ${counted('kind')} from alike group by kind)
		union all (select 'stage', stage, stage, ${counted('stage')} from alike group by stage)
		union all (select 'year', year::text, year::text, ${counted('year')} from alike where year is not null group by year)
		union all (select 'evidence_quality', evidence_quality, evidence_quality, ${counted('evidence_quality')}
			from alike where evidence_quality is not null group by evidence_quality)
		union all (select 'priority', priority, priority, ${counted('priority')} from alike group by priority)
		union all (select 'theme', t.code, t.name, of_theme.n from (
			select rt.theme_id, count(*)::int as n from found join recommendation_theme rt on rt.recommendation_id = found.id
			where found.failed in (0, ${placeOf('theme')}) group by rt.theme_id
		) of_theme join theme t on t.id = of_theme.theme_id)`.execute(reading);
	const of = (facet: Facet): FacetCount[] =>
		rows.flatMap((row) =>
			row.facet === facet && row.value !== null && row.n > 0
				? [{ value: row.value, label: row.label ?? row.value, n: row.n }]
				: []
		);
	const single = (name: Row['facet']) => rows.find(({ facet }) => facet === name)?.n ?? 0;
	return {
		...(Object.fromEntries(FACETS.map((facet) => [facet, of(facet)])) as Record<Facet, FacetCount[]>),
		all: single('all'),
		without: Object.fromEntries(FACETS.map((facet) => [facet, single(`without ${facet}`)])) as Record<
			Facet,
			number
		>
	};
};
