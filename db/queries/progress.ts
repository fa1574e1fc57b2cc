import { sql } from 'kysely';
import type { Clock } from '#lib/domain/clock.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import { FACTS } from '#lib/domain/fact.ts';
import type { Split } from '#lib/domain/filter.ts';
import { MOST_BY_GROUP, type Counted } from '#lib/domain/numbers/counted.ts';
import { periodBefore } from '#lib/domain/numbers/on-time.ts';
import { inWords } from '#lib/domain/priority.ts';
import type { StandingCount } from '#lib/domain/standing.ts';
import type { Scope, ScopeFilter } from '#lib/domain/scope.ts';
import type { Reading } from '../schema.ts';
import * as duties from './duties.ts';
import * as facts from './facts.ts';
import { DIMENSIONS, lookedUp, rollupOf } from './narrowed.ts';
import * as ranked from './ranked.ts';
import * as recurrence from './recurrence.ts';
import { codesByGroup } from './standings-by-group.ts';
import * as overdueDuties from './overdue-duties.ts';
import { codesByMonth, standingsAfter } from './standings-by-month.ts';
import * as splits from './split.ts';
import * as standings from './standings.ts';
import * as strengths from './strengths.ts';

/** The standings group by group, where they are counted beforehand or are few enough to be looked at one by one. */
const groupsOf = async (
	reading: Reading,
	scope: Scope,
	counts: Promise<StandingCount[]>
): Promise<Counted['groups']> => {
	const isWhole = rollupOf(scope.filter)?.dimension === 'all';
	if (!isWhole && (await counts).reduce((sum, { n }) => sum + n, 0) > MOST_BY_GROUP) return undefined;
	const [bySource, byKind, byRegion, names] = await Promise.all([
		codesByGroup(reading, scope, 'source'),
		codesByGroup(reading, scope, 'organisation kind'),
		codesByGroup(reading, scope, 'region'),
		reading.selectFrom('source').select(['code', 'name']).where('data_set', '=', scope.data_set).execute()
	]);
	const nameOf = new Map(names.map(({ code, name }) => [code, name]));
	return {
		source: bySource.map((of) => ({ ...of, group: nameOf.get(of.group) ?? of.group })),
		'organisation kind': byKind,
		region: byRegion
	};
};

const splitOf = async (reading: Reading, scope: Scope, by: Split, stood: readonly StandingCount[]) => {
	const n = stood.reduce((sum, counted) => sum + counted.n, 0);
	return { by, counted: await splits.counted(reading, scope, { by, n }) };
};

/** All that the figures of progress are drawn from. Of the duties that were met only the replies: no figure shows the rest. */
export const counted = async (reading: Reading, asked: Scope, split?: Split): Promise<Counted> => {
	const scope = await lookedUp(reading, asked);
	const monthly = codesByMonth(reading, scope);
	// They are gone through once: what its months add up to is how things stand.
	const counts = monthly.then(standingsAfter);
	const [stood, { owed, due }, changes, known, families, strong, groups] = await Promise.all([
		counts,
		duties.countOwedAndDue(reading, scope, periodBefore(scope.as_at)),
		monthly,
		facts.count(reading, scope, FACTS),
		recurrence.families(reading, scope),
		strengths.count(reading, scope),
		groupsOf(reading, scope, counts)
	]);
	return {
		standings: stood,
		duties: owed,
		changes,
		facts: known,
		due,
		families,
		strengths: strong,
		groups,
		...(split && { split: await splitOf(reading, scope, split, stood) })
	};
};

/** What the opening sentences compare with: how things stood and what was owed, on a day before. */
export const countedThen = async (
	reading: Reading,
	asked: Scope
): Promise<Pick<Counted, 'standings'> & { overdue: Record<Clock, number> }> => {
	const scope = await lookedUp(reading, asked);
	const [counts, overdue] = await Promise.all([
		standings.count(reading, scope),
		overdueDuties.count(reading, scope)
	]);
	return { standings: counts, overdue };
};

export type Choice = { value: string; label: string };
export type Choices = Record<Exclude<keyof ScopeFilter, 'report' | 'organisation'>, Choice[]>;

/** More than that are found by their own pages. */
const MOST_FAMILIES = 200;

/** What progress can be narrowed to: only what occurs in the data set, from the roll-ups. */
export const choices = async (reading: Reading, data_set: DataSet): Promise<Choices> => {
	const { rows } = await sql<{ dimension: string; value: string; label: string }>`
		with occurring as (
			select distinct dimension, key from standing_now
			where data_set = ${data_set} and dimension = any (${Object.values(DIMENSIONS)}::text[]) and key <> '' and n > 0
		)
		select o.dimension, o.key as value, coalesce(s.name, t.name, o.key) as label from occurring o
		left join source s on o.dimension = 'source' and s.data_set = ${data_set} and s.code = o.key
		left join theme t on o.dimension = 'theme' and t.code = o.key
		order by label`.execute(reading);
	const of = (dimension: string) =>
		rows.filter((row) => row.dimension === dimension).map(({ value, label }) => ({ value, label }));
	const [priorities, families, sets] = await Promise.all([
		ranked.occurring(reading, data_set),
		reading
			.selectFrom('family')
			.select(['slug as value', 'name as label'])
			.where('data_set', '=', data_set)
			.where('id', 'in', (eb) => eb.selectFrom('family_member').select('family_id'))
			.orderBy('name')
			.limit(MOST_FAMILIES)
			.execute(),
		reading
			.selectFrom('organisation_set')
			.select(['code as value', 'name as label'])
			.where('data_set', '=', data_set)
			.orderBy('name')
			.execute()
	]);
	return {
		source: of('source'),
		theme: of('theme'),
		family: families,
		kind: of('kind'),
		year: of('year made').toReversed(),
		priority: priorities.map((value) => ({ value, label: inWords(value) })),
		organisation_kind: of('organisation kind'),
		region: of('region'),
		set: sets
	};
};

/** What a scope may name whether or not it is among the choices, and by which column it goes. */
const NAMED = {
	report: { table: 'report', key: 'reference', name: 'title' },
	family: { table: 'family', key: 'slug', name: 'name' },
	organisation: { table: 'organisation', key: 'code', name: 'name' },
	set: { table: 'organisation_set', key: 'code', name: 'name' }
} as const;
type Named = keyof typeof NAMED;

/** Whether a filter goes by a name of its own record. */
export const isNamed = (filter: keyof ScopeFilter): filter is Named => filter in NAMED;

/** The name that a report, a family, an organisation or a group goes by, for the words of a scope; undefined where there is none such. */
export const nameOf = async (
	reading: Reading,
	data_set: DataSet,
	what: Named,
	value: string
): Promise<string | undefined> => {
	const { table, key, name } = NAMED[what];
	const { rows } = await sql<{ name: string }>`
		select ${sql.ref(name)} as name from ${sql.table(table)}
		where data_set = ${data_set} and ${sql.ref(key)} = ${value} limit 1`.execute(reading);
	return rows[0]?.name;
};
