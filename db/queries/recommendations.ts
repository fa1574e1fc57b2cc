import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import { PAGE_SIZE, type RecommendationsAsked } from '#lib/domain/filter.ts';
import type { RecommendationKind, Stage } from '#lib/domain/recommendation.ts';
import type { Disposition } from '#lib/domain/axes/disposition.ts';
import type { Step } from '#lib/domain/standing.ts';
import type { Reading } from '../schema.ts';
import { isRanked } from './ranked.ts';
import { answers, answersInPart, closeness } from './search.ts';
import { yearOf } from './year-of.ts';

/** One recommendation as a list shows it; the counters are of its assignments. */
export type Listed = Record<Step, number> & {
	id: number;
	data_set: DataSet;
	reference: string;
	slug: string;
	kind: RecommendationKind;
	plain_summary: string;
	made_on: Day | null;
	made_year: number | null;
	stage: Stage;
	disposition: Disposition;
	evidence_quality: string | null;
	source_url: string | null;
	source_code: string;
	source_name: string;
	report_reference: string;
	report_title: string;
	/** The codes of its themes. */
	themes: string[];
};

const anyOf = (values: readonly unknown[], type: string) => sql`any (${values}::${sql.raw(type)}[])`;

/** Each facet as a condition of its own; what is not chosen holds for all. */
export const facetConditions = (asked: RecommendationsAsked) => {
	const when = <T>(values: readonly T[], condition: RawBuilder<SqlBool>) =>
		values.length > 0 ? condition : undefined;
	return {
		source: when(
			asked.source,
			sql<SqlBool>`r.source_id in (select id from source where data_set = ${asked.data} and code = ${anyOf(asked.source, 'text')})`
		),
		theme: when(
			asked.theme,
			sql<SqlBool>`r.id in (select rt.recommendation_id from recommendation_theme rt
				join theme t on t.id = rt.theme_id where t.code = ${anyOf(asked.theme, 'text')})`
		),
		kind: when(asked.kind, sql<SqlBool>`r.kind = ${anyOf(asked.kind, 'text')}`),
		stage: when(asked.stage, sql<SqlBool>`r.stage = ${anyOf(asked.stage, 'text')}`),
		year: when(asked.year, sql<SqlBool>`${yearOf} = ${anyOf(asked.year, 'int')}`),
		evidence_quality: when(
			asked.evidence_quality,
			sql<SqlBool>`r.evidence_quality = ${anyOf(asked.evidence_quality, 'text')}`
		),
		priority: when(asked.priority, isRanked('r.id', asked.data, asked.priority))
	};
};
export type Facet = keyof ReturnType<typeof facetConditions>;

/** What no facet offers and every count honours: the data set, the words, the report, the organisation asked. */
export const scopeOf = (asked: RecommendationsAsked, inPart = false): RawBuilder<SqlBool> => {
	const conditions = [sql<SqlBool>`r.data_set = ${asked.data}`];
	if (asked.q) conditions.push(inPart ? answersInPart(asked.q) : answers(asked.q));
	if (asked.report)
		conditions.push(
			sql`r.report_id = (select id from report where data_set = ${asked.data} and reference = ${asked.report})`
		);
	if (asked.organisation)
		conditions.push(sql`r.id in (
			select a.recommendation_id from assignment a join organisation o on o.id = a.organisation_id
				where o.data_set = ${asked.data} and o.code = ${asked.organisation}
			union select d.recommendation_id from addressee d join organisation o on o.id = d.organisation_id
				where o.data_set = ${asked.data} and o.code = ${asked.organisation})`);
	return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
};

/** Everything that was asked, as one condition on `recommendation r`. */
const matching = (asked: RecommendationsAsked, inPart = false): RawBuilder<SqlBool> => {
	const facets = Object.values(facetConditions(asked)).filter((condition) => condition !== undefined);
	return sql<SqlBool>`${sql.join([scopeOf(asked, inPart), ...facets], sql` and `)}`;
};

const NEWEST = sql`r.counted_from_on desc, r.id`;
const order = ({ q, sort }: RecommendationsAsked): RawBuilder<unknown> => {
	if (sort === 'oldest') return sql`r.counted_from_on, r.id desc`;
	if (q && sort !== 'newest') return sql`${closeness(q)} desc, ${NEWEST}`;
	return NEWEST;
};

/** The columns of a listed recommendation, and the tables beside it that they need. */
export const columnsOf = sql`r.id, r.data_set, r.reference, r.slug, r.kind, r.plain_summary, r.made_on,
	${yearOf} as made_year, r.stage, r.disposition, r.evidence_quality, r.source_url,
	r.asked, r.responded, r.accepted, r.planned, r.delivered, r.assured, r.sustained,
	s.code as source_code, s.name as source_name, p.reference as report_reference, p.title as report_title,
	array(select t.code from recommendation_theme rt join theme t on t.id = rt.theme_id
		where rt.recommendation_id = r.id order by t.name) as themes`;
export const beside = sql`join source s on s.id = r.source_id join report p on p.id = r.report_id`;

/** The row of a list for a number. The offset keeps it apart, so that each is fetched by its key and nothing is scanned. */
const rowOf = (id: RawBuilder<unknown>) =>
	sql`select ${columnsOf} from recommendation r ${beside} where r.id = ${id} offset 0`;

/** One page of a list, in its order. A page beyond the last is empty. */
export const list = async (
	reading: Reading,
	asked: RecommendationsAsked,
	limit = PAGE_SIZE
): Promise<Listed[]> => {
	const { rows } = await sql<Listed>`
		with found as (
			select id, row_number() over () as place from (
				select r.id from recommendation r where ${matching(asked)}
				order by ${order(asked)} limit ${limit} offset ${(asked.page - 1) * limit}
			) page
		)
		select page.* from found cross join lateral (${rowOf(sql`found.id`)}) page
		order by found.place`.execute(reading);
	return rows;
};

/** The nearest things to a search that nothing answers whole: what has some of its words, the best first. */
export const nearest = async (
	reading: Reading,
	asked: RecommendationsAsked,
	limit: number
): Promise<Listed[]> => {
	if (!asked.q) return [];
	const { rows } = await sql<Listed>`
		select ${columnsOf} from recommendation r ${beside} where ${matching(asked, true)}
		order by ${closeness(asked.q)} desc, ${NEWEST} limit ${limit}`.execute(reading);
	return rows;
};

/** How many recommendations answer. */
export const count = async (reading: Reading, asked: RecommendationsAsked): Promise<number> => {
	const { rows } = await sql<{
		n: number;
	}>`select count(*)::int as n from recommendation r where ${matching(asked)}`.execute(reading);
	return rows[0]?.n ?? 0;
};

/** The whole list in its order, as batches of rows: all that are known when it begins, at any size. */
export async function* every(
	reading: Reading,
	asked: RecommendationsAsked,
	batch = 500
): AsyncGenerator<Listed[]> {
	const { rows: found } = await sql<{ id: number }>`
		select r.id from recommendation r where ${matching(asked)} order by ${order(asked)}`.execute(reading);
	for (let from = 0; from < found.length; from += batch) {
		const ids = found.slice(from, from + batch).map(({ id }) => id);
		const { rows } = await sql<Listed>`
			select page.* from unnest(${ids}::int[]) with ordinality wanted(id, place)
			cross join lateral (${rowOf(sql`wanted.id`)}) page order by wanted.place`.execute(reading);
		yield rows;
	}
}
