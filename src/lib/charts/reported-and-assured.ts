import { reportedAssuredGap, type Gap } from '#lib/domain/numbers/gap.ts';
import {
	capital,
	countOf,
	listed,
	sentence,
	shareAlone,
	shareOf,
	verb,
	written
} from '#lib/domain/numbers/in-words.ts';
import type { Rate } from '#lib/domain/numbers/number.ts';
import { assuredRate, reportedRate } from '#lib/domain/numbers/rates.ts';
import type { StandingCount } from '#lib/domain/standing.ts';
import { bars, series } from './bars.ts';
import { caption, percent } from './caption.ts';
import type { ChartConfig, Figure, FigureContext } from './figure.ts';
import { AQUA_GREEN, BLUE, DARK_BLUE, GREY, WARM_YELLOW, type Look } from './palette.ts';

type Counted = { reported: Rate; assured: Rate; gap: Gap };

/** How the three parts of the gap look wherever it is drawn. */
export const GAP_LOOKS: Look[] = [
	{ colour: AQUA_GREEN, fill: 'stripes' },
	{ colour: WARM_YELLOW, fill: 'solid' },
	{ colour: GREY, fill: 'dots' }
];

// One finding for each part of the gap, for when it is the largest. It says how many: "many" would be false of one.
const FINDINGS: ((n: number) => string)[] = [
	(n) => `${countOf(n, 'claim')} ${n === 1 ? 'awaits' : 'await'} a check`,
	(n) => `${countOf(n, 'claim')} could not be confirmed`,
	(n) => `${countOf(n, 'confirmation')} ${verb(n, 'has', 'have')} lapsed`
];

const findingOf = ({ reported, assured, gap }: Counted): string => {
	if (reported.denominator === 0) return 'Nothing has been accepted yet';
	if (reported.numerator === 0) return 'Nothing is said to be done yet';
	if (gap.numerator === 0) return 'Every claim has been confirmed';
	if (assured.numerator === 0) return 'No claim stands confirmed';
	const largest = Math.max(...gap.parts.map(({ n }) => n));
	return FINDINGS[gap.parts.findIndex(({ n }) => n === largest)]?.(largest) ?? '';
};

const inWords = ({ reported, assured, gap }: Counted): string => {
	if (reported.denominator === 0)
		return 'No assignment in this selection has been accepted, so there is nothing to compare.';
	const claimed = `${shareOf(reported, 'accepted assignment')} ${verb(reported.numerator, 'is', 'are')} said to be done`;
	if (reported.numerator === 0) return sentence(claimed);
	const confirmed =
		assured.numerator === 0
			? 'none has been confirmed by anybody independent'
			: `${shareAlone(assured)} ${verb(assured.numerator, 'has', 'have')} been confirmed by somebody independent`;
	const parts = gap.parts.filter(({ n }) => n > 0);
	const [only] = parts.length === 1 ? parts : [];
	const split = only
		? `, ${only.n === 1 ? '' : only.n === 2 ? 'both ' : 'all '}${only.what}`
		: `: ${listed(parts.map(({ what, n }) => `${written(n)} ${what}`))}`;
	return [
		sentence(`${claimed}, and ${confirmed}`),
		...(gap.numerator > 0 ? [sentence(`the gap is ${written(gap.numerator)}${split}`)] : [])
	].join(' ');
};

const configOf = ({ reported, assured, gap }: Counted): ChartConfig => {
	const accepted = reported.denominator;
	return bars({
		names: ['Accepted', 'Said to be done', 'Confirmed'],
		series: [
			series('Accepted', [accepted, null, null], { colour: BLUE, fill: 'outline' }, [
				written(accepted),
				null,
				null
			]),
			series(
				'Confirmed',
				[null, assured.numerator, assured.numerator],
				{ colour: DARK_BLUE, fill: 'solid' },
				[null, written(assured.numerator), written(assured.numerator)]
			),
			...gap.parts.flatMap(({ what, n }, i) =>
				n === 0
					? []
					: [series(capital(what), [null, n, null], GAP_LOOKS[i] as Look, [null, written(n), null])]
			)
		],
		lie: true,
		stacked: true,
		counts: 'Number of assignments'
	});
};

/** What is said to be done against what somebody independent confirmed, with the gap in its three parts. */
export const reportedAndAssured = (standings: readonly StandingCount[], context: FigureContext): Figure => {
	const counted: Counted = {
		reported: reportedRate.compute(standings, context),
		assured: assuredRate.compute(standings, context),
		gap: reportedAssuredGap.compute(standings, context)
	};
	const { reported, assured, gap } = counted;
	const accepted = reported.denominator;
	return {
		id: 'reported-and-assured',
		title: findingOf(counted),
		sentence: inWords(counted),
		how_to_read:
			'The middle bar is what organisations say is done; its dark part is what somebody independent has confirmed. The rest of it is the gap, in its three parts.',
		left_out: gap.exclusions,
		config: accepted === 0 ? undefined : configOf(counted),
		table: {
			caption: caption('What is said to be done, and what has been confirmed', context),
			columns: [
				{ key: 'what', label: 'Assignments', numeric: false },
				{ key: 'n', label: 'Number', numeric: true },
				{ key: 'out_of', label: 'Out of accepted', numeric: true },
				{ key: 'share_percent', label: 'Share (%)', numeric: true }
			],
			rows: [
				{ what: 'accepted', n: accepted },
				{ what: 'said to be done', n: reported.numerator },
				{ what: 'confirmed', n: assured.numerator },
				{ what: 'gap', n: gap.numerator },
				...gap.parts.map(({ what, n }) => ({ what: `gap: ${what}`, n }))
			].map(({ what, n }) => ({ what, n, out_of: accepted, share_percent: percent(n, accepted) }))
		},
		context
	};
};
