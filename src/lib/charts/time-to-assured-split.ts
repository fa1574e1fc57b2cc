import { MOST_BY_GROUP, type SplitCounted } from '#lib/domain/numbers/counted.ts';
import { capital, countOf, listed, sentence, written } from '#lib/domain/numbers/in-words.ts';
import { byMonth, FEWEST_AT_RISK, waitsOf, type AfterMonths } from '#lib/domain/numbers/time-to-assured.ts';
import { caption, inPercent } from './caption.ts';
import type { Figure, FigureContext, Series } from './figure.ts';
import { line, lines } from './lines.ts';
import { AQUA_GREEN, BLUE, DARK_BLUE, DARK_GREY, PURPLE, WARM_YELLOW } from './palette.ts';

const MOST_MONTHS = 60;
// More lines than these cannot be told apart.
const MOST_DRAWN = 6;
// The table has a row for every half year.
const EVERY = 6;

const LOOKS: [colour: string, more: Partial<Series>][] = [
	[DARK_BLUE, {}],
	[WARM_YELLOW, { borderDash: [8, 4] }],
	[AQUA_GREEN, { borderDash: [2, 4] }],
	[PURPLE, { borderDash: [12, 3, 3, 3] }],
	[BLUE, { borderDash: [4, 4] }],
	[DARK_GREY, { borderDash: [16, 6] }]
];

const WORDS = {
	theme: { one: 'theme', many: 'themes' },
	'organisation kind': { one: 'kind of organisation', many: 'kinds of organisation' }
} as const;

type Curve = { name: string; total: number; months: AfterMonths[] };

const afterYear = ({ months }: Curve) => months.find((month) => month.months === 12);

const told = (
	curves: readonly Curve[],
	few: number,
	{ one, many }: (typeof WORDS)['theme' | 'organisation kind']
): string => {
	const year = curves.flatMap((curve) => {
		const at = afterYear(curve);
		return at ? [{ name: curve.name, at }] : [];
	});
	if (curves.length === 0)
		return `In no ${one} were ${FEWEST_AT_RISK} assignments or more followed for a month. Below that we draw no curve.`;
	const said =
		year.length === 0
			? `in no ${one} were ${FEWEST_AT_RISK} assignments or more followed for 12 months`
			: `12 months after it was asked, an estimated ${listed(year.map(({ name, at }) => `${inPercent(at.ended.confirmed)} % (${name}, ${written(at.at_risk)} still followed)`))} had been confirmed`;
	return [
		said,
		...(few > 0
			? [
					`${countOf(few, one, many)} with fewer than ${FEWEST_AT_RISK} assignments ${few === 1 ? 'has' : 'have'} no curve`
				]
			: [])
	]
		.map(sentence)
		.join(' ');
};

/** How long it takes until something asked is confirmed, one curve for each theme or kind of organisation; none below ten. */
export const timeToAssuredSplit = (
	{ by, waits: groups }: Pick<SplitCounted, 'waits'> & { by: 'theme' | 'organisation kind' },
	context: FigureContext
): Figure => {
	const words = WORDS[by];
	const all = groups.map(({ name, facts }): Curve => {
		const waits = waitsOf(facts, context.as_at);
		return { name, total: waits.reduce((sum, { n }) => sum + n, 0), months: byMonth(waits, MOST_MONTHS) };
	});
	const curves = all.filter(({ months }) => months.length > 1);
	const drawn = curves.toSorted((a, b) => b.total - a.total).slice(0, MOST_DRAWN);
	drawn.sort((a, b) => a.name.localeCompare(b.name));
	const longest = Math.max(0, ...drawn.map(({ months }) => months.length));
	return {
		id: 'time-to-assured',
		title: `How long a confirmation takes, by ${words.one}`,
		sentence: told(drawn, all.length - curves.length, words),
		how_to_read: `Each line rises as more is confirmed, counted from the day on which it was asked; what was refused or ended in another way never will be. A line stops where fewer than ${FEWEST_AT_RISK} are still followed: the table has how many, every six months.`,
		left_out:
			curves.length > drawn.length
				? [
						{
							what: `${words.many} in the table alone, with fewer assignments`,
							n: curves.length - drawn.length
						}
					]
				: [],
		config:
			drawn.length === 0
				? undefined
				: lines({
						names: Array.from({ length: longest }, (_, month) => String(month)),
						series: drawn.map(({ name, months }, place) => {
							const [colour, more] = LOOKS[place] ?? [DARK_BLUE, {}];
							return line(
								name,
								months.map(({ ended }) => inPercent(ended.confirmed)),
								colour,
								more
							);
						}),
						along: 'Months after it was asked',
						up: 'Confirmed (%)'
					}),
		table: {
			caption: caption(`What was confirmed, by ${words.one} and months after it was asked`, context),
			columns: [
				{ key: 'group', label: capital(words.one), numeric: false },
				{ key: 'months', label: 'Months', numeric: true },
				{ key: 'at_risk', label: 'Still followed', numeric: true },
				{ key: 'confirmed_percent', label: 'Confirmed (%)', numeric: true }
			],
			rows: curves.flatMap(({ name, months }) =>
				months
					.filter((month) => month.months % EVERY === 0)
					.map(({ months: month, at_risk, ended }) => ({
						group: name,
						months: month,
						at_risk,
						confirmed_percent: inPercent(ended.confirmed)
					}))
			)
		},
		context
	};
};

/** What stands in place of a figure that too much is chosen for to split it. */
export const tooManyToSplit = (id: string, title: string, context: FigureContext): Figure => ({
	id,
	title,
	sentence: `More than ${written(MOST_BY_GROUP)} assignments are chosen: too many to split here. Choose fewer by another filter, or take all filters away.`,
	how_to_read: '',
	left_out: [],
	config: undefined,
	table: { caption: title, columns: [], rows: [] },
	context
});
