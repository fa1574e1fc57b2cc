import { sql, type RawBuilder } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Priority } from '#lib/domain/priority.ts';
import type { Scope, ScopeFilter } from '#lib/domain/scope.ts';
import type { Dimension } from '../ledger-schema.ts';
import type { Reading } from '../schema.ts';
import {
	allAsked,
	allAskedBroadly,
	bodyKey,
	broadBodyKey,
	BROADLY,
	THEMED,
	themesAsked,
	TOGETHER
} from '../together.ts';
import { isRanked } from './ranked.ts';
import { belongsOn } from './set-members.ts';

/** The filters that a dimension of the roll-ups answers for by itself. */
export const DIMENSIONS: Partial<Record<keyof ScopeFilter, Dimension>> = {
	source: 'source',
	theme: 'theme',
	kind: 'kind',
	year: 'year made',
	organisation_kind: 'organisation kind',
	region: 'region'
};

const chosen = (filter: ScopeFilter) =>
	(Object.entries(filter) as [keyof ScopeFilter, string | undefined][]).filter(
		([, value]) => value !== undefined
	);

/** The roll-up of one dimension that answers for a filter; undefined where two filters meet, or one that none is of. */
export const rollupOf = (filter: ScopeFilter): { dimension: Dimension; key: string } | undefined => {
	const [first, ...others] = chosen(filter);
	if (!first) return { dimension: 'all', key: '' };
	const dimension = DIMENSIONS[first[0]];
	return others.length === 0 && dimension ? { dimension, key: first[1] ?? '' } : undefined;
};

const MEMBERS = {
	report: (reference: string, data_set: DataSet) => sql`
		select r.id from recommendation r join report p on p.id = r.report_id where p.data_set = ${data_set} and p.reference = ${reference}`,
	family: (slug: string, data_set: DataSet) => sql`
		select fm.recommendation_id as id from family_member fm join family f on f.id = fm.family_id where f.data_set = ${data_set} and f.slug = ${slug}`
};

const isMember = (of: RawBuilder<unknown>, members: readonly number[] | undefined) =>
	members
		? sql`m.recommendation_id = any (${members}::int[])`
		: sql`m.recommendation_id = any (array(${of}))`;

/**
 * What a report or a family holds is looked up once, as an array: joined to the ledger, the planner would look into
 * it once for each pair of a recommendation and an organisation.
 */
const CONDITIONS: Record<keyof ScopeFilter, (value: string, scope: Scope) => RawBuilder<unknown>> = {
	source: (code, { data_set }) => sql`m.recommendation_id in (
		select r.id from recommendation r join source s on s.id = r.source_id where s.data_set = ${data_set} and s.code = ${code})`,
	report: (reference, { data_set, members }) => isMember(MEMBERS.report(reference, data_set), members),
	theme: (code) => sql`m.recommendation_id in (
		select rt.recommendation_id from recommendation_theme rt join theme t on t.id = rt.theme_id where t.code = ${code})`,
	kind: (kind, { data_set }) =>
		sql`m.recommendation_id in (select id from recommendation where data_set = ${data_set} and kind = ${kind})`,
	family: (slug, { data_set, members }) => isMember(MEMBERS.family(slug, data_set), members),
	year: (year, { data_set }) =>
		sql`m.recommendation_id in (select id from recommendation where data_set = ${data_set} and made_year = ${Number(year)}::int)`,
	priority: (priority, { data_set }) => isRanked('m.recommendation_id', data_set, [priority as Priority]),
	organisation: (code, { data_set }) =>
		sql`m.organisation_id = (select id from organisation where data_set = ${data_set} and code = ${code})`,
	organisation_kind: (kind, { data_set }) =>
		sql`m.organisation_id in (select id from organisation where data_set = ${data_set} and kind = ${kind})`,
	region: (region, { data_set }) =>
		sql`m.organisation_id in (select id from organisation where data_set = ${data_set} and region = ${region})`,
	// Inside of a function it is hashed: hundreds of members would be gone through for every row of a ledger otherwise.
	set: (code, { data_set, as_at }) => sql`coalesce(m.organisation_id in (
		select o.id from organisation_set s join organisation o on ${belongsOn(as_at)}
		where s.data_set = ${data_set} and s.code = ${code}), false)`
};

const hashed = (condition: RawBuilder<unknown>) => sql`coalesce(${condition}, false)`;

/** What hundreds or thousands of recommendations have in common. */
const OF_MANY: readonly (keyof ScopeFilter)[] = ['source', 'theme', 'kind', 'year', 'priority'];

/**
 * The conditions that some of a scope's filters make on a row called `m`. The rows of one organisation are read by its
 * index, and the rest is hashed: otherwise each recommendation might be gone through with all whom it asked.
 */
const conditions = (scope: Scope, which: (name: keyof ScopeFilter) => boolean): RawBuilder<unknown>[] =>
	chosen(scope.filter).flatMap(([name, value]) => {
		if (!which(name)) return [];
		const condition = CONDITIONS[name](value ?? '', scope);
		const isHashed = scope.filter.organisation !== undefined && OF_MANY.includes(name);
		return [isHashed ? hashed(condition) : condition];
	});

const allOf = (scope: Scope, all: RawBuilder<unknown>[]): RawBuilder<unknown> =>
	sql.join([sql`m.data_set = ${scope.data_set}`, ...all], sql` and `);

/** The condition on a ledger row called `m` that a scope's data set and filters make. */
export const within = (scope: Scope): RawBuilder<unknown> =>
	allOf(
		scope,
		conditions(scope, () => true)
	);

/**
 * The condition on a ledger row `m` that it is of a time up to the scope's day and was learned after another. What was
 * recorded later than it was true has an index of its own.
 */
export const learnedSince = ({ as_at }: Scope, known_at: Day): RawBuilder<unknown> => {
	const since = sql`m.effective_on <= ${as_at} and m.recorded_on > ${known_at}`;
	return as_at <= known_at ? sql`${since} and m.recorded_on > m.effective_on` : since;
};

const BY_BODY: readonly (keyof ScopeFilter)[] = ['organisation', 'organisation_kind', 'region', 'set'];
/** What the key of `together` does not tell, nor what a few of its keys hold. */
const NOT_TOGETHER: readonly (keyof ScopeFilter)[] = ['report', 'family', 'priority', 'organisation'];

/**
 * Where the roll-ups answer for a scope: `at` is the condition on their rows. `around` is the condition on a row `m` of a
 * ledger that these rows count, and `outside` that on those that they count and the scope does not: of organisations that
 * are like those of a set and yet do not belong to it.
 */
export type Folded = {
	at: RawBuilder<unknown>;
	around: RawBuilder<unknown>;
	outside?: RawBuilder<unknown>;
	hasDays: boolean;
};

const isOfBody = (name: keyof ScopeFilter) => BY_BODY.includes(name);

/** A roll-up where filters meet: what gives the one half of its keys to recommendations, and the other to organisations. */
type Meeting = { dimension: Dimension; asked: RawBuilder<unknown>; body: RawBuilder<string> };

/**
 * The smallest that can tell all of a scope's filters apart. A set may be made of regions, unless somebody has looked.
 */
const meetingOf = ({ filter, isSetOfKinds }: Scope): Meeting => {
	const hasRegions = filter.region !== undefined || (filter.set !== undefined && !isSetOfKinds);
	const others = chosen(filter).filter(([name]) => name !== 'theme' && !isOfBody(name));
	if (hasRegions || (filter.theme !== undefined && others.length > 0))
		return { dimension: TOGETHER, asked: allAsked, body: bodyKey };
	return filter.theme === undefined
		? { dimension: BROADLY, asked: allAskedBroadly, body: broadBodyKey }
		: { dimension: THEMED, asked: themesAsked(filter.theme), body: broadBodyKey };
};

const bodies = ({ body }: Meeting) =>
	sql`(select o.id as organisation_id, o.data_set, ${body} as key from organisation o)`;
const bodyKeys = (meeting: Meeting, belongs: RawBuilder<unknown>) =>
	sql`select distinct m.key from ${bodies(meeting)} m where ${belongs}`;

/** The keys of the roll-up where its filters meet that hold what a scope asks. */
const keysOf = (scope: Scope): RawBuilder<unknown> => {
	const meeting = meetingOf(scope);
	const asked = allOf(
		scope,
		conditions(scope, (name) => !isOfBody(name))
	);
	return sql`select asked.key || body.key as key from (select distinct m.key from (${meeting.asked}) m where ${asked}) asked
		cross join (${bodyKeys(meeting, allOf(scope, conditions(scope, isOfBody)))}) body`;
};

const together = (scope: Scope): Folded => {
	const { data_set, keys } = scope;
	const meeting = meetingOf(scope);
	const asked = conditions(scope, (name) => !isOfBody(name));
	const belongs = allOf(scope, conditions(scope, isOfBody));
	const ofKeys = keys ? sql`select unnest(${keys}::text[])` : keysOf(scope);
	const folded: Folded = {
		at: sql`data_set = ${data_set} and dimension = ${meeting.dimension} and key = any (array(${ofKeys}))`,
		around: within(scope),
		hasDays: false
	};
	if (scope.filter.set === undefined) return folded;
	const alike = sql`select m.organisation_id from ${bodies(meeting)} m
		where m.data_set = ${data_set} and m.key in (${bodyKeys(meeting, belongs)})`;
	return {
		...folded,
		around: allOf(scope, [...asked, sql`m.organisation_id = any (array(${alike}))`]),
		// They are few, and their rows are read by their index, as those of one organisation are.
		outside: allOf(scope, [
			...asked.map(hashed),
			sql`m.organisation_id = any (array(${alike} and not (${belongs})))`
		])
	};
};

const isTogether = ({ filter }: Scope): boolean =>
	!rollupOf(filter) && chosen(filter).every(([name]) => !NOT_TOGETHER.includes(name));

/** Where the roll-ups hold what a scope asks; undefined where only the ledger can tell. */
export const foldedOf = (scope: Scope): Folded | undefined => {
	const rollup = rollupOf(scope.filter);
	if (rollup)
		return {
			at: sql`data_set = ${scope.data_set} and dimension = ${rollup.dimension} and key = ${rollup.key}`,
			around: within(scope),
			hasDays: true
		};
	return isTogether(scope) ? together(scope) : undefined;
};

const isOfKinds = async (reading: Reading, { data_set, filter }: Scope): Promise<boolean> => {
	if (filter.set === undefined) return false;
	const { rows } = await sql<{ of_kinds: boolean }>`select regions = '{}' as of_kinds from organisation_set
		where data_set = ${data_set} and code = ${filter.set}`.execute(reading);
	return rows[0]?.of_kinds ?? false;
};

/**
 * A scope with what several questions about it would each look up: the recommendations of its report or family, or its
 * keys where its filters meet. How many these are, the planner cannot tell beforehand, and would sort hundreds of thousands
 * of rows of a ledger that it takes for a thousand.
 */
export const lookedUp = async (reading: Reading, scope: Scope): Promise<Scope> => {
	const { report, family } = scope.filter;
	if (isTogether(scope)) {
		const looked = { ...scope, isSetOfKinds: await isOfKinds(reading, scope) };
		const { rows } = await sql<{ key: string }>`${keysOf(looked)}`.execute(reading);
		return { ...looked, keys: rows.map(({ key }) => key) };
	}
	const of = report
		? MEMBERS.report(report, scope.data_set)
		: family && MEMBERS.family(family, scope.data_set);
	if (!of || (report && family)) return scope;
	const { rows } = await sql<{ id: number }>`${of}`.execute(reading);
	return { ...scope, members: rows.map(({ id }) => id) };
};
