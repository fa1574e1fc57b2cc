import { sql, type RawBuilder } from 'kysely';
import { BY_MONTH, FACTS_BY_MONTH } from '../by-month.ts';
import { askedKey, bodyKey, broadKey, BROADLY, THEMED, TOGETHER } from '../together.ts';

/**
 * For a relation `net` of moves: by all that its recommendations and its organisations are counted by together, the two
 * halves of one key. Each is looked at once, however many moves it has, and `place` numbers what is alike, in the order of
 * the roll-ups’ keys: numbers are added up and sorted in a tenth of the time that words take.
 */
const alike = sql`asked_by as (
	select *, dense_rank() over (order by data_set, key) as place from (
		select r.id, r.data_set, ${askedKey} as key, ${broadKey} as broad from recommendation r join source s on s.id = r.source_id
		where r.id in (select recommendation_id from net)) recommendations
), counted_under as (
	select *, dense_rank() over (order by data_set, key) as place, dense_rank() over (order by kind) as kind_place from (
		select o.id, o.data_set, o.kind, ${bodyKey} as key from organisation o where o.id in (select organisation_id from net)) organisations
), asked_alike as materialized (select place, data_set, key, broad, min(id) as id from asked_by group by place, data_set, key, broad),
bodies_alike as materialized (select place, data_set, key, kind, kind_place, min(id) as id from counted_under group by place, data_set, key, kind, kind_place)`;

/** The moves of `net` added up by those that are alike: a file of a hundred thousand has a few of them. */
const countedAlike = (columns: string) => {
	const what = sql.raw(columns);
	return sql`${alike}, together as materialized (
		select a.place as asked, b.place as body, ${what}, sum(n)::int as n
		from net m join asked_by a on a.id = m.recommendation_id join counted_under b on b.id = m.organisation_id
		group by a.place, b.place, ${what} having sum(n) <> 0
	)`;
};

/**
 * By what each of those that are alike is counted by itself, found from any one of them. `place` numbers it as above, so
 * that the names come to the sums at the end.
 */
const dimensions = sql`counted_by as (
	select 'asked' as side, one.place as alike, one.data_set, d.dimension, d.key
	from asked_alike one join recommendation r on r.id = one.id join source s on s.id = r.source_id
	cross join lateral (
		select 'all' as dimension, '' as key
		union all select 'source', s.code
		union all select 'kind', r.kind
		union all select 'year made', r.made_year::text where r.made_year is not null
		union all select 'theme', t.code from recommendation_theme rt join theme t on t.id = rt.theme_id where rt.recommendation_id = r.id
	) d
	union all
	select 'body', one.place, one.data_set, d.dimension, d.key
	from bodies_alike one join organisation o on o.id = one.id
	cross join lateral (values ('organisation kind', o.kind), ('region', coalesce(o.region, ''))) d (dimension, key)
), dimensions as materialized (
	select *, dense_rank() over (order by data_set, dimension, key) as place from counted_by
), places as materialized (select distinct place, data_set, dimension, key from dimensions)`;

/** What those that are alike have together, added up by place, with its names, and the columns that say what is counted. */
const countedBy = (columns: string) => {
	const what = sql.raw(columns);
	return sql`, ${dimensions}, counted as materialized (
			select place, ${what}, sum(n)::int as n from (
				select 'asked' as side, asked as alike, ${what}, sum(n)::int as n from together group by asked, ${what}
				union all
				select 'body', body, ${what}, sum(n)::int from together group by body, ${what}
			) moved join dimensions using (side, alike)
			group by place, ${what} having sum(n) <> 0
		) select place, data_set, dimension, key, ${what}, n from counted join places using (place)`;
};

/**
 * The places of what is counted together come after all others, by the one half of the key and then by the other; those of
 * what is counted more broadly before them.
 */
const AFTER_ALL_PLACES = sql.lit(1_000_000);
const BEFORE_ALL_PLACES = sql.lit(-1_000_000_000_000);
const MOST_BODIES = sql.lit(100_000);

/** What those that are alike have together, by its names, and by less of what they are counted by. */
const countedTogether = (columns: string) => {
	const what = sql.raw(columns);
	return {
		relations: sql`, halves as materialized (
			select *, dense_rank() over (order by data_set, dimension, half) as place from (
				select place as asked, data_set, ${sql.lit(BROADLY)} as dimension, broad as half from asked_alike
				union all
				select one.place, one.data_set, ${sql.lit(THEMED)}, t.code || '|' from asked_alike one
				join recommendation_theme rt on rt.recommendation_id = one.id join theme t on t.id = rt.theme_id
			) half
		), broader as materialized (
			select h.place as half, b.kind_place as kind, ${what}, sum(n)::int as n
			from together join halves h using (asked) join bodies_alike b on b.place = body
			group by 1, 2, ${what} having sum(n) <> 0
		)`,
		rows: sql`select ${AFTER_ALL_PLACES} + asked * ${MOST_BODIES} + body as place, a.data_set, ${sql.lit(TOGETHER)} as dimension,
			a.key || b.key as key, ${what}, n
			from together join asked_alike a on a.place = asked join bodies_alike b on b.place = body
			union all
			select ${BEFORE_ALL_PLACES} + broader.half * ${MOST_BODIES} + broader.kind, h.data_set, h.dimension, h.half || k.kind, ${what}, n
			from broader join (select distinct place, data_set, dimension, half from halves) h on h.place = broader.half
			join (select distinct kind_place, kind from bodies_alike) k on k.kind_place = broader.kind`
	};
};

/** Of what is counted of everything, which is counted by the month of its day once more; it comes before all places. */
type Monthly = { day: string; which: RawBuilder<unknown> };

const countedByMonth = (columns: string, { day, which }: Monthly) => {
	const months = sql.raw(columns.replace(day, `date_trunc('month', ${day})::date`));
	return sql`select 0, data_set, ${sql.lit(BY_MONTH)}, key, ${months}, sum(n)::int
		from counted join places using (place) where dimension = 'all' and ${which}
		group by data_set, key, ${months} having sum(n) <> 0`;
};

/** The moves of `net` by each dimension, by all together, and of everything by months. */
const countedInAll = (columns: string, monthly: Monthly) => {
	const { relations, rows } = countedTogether(columns);
	return sql`${countedAlike(columns)} ${relations} ${countedBy(columns)} union all ${rows}
		union all ${countedByMonth(columns, monthly)}`;
};

const monthOf = sql`date_trunc('month', day)::date`;

/** A relation of standing moves as one row a standing entered (1) or left (-1), net. */
const netStandings = (relation: string) => sql`
	select data_set, recommendation_id, organisation_id, effective_on as day, standing, sum(n)::int as n from (
		select data_set, recommendation_id, organisation_id, effective_on, to_standing as standing, 1 as n from ${sql.table(relation)} where to_standing is not null
		union all
		select data_set, recommendation_id, organisation_id, effective_on, from_standing, -1 from ${sql.table(relation)} where from_standing is not null
	) sides group by 1, 2, 3, 4, 5 having sum(n) <> 0`;

export const DUTY_COLUMNS = 'clock, due_on, status';
export const FACT_COLUMNS = 'fact, value, day, length';

/** A relation of moves that begin (1) or end (-1) something, net of each other. */
const netChanges = (relation: string, columns: string) => sql`
	select data_set, recommendation_id, organisation_id, ${sql.raw(columns)}, sum(change)::int as n
	from ${sql.table(relation)} group by data_set, recommendation_id, organisation_id, ${sql.raw(columns)} having sum(change) <> 0`;

/** Standing counts by dimension and day, from any relation shaped like the ledger. */
export const standingCounts = (relation: string) =>
	sql`with net as materialized (${netStandings(relation)}), ${countedAlike('day, standing')} ${countedBy('day, standing')}`;

/** Standing counts by month and by all that they are counted by together, from any relation shaped like the ledger. */
export const standingsTogether = (relation: string) => {
	const { relations, rows } = countedTogether('month, standing');
	return sql`with net as materialized (
		select data_set, recommendation_id, organisation_id, ${monthOf} as month, standing, sum(n)::int as n
		from (${netStandings(relation)}) days group by 1, 2, 3, 4, 5 having sum(n) <> 0
	), ${countedAlike('month, standing')} ${relations} ${rows}`;
};

/** Duty counts by dimension and due date, from any relation shaped like the ledger. */
export const dutyCounts = (relation: string) =>
	sql`with net as materialized (${netChanges(relation, DUTY_COLUMNS)}), ${countedInAll(DUTY_COLUMNS, { day: 'due_on', which: sql`true` })}`;

/** By how many the overdue duties of each clock change on a day, by dimension, from any relation shaped like the ledger. */
export const overdueCounts = (relation: string) =>
	sql`with net as materialized (
		select data_set, recommendation_id, organisation_id, clock, greatest(effective_on, due_on + 1) as day, sum(change)::int as n
		from ${sql.table(relation)} where status = 'open' and due_on is not null group by 1, 2, 3, 4, 5 having sum(change) <> 0
	), ${countedAlike('clock, day')} ${countedBy('clock, day')}`;

const isByMonth = sql`fact in (${sql.join(FACTS_BY_MONTH.map((fact) => sql.lit(fact)))})`;

/** Fact counts by dimension, from any relation shaped like the ledger. */
export const factCounts = (relation: string) =>
	sql`with net as materialized (${netChanges(relation, FACT_COLUMNS)}), ${countedInAll(FACT_COLUMNS, { day: 'day', which: isByMonth })}`;

/** What began (1) and ended (-1) in each month, net, of everything in any relation shaped like a ledger. */
export const changesByMonth = (relation: string, columns: string) => sql`
	select data_set, date_trunc('month', effective_on)::date as month, ${sql.raw(columns)}, sum(change)::int as n
	from ${sql.table(relation)} group by data_set, 2, ${sql.raw(columns)} having sum(change) <> 0
	order by data_set, 2, ${sql.raw(columns)}`;
