import { addMonths, inWords } from '#lib/domain/day.ts';
import { GAP_PARTS, type GapAt } from '#lib/domain/numbers/gap.ts';
import { capital, sentence, shareAlone, shareOf, verb, written } from '#lib/domain/numbers/in-words.ts';
import { bars, series } from './bars.ts';
import { caption, percent, unknownDays } from './caption.ts';
import type { Figure, FigureContext } from './figure.ts';
import { monthInWords, monthName } from './months.ts';
import { DARK_BLUE, type Look } from './palette.ts';
import { GAP_LOOKS } from './reported-and-assured.ts';

const gapOf = ({ parts }: GapAt): number => parts.reduce((sum, n) => sum + n, 0);
const reportedOf = (at: GapAt): number => at.assured + gapOf(at);

/** The month to compare the last with: a year before, or the first when there is less. */
const beforeOf = (months: readonly GapAt[]): GapAt | undefined => {
	const last = months.at(-1);
	if (!last || months.length < 2) return undefined;
	const yearBefore = addMonths(last.month, -12);
	return months.find(({ month }) => month >= yearBefore);
};

const findingOf = (months: readonly GapAt[]): string => {
	const last = months.at(-1);
	if (!last || last.accepted === 0) return 'Nothing has been accepted yet';
	if (reportedOf(last) === 0) return 'Nothing is said to be done';
	const gap = gapOf(last);
	const before = beforeOf(months);
	if (!before)
		return gap === 0 ? 'No claim is without its confirmation' : `The gap stands at ${written(gap)}`;
	const more = gap - gapOf(before);
	const then = `since the end of ${monthInWords(before.month)}`;
	if (more === 0)
		return gap === 0
			? 'No claim is without its confirmation'
			: `The gap between claims and checks is as wide as at the end of ${monthInWords(before.month)}`;
	return `The gap between claims and checks has ${more > 0 ? 'grown' : 'shrunk'} by ${written(Math.abs(more))} ${then}`;
};

const stood = (at: GapAt): string => {
	const of = (numerator: number) => ({ numerator, denominator: at.accepted });
	const reported = reportedOf(at);
	const claimed = `${shareOf(of(reported), 'accepted assignment')} ${verb(reported, 'was', 'were')} said to be done`;
	const confirmed = `${shareAlone(of(at.assured))} ${verb(at.assured, 'was', 'were')} confirmed`;
	return `on ${inWords(at.as_at)}, ${claimed}${reported === 0 ? '' : ` and ${confirmed}: a gap of ${written(gapOf(at))}`}`;
};

const told = (months: readonly GapAt[]): string => {
	const last = months.at(-1);
	if (!last || last.accepted === 0)
		return 'No assignment in this selection has been accepted, so there is nothing to compare.';
	const before = beforeOf(months);
	return [last, ...(before && before.accepted > 0 ? [before] : [])]
		.map((at) => sentence(stood(at)))
		.join(' ');
};

/** What was said to be done at the end of each month, and how much of it was confirmed, with the gap in its three parts. */
export const gapOverTime = (months: readonly GapAt[], context: FigureContext): Figure => {
	const isEmpty = months.every((at) => reportedOf(at) === 0);
	const occurring = GAP_PARTS.map((what, i) => ({
		what,
		key: what.replaceAll(' ', '_'),
		look: GAP_LOOKS[i] as Look,
		counts: months.map(({ parts }) => parts[i] ?? 0)
	}));
	return {
		id: 'gap-over-time',
		title: findingOf(months),
		sentence: told(months),
		how_to_read: [
			'Each bar is what organisations said was done at the end of one month. Its lowest part had been confirmed by somebody independent; what lies on it is the gap.',
			...unknownDays(context.data)
		].join(' '),
		left_out: [],
		config: isEmpty
			? undefined
			: bars({
					names: months.map(({ month }) => monthName(month)),
					series: [
						series(
							'Confirmed',
							months.map(({ assured }) => assured),
							{ colour: DARK_BLUE, fill: 'solid' }
						),
						...occurring
							.filter(({ counts }) => counts.some((n) => n > 0))
							.map(({ what, counts, look }) => series(capital(what), counts, look))
					],
					lie: false,
					stacked: true,
					counts: 'Number of assignments'
				}),
		table: {
			caption: caption('What was said to be done and what was confirmed at the end of each month', context),
			columns: [
				{ key: 'month', label: 'Month', numeric: false },
				{ key: 'stood_on', label: 'As they stood on', numeric: false },
				{ key: 'accepted', label: 'Accepted', numeric: true },
				{ key: 'reported', label: 'Said to be done', numeric: true },
				{ key: 'confirmed', label: 'Confirmed', numeric: true },
				...occurring.map(({ what, key }) => ({ key, label: capital(what), numeric: true })),
				{ key: 'gap_percent', label: 'Gap, of accepted (%)', numeric: true }
			],
			rows: months.map((at, i) => ({
				month: monthName(at.month),
				stood_on: at.as_at,
				accepted: at.accepted,
				reported: reportedOf(at),
				confirmed: at.assured,
				...Object.fromEntries(occurring.map(({ key, counts }) => [key, counts[i] ?? 0])),
				gap_percent: percent(gapOf(at), at.accepted)
			}))
		},
		context
	};
};
