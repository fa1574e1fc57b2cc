import type { DataSet } from './data-set.ts';
import { addDays, addMonths, monthOf, type Day } from './day.ts';

/** What the numbers are narrowed to; one value each, codes and words as the URL holds them. */
export const SCOPE_FILTERS = [
	'source',
	'report',
	'theme',
	'family',
	'kind',
	'year',
	'priority',
	'organisation',
	'organisation_kind',
	'region',
	'set'
] as const;
export type ScopeFilter = { [F in (typeof SCOPE_FILTERS)[number]]?: string | undefined };

/**
 * What a number is asked over: which data, narrowed to what, and as at which day in the two senses of time. `as_at`
 * is what was true then; with `known_at` only what had been recorded by the end of that day counts.
 */
export type Scope = {
	data_set: DataSet;
	as_at: Day;
	known_at?: Day | undefined;
	today: Day;
	filter: ScopeFilter;
	/** The numbers of the recommendations of its report or family, where somebody has looked them up. */
	members?: readonly number[];
	/** Whether its set is one of kinds of organisations, wherever they are, where somebody has looked that up. */
	isSetOfKinds?: boolean;
	/** What it is counted by where filters meet, where somebody has looked that up. */
	keys?: readonly string[];
};

/** Whether a scope asks for how things stand now, as we know them now. */
export const isNow = ({ as_at, known_at, today }: Pick<Scope, 'as_at' | 'known_at' | 'today'>): boolean =>
	as_at >= today && (!known_at || known_at >= today);

/** The scope that a query string asks for: `known_at` asks what was known on that day, of that day. */
export const scopeOf = (
	asked: ScopeFilter & { as_at?: Day | undefined; known_at?: Day | undefined },
	data_set: DataSet,
	today: Day
): Scope => ({
	data_set,
	today,
	as_at: asked.as_at ?? asked.known_at ?? today,
	known_at: asked.known_at,
	filter: Object.fromEntries(SCOPE_FILTERS.map((name) => [name, asked[name]]))
});

/** The day that a view is compared with when nobody chose one: the end of a month, about a quarter before. */
export const comparedTo = (as_at: Day): Day => addDays(monthOf(addMonths(monthOf(as_at), -2)), -1);

/** The same scope on an earlier day, in the same sense of time: what was true then, or what we knew then. */
export const scopeThen = (scope: Scope, day: Day): Scope => ({
	...scope,
	as_at: day,
	...(scope.known_at && { known_at: day })
});
