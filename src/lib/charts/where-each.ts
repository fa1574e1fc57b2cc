import type { InStates } from '#lib/domain/numbers/coded-states.ts';
import { MOST_BY_GROUP, type Grouping } from '#lib/domain/numbers/counted.ts';
import {
	capital,
	countOf,
	percentage,
	sentence,
	shareOf,
	verb,
	written
} from '#lib/domain/numbers/in-words.ts';
import { FEWEST_FOR_A_PERCENTAGE } from '#lib/domain/numbers/number.ts';
import { STATES, type State } from '#lib/domain/numbers/states.ts';
import { bars, series } from './bars.ts';
import { caption } from './caption.ts';
import type { Figure, FigureContext } from './figure.ts';
import { STATE_LOOKS, type Look } from './palette.ts';

/** The states of one group: a region, a kind of organisation, a body that asked. */
export type Group = InStates & { group: string };

type Words = { id: string; one: string; many: string; each: string; bar: string; unknown: string };

const WORDS: Record<Grouping, Words> = {
	region: {
		id: 'by-region',
		one: 'region',
		many: 'regions',
		each: 'Where assignments stand in each region',
		bar: 'in one region',
		unknown: 'Region not known'
	},
	'organisation kind': {
		id: 'by-kind-of-organisation',
		one: 'kind of organisation',
		many: 'kinds of organisation',
		each: 'Where assignments stand with each kind of organisation',
		bar: 'of one kind of organisation',
		unknown: 'Kind not known'
	},
	source: {
		id: 'by-source',
		one: 'body that asked',
		many: 'bodies that asked',
		each: 'Where the assignments of each body that asked stand',
		bar: 'by one body',
		unknown: 'Not known'
	}
};

/** The states as a narrow bar can show them: what means much the same to a reader is one part. */
const PARTS: { name: string; states: readonly State[]; look: Look }[] = [
	{ name: 'Confirmed', states: ['confirmed'], look: STATE_LOOKS.confirmed },
	{ name: 'Said to be done', states: ['said to be done'], look: STATE_LOOKS['said to be done'] },
	{
		name: 'Begun or planned',
		states: ['under way', 'on hold or stopped', 'not started'],
		look: STATE_LOOKS['under way']
	},
	{ name: 'No word', states: ['no information', 'no response'], look: STATE_LOOKS['no information'] },
	{
		name: 'Refused, declined or closed',
		states: ['said not to apply', 'not accepted', 'declined by the board', 'superseded or closed'],
		look: STATE_LOOKS['said not to apply']
	}
];

// The sheet has heights for so many bars.
const MOST_DRAWN = 40;
// Narrower parts have no room for their share.
const FEWEST_LABELLED = 6;

const sumOf = ({ states }: InStates, of: readonly State[]): number =>
	of.reduce((sum, state) => sum + states[state], 0);
const sharesOf = (group: InStates, of: readonly State[]): number =>
	Math.round((1000 * sumOf(group, of)) / group.base) / 10;

const findingOf = (drawn: Group[], { many, bar }: Words): string => {
	if (drawn.length === 0) return `Too little was asked ${bar.replace('one', 'any')} to compare`;
	const shares = drawn
		.map(({ states, base }) => ({ n: states.confirmed, base }))
		.toSorted((a, b) => a.n / a.base - b.n / b.base);
	const [least, most] = [shares[0]!, shares.at(-1)!];
	const said = ({ n, base }: { n: number; base: number }) => percentage(n, base);
	if (most.n === 0)
		return drawn.length === 1 ? 'Nothing is confirmed' : `Nothing is confirmed in any of the ${many}`;
	if (drawn.length === 1) return `${capital(said(most))} is confirmed`;
	if (said(least) === said(most)) return `${capital(said(most))} is confirmed, alike across the ${many}`;
	return `What is confirmed runs from ${least.n === 0 ? 'nothing' : said(least)} to ${said(most)} across the ${many}`;
};

const told = (groups: readonly Group[], { one, many }: Words): string => {
	const base = groups.reduce((sum, group) => sum + group.base, 0);
	if (base === 0) return 'Nothing has been asked in this selection, so there is nothing to show.';
	const confirmed = groups.reduce((sum, { states }) => sum + states.confirmed, 0);
	const without = groups.filter(({ states }) => states.confirmed === 0).length;
	const whole = `${shareOf({ numerator: confirmed, denominator: base }, 'assignment')} ${verb(confirmed, 'is', 'are')} confirmed${groups.length > 1 ? `, across ${countOf(groups.length, one, many)}` : ''}`;
	return [whole, ...(confirmed > 0 && without > 0 ? [`in ${written(without)} of these nothing is`] : [])]
		.map(sentence)
		.join(' ');
};

const tooMany = ({ id, each, one }: Words, context: FigureContext): Figure => ({
	id,
	title: each,
	sentence: `More than ${written(MOST_BY_GROUP)} assignments are chosen: too many to lay out here by ${one}. Choose fewer by another filter, or take all filters away.`,
	how_to_read: '',
	left_out: [],
	config: undefined,
	table: { caption: each, columns: [], rows: [] },
	context
});

/**
 * Where assignments stand, group by group, each as shares of its own base. Groups are in the order of their names: this is
 * no league table. Those with too few for a percentage are in the table alone. Undefined: there are too many to count so.
 */
export const whereEach = (
	by: Grouping,
	all: readonly Group[] | undefined,
	context: FigureContext
): Figure => {
	const words = WORDS[by];
	if (!all) return tooMany(words, context);
	const groups = all
		.filter(({ base }) => base > 0)
		.map((each) => ({ ...each, group: each.group || words.unknown }))
		.toSorted((a, b) => a.group.localeCompare(b.group));
	const large = groups.filter(({ base }) => base >= FEWEST_FOR_A_PERCENTAGE);
	const fewest = large.map(({ base }) => base).toSorted((a, b) => b - a)[MOST_DRAWN - 1] ?? 0;
	const drawn = large.filter(({ base }) => base >= fewest).slice(0, MOST_DRAWN);
	const left = groups.length - drawn.length;
	return {
		id: words.id,
		title: findingOf(drawn, words),
		sentence: told(groups, words),
		how_to_read: `Every bar is all that was asked ${words.bar}; the number is how many assignments that is. The bars are in the order of their names. They may differ by chance, or because not the same was asked.`,
		left_out:
			left > 0
				? [
						{
							what: `${words.many} drawn no bar for, with fewer than ${written(Math.max(FEWEST_FOR_A_PERCENTAGE, fewest))} assignments`,
							n: left
						}
					]
				: [],
		config:
			drawn.length === 0
				? undefined
				: bars({
						names: drawn.map(({ group, base }) => `${group} (${written(base)})`),
						series: PARTS.filter(({ states }) => drawn.some((group) => sumOf(group, states) > 0)).map(
							({ name, states, look }) => {
								const shares = drawn.map((group) => sharesOf(group, states));
								return series(
									name,
									shares,
									look,
									shares.map((share) => (share < FEWEST_LABELLED ? null : `${Math.round(share)} %`))
								);
							}
						),
						lie: true,
						stacked: true,
						counts: 'Share of assignments (%)',
						most: 100
					}),
		table: {
			caption: caption(words.each, context),
			columns: [
				{ key: 'group', label: capital(words.one), numeric: false },
				{ key: 'base', label: 'Assignments', numeric: true },
				...STATES.map((state) => ({ key: state.replaceAll(' ', '_'), label: capital(state), numeric: true }))
			],
			rows: groups.map(({ group, base, states }) => ({
				group,
				base,
				...Object.fromEntries(STATES.map((state) => [state.replaceAll(' ', '_'), states[state]]))
			}))
		},
		context
	};
};
