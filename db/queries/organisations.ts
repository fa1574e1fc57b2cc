import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { CLOCKS } from '#lib/domain/clock.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import { PAGE_SIZE, type OrganisationsAsked } from '#lib/domain/filter.ts';
import type { Peer } from '#lib/domain/numbers/peers.ts';
import type { Step } from '#lib/domain/standing.ts';
import type { Reading } from '../schema.ts';
import { overdue } from './overdue.ts';
import { named } from './search.ts';

/** One organisation with the counters of its assignments. */
export type Organisation = Record<Step, number> & {
	id: number;
	code: string;
	ods_code: string | null;
	name: string;
	kind: string;
	region: string | null;
	opened_on: Day | null;
	closed_on: Day | null;
};

const COLUMNS = sql`o.id, o.code, o.ods_code, o.name, o.kind, o.region, o.opened_on, o.closed_on,
	o.asked, o.responded, o.accepted, o.planned, o.delivered, o.assured, o.sustained`;

const ORDERS = { name: sql`o.name, o.id`, 'most asked': sql`o.asked desc, o.name, o.id` };

type Narrowing = 'organisation_kind' | 'region';

const matching = (asked: OrganisationsAsked, but?: Narrowing): RawBuilder<SqlBool> => {
	const { data, q, organisation_kind, region } = asked;
	const conditions = [sql<SqlBool>`o.data_set = ${data}`];
	if (q)
		conditions.push(sql`(${named('organisation', 'o', 'name', q, data)} or o.code = ${q.toUpperCase()})`);
	if (organisation_kind.length && but !== 'organisation_kind')
		conditions.push(sql`o.kind = any (${organisation_kind}::text[])`);
	if (region.length && but !== 'region') conditions.push(sql`o.region = any (${region}::text[])`);
	return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
};

/** One page of the organisations. A page beyond the last is empty. */
export const list = async (reading: Reading, asked: OrganisationsAsked): Promise<Organisation[]> => {
	const { rows } = await sql<Organisation>`
		select ${COLUMNS} from organisation o where ${matching(asked)}
		order by ${ORDERS[asked.sort ?? 'name']} limit ${PAGE_SIZE} offset ${(asked.page - 1) * PAGE_SIZE}`.execute(
		reading
	);
	return rows;
};

/** How many organisations answer, and how many there are of each kind and in each region, the other choice kept. */
export const facets = async (reading: Reading, asked: OrganisationsAsked) => {
	type Row = { facet: 'all' | Narrowing; value: string | null; n: number };
	const { rows } = await sql<Row>`
		select 'all' as facet, null as value, count(*)::int as n from organisation o where ${matching(asked)}
		union all (select 'organisation_kind', o.kind, count(*)::int from organisation o
			where ${matching(asked, 'organisation_kind')} group by o.kind)
		union all (select 'region', o.region, count(*)::int from organisation o
			where ${matching(asked, 'region')} and o.region is not null group by o.region)`.execute(reading);
	const of = (facet: Narrowing) =>
		rows
			.flatMap((row) => (row.facet === facet && row.value ? [{ value: row.value, n: row.n }] : []))
			.sort((a, b) => a.value.localeCompare(b.value));
	return {
		all: rows.find(({ facet }) => facet === 'all')?.n ?? 0,
		organisation_kind: of('organisation_kind'),
		region: of('region')
	};
};

/** How many assignments of each of some organisations are overdue by at least one clock. */
export const overdueCounts = async (
	reading: Reading,
	organisation_ids: readonly number[],
	today: Day
): Promise<Map<number, number>> => {
	const late = CLOCKS.map(
		(clock) => sql`select a.organisation_id, a.id from assignment a
			where a.organisation_id = any (${organisation_ids}::int[]) and ${overdue(clock, today)}`
	);
	const { rows } = await sql<{ organisation_id: number; n: number }>`
		select organisation_id, count(distinct id)::int as n from (${sql.join(late, sql` union all `)}) late group by 1`.execute(
		reading
	);
	return new Map(rows.map(({ organisation_id, n }) => [organisation_id, n]));
};

// As many as a drawing can hold and a reader can check.
const MOST_PEERS = 500;

/** The organisations of a kind that were asked anything, by name: what one of them is compared with. */
export const peers = (reading: Reading, data_set: DataSet, kind: string): Promise<Peer[]> =>
	reading
		.selectFrom('organisation')
		.select(['code', 'name', 'accepted', 'assured'])
		.where('data_set', '=', data_set)
		.where('kind', '=', kind)
		.where('asked', '>', 0)
		.orderBy('name')
		.limit(MOST_PEERS)
		.execute();

type Named = { code: string; name: string };

/** An organisation with its place among others. */
export type Placed = Organisation & {
	parent: Named | null;
	successors: (Named & { took_over_on: Day; note: string | null })[];
	predecessors: (Named & { took_over_on: Day; note: string | null })[];
	/** At most a hundred, by name. */
	parts: Named[];
};

const succession = (
	mine: 'organisation_id' | 'successor_id',
	theirs: 'organisation_id' | 'successor_id'
) => sql`
	(select coalesce(json_agg(json_build_object('code', n.code, 'name', n.name, 'took_over_on', x.took_over_on, 'note', x.note)
		order by x.took_over_on, n.name), '[]')
	from organisation_succession x join organisation n on n.id = x.${sql.ref(theirs)} where x.${sql.ref(mine)} = o.id)`;

/** An organisation by its code, with no more than its name; undefined where there is none. */
export const withCode = (
	db: Reading,
	data_set: DataSet,
	code: string
): Promise<{ id: number; code: string; name: string } | undefined> =>
	db
		.selectFrom('organisation')
		.select(['id', 'code', 'name'])
		.where('data_set', '=', data_set)
		.where('code', '=', code)
		.executeTakeFirst();

/** An organisation by its code, with its parent, its parts, and whom it took over from or was taken over by. */
export const find = async (
	reading: Reading,
	data_set: DataSet,
	code: string
): Promise<Placed | undefined> => {
	const { rows } = await sql<Placed>`
		select ${COLUMNS},
			(select json_build_object('code', n.code, 'name', n.name) from organisation n where n.id = o.parent_id) as parent,
			${succession('organisation_id', 'successor_id')} as successors,
			${succession('successor_id', 'organisation_id')} as predecessors,
			(select coalesce(json_agg(json_build_object('code', n.code, 'name', n.name) order by n.name), '[]')
				from (select code, name from organisation n where n.parent_id = o.id order by name limit 100) n) as parts
		from organisation o where o.data_set = ${data_set} and o.code = any (${[code, code.toUpperCase()]}::text[])
		order by o.code = ${code} desc limit 1`.execute(reading);
	return rows[0];
};
