import type { SplitCounted } from '#lib/domain/numbers/counted.ts';
import { gapByMonth, type GapAt } from '#lib/domain/numbers/gap.ts';
import { countOf, listed, sentence, shareOf } from '#lib/domain/numbers/in-words.ts';
import { FEWEST_FOR_A_PERCENTAGE } from '#lib/domain/numbers/number.ts';
import { caption, inPercent, percent } from './caption.ts';
import type { Figure, FigureContext, Multiple } from './figure.ts';
import { line, lines } from './lines.ts';
import { lastMonths, monthName } from './months.ts';
import { BLUE, DARK_BLUE } from './palette.ts';

// The largest; the table has them all.
const MOST_DRAWN = 12;

type Region = { name: string; months: GapAt[]; last: GapAt };

const reportedOf = ({ assured, parts }: GapAt) => parts.reduce((sum, n) => sum + n, assured);
const shareAt = (numerator: number, { accepted }: GapAt) =>
	accepted < FEWEST_FOR_A_PERCENTAGE ? null : inPercent(numerator / accepted);

/** The small drawings, all on the same axes, or they could not be read beside each other. */
const drawingsOf = (regions: readonly Region[]): Multiple[] => {
	const longest = regions.reduce<GapAt[]>(
		(most, { months }) => (months.length > most.length ? months : most),
		[]
	);
	const names = longest.map(({ month }) => monthName(month));
	const drawn = regions.map(({ name, months }) => {
		// A region that was asked later begins later.
		const shares = (numeratorOf: (at: GapAt) => number) => [
			...Array<null>(longest.length - months.length).fill(null),
			...months.map((at) => shareAt(numeratorOf(at), at))
		];
		return { name, reported: shares(reportedOf), assured: shares(({ assured }) => assured) };
	});
	const highest = Math.max(0, ...drawn.flatMap(({ reported }) => reported.map((share) => share ?? 0)));
	return drawn.map(({ name, reported, assured }) => {
		const config = lines({
			names,
			series: [
				line('Said to be done', reported, BLUE, { borderDash: [6, 4] }),
				line('Confirmed', assured, DARK_BLUE)
			],
			along: '',
			up: '% of accepted'
		});
		config.options.scales.y.max = Math.max(20, 20 * Math.ceil(highest / 20));
		config.options.scales.x.title = undefined;
		return { name, config };
	});
};

const findingOf = (regions: readonly Region[]): string => {
	if (regions.length === 0) return 'Too little was accepted in any region to compare';
	const grown = regions.filter(({ months, last }) => {
		const before = months.at(-13) ?? months[0];
		return before && reportedOf(last) - last.assured > reportedOf(before) - before.assured;
	}).length;
	if (grown === 0) return 'In no region did the gap between claims and checks grow over the year';
	const where =
		grown < regions.length
			? `${grown} of ${countOf(regions.length, 'region')}`
			: (['the one region', 'both regions'][grown - 1] ?? `all ${countOf(grown, 'region')}`);
	return `In ${where} the gap between claims and checks grew over the year`;
};

const told = (drawn: readonly Region[], few: number): string => {
	const said = drawn.map(
		({ name, last }) =>
			`${shareOf({ numerator: last.assured, denominator: last.accepted }, 'accepted assignment')} in ${name}`
	);
	return (
		[
			...(said.length > 0 ? [`confirmed so far: ${listed(said)}`] : []),
			...(few > 0
				? [
						`${countOf(few, 'region')} with fewer than ${FEWEST_FOR_A_PERCENTAGE} accepted assignments ${few === 1 ? 'is' : 'are'} in the table alone`
					]
				: [])
		]
			.map(sentence)
			.join(' ') || 'Nothing has been accepted in this selection.'
	);
};

/** What was said to be done and what was confirmed at the end of each month, a small drawing for each region, by name. */
export const regionsOverTime = (
	{ months: groups }: Pick<SplitCounted, 'months'>,
	context: FigureContext
): Figure => {
	const all = groups.flatMap(({ name, changes }): Region[] => {
		const months = lastMonths(gapByMonth(changes, context.as_at), context.as_at);
		const last = months.at(-1);
		return last && last.accepted > 0 ? [{ name: name || 'Region not known', months, last }] : [];
	});
	const large = all.filter(({ last }) => last.accepted >= FEWEST_FOR_A_PERCENTAGE);
	const drawn = large
		.toSorted((a, b) => b.last.accepted - a.last.accepted)
		.slice(0, MOST_DRAWN)
		.sort((a, b) => a.name.localeCompare(b.name));
	return {
		id: 'regions-over-time',
		title: findingOf(large),
		sentence: told(drawn, all.length - large.length),
		how_to_read:
			'Each small drawing is one region, all on the same axes. The broken line is what was said to be done, the whole line what somebody independent confirmed; the room between them is the gap. A line begins where ten or more were accepted.',
		left_out:
			large.length > drawn.length
				? [{ what: 'regions in the table alone, with fewer assignments', n: large.length - drawn.length }]
				: [],
		config: undefined,
		...(drawn.length > 0 ? { multiples: drawingsOf(drawn) } : {}),
		table: {
			caption: caption('What was said to be done and confirmed in each region, month by month', context),
			columns: [
				{ key: 'region', label: 'Region', numeric: false },
				{ key: 'month', label: 'Month', numeric: false },
				{ key: 'accepted', label: 'Accepted', numeric: true },
				{ key: 'reported', label: 'Said to be done', numeric: true },
				{ key: 'assured', label: 'Confirmed', numeric: true },
				{ key: 'assured_percent', label: 'Confirmed (%)', numeric: true }
			],
			rows: all.flatMap(({ name, months }) =>
				months.map((at) => ({
					region: name,
					month: at.month.slice(0, 7),
					accepted: at.accepted,
					reported: reportedOf(at),
					assured: at.assured,
					assured_percent: percent(at.assured, at.accepted)
				}))
			)
		},
		context
	};
};
