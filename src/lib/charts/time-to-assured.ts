import type { FactCount } from '#lib/domain/fact.ts';
import { countOf, sentence, verb, written } from '#lib/domain/numbers/in-words.ts';
import {
	byMonth,
	ENDS,
	FEWEST_AT_RISK,
	medianOf,
	waitsOf,
	type AfterMonths,
	type End
} from '#lib/domain/numbers/time-to-assured.ts';
import { caption, inPercent } from './caption.ts';
import type { Figure, FigureContext, Series } from './figure.ts';
import { line, lines } from './lines.ts';
import { DARK_BLUE, GREY, WARM_YELLOW } from './palette.ts';

/** As far as the curve goes at most: five years, in which long-outstanding begins. */
const MOST_MONTHS = 60;

const LOOKS: Record<End, [label: string, colour: string, more: Partial<Series>]> = {
	confirmed: ['Confirmed', DARK_BLUE, {}],
	refused: ['Refused', WARM_YELLOW, { borderDash: [8, 4] }],
	'ended otherwise': ['Ended in another way', GREY, { borderDash: [2, 4] }]
};

const about = (share: number) =>
	share > 0 && share < 0.005 ? 'less than 1 %' : `${Math.round(100 * share)} %`;
const monthsOf = (n: number) => countOf(n, 'month');

const findingOf = (total: number, months: AfterMonths[], median: number | undefined): string => {
	const last = months.at(-1);
	if (!last || last.months === 0)
		return total === 0 ? 'Nothing has been asked yet' : 'Too few to say how long it takes';
	if (median !== undefined) return `Estimate: half confirmed within ${countOf(median, 'day')}`;
	if (last.ended.confirmed === 0) return `None was confirmed within ${monthsOf(last.months)}`;
	return `Estimate: ${about(last.ended.confirmed)} confirmed within ${monthsOf(last.months)}`;
};

const told = (total: number, months: AfterMonths[]): string => {
	const last = months.at(-1);
	if (total === 0) return 'Nothing had been asked in this selection by then, so there is nothing to show.';
	if (last?.months === 0)
		return `Fewer than ${FEWEST_AT_RISK} of ${countOf(total, 'assignment')} were still waiting and followed for a month. Below that we draw no curve.`;
	if (!last)
		return `Only ${countOf(total, 'assignment')} ${verb(total, 'is', 'are')} in this selection. Below ${FEWEST_AT_RISK} we draw no curve.`;
	const year = months.find((month) => month.months === 12);
	const clause = ({ ended }: AfterMonths) =>
		`${about(ended.confirmed)} had been confirmed, ${about(ended.refused)} refused, and ${about(ended['ended otherwise'])} had ended in another way`;
	return [
		...(year && year !== last ? [`12 months after it was asked, an estimated ${clause(year)}`] : []),
		`${monthsOf(last.months)} after it was asked, an estimated ${clause(last)}`,
		`${countOf(last.at_risk, 'assignment')} ${verb(last.at_risk, 'was', 'were')} still waiting and followed for that long`
	]
		.map(sentence)
		.join(' ');
};

/** How long it takes until something asked is confirmed, with what ends otherwise first; hidden below ten at risk. */
export const timeToAssured = (facts: readonly FactCount[], context: FigureContext): Figure => {
	const waits = waitsOf(facts, context.as_at);
	const total = waits.reduce((sum, { n }) => sum + n, 0);
	const months = byMonth(waits, MOST_MONTHS);
	return {
		id: 'time-to-assured',
		title: findingOf(total, months, medianOf(waits)),
		sentence: told(total, months),
		how_to_read:
			'Each line rises as more has ended that way, counted from the day on which it was asked; what is not under any line still waits. The number in brackets below a month is how many were still waiting and followed for that long; where it is below 10 the lines stop.',
		left_out: [],
		config:
			months.length < 2
				? undefined
				: lines({
						names: months.map(({ months: month, at_risk }) => `${month} (${written(at_risk)})`),
						series: ENDS.map((end) => {
							const [label, colour, more] = LOOKS[end];
							return line(
								label,
								months.map(({ ended }) => inPercent(ended[end])),
								colour,
								more
							);
						}),
						along: 'Months after it was asked (still followed)',
						up: 'Share (%)'
					}),
		table: {
			caption: caption('What became of it, by months after it was asked', context),
			columns: [
				{ key: 'months', label: 'Months', numeric: true },
				{ key: 'at_risk', label: 'Still followed', numeric: true },
				{ key: 'confirmed_percent', label: 'Confirmed (%)', numeric: true },
				{ key: 'refused_percent', label: 'Refused (%)', numeric: true },
				{ key: 'ended_otherwise_percent', label: 'Ended in another way (%)', numeric: true }
			],
			rows: months.map(({ months: month, at_risk, ended }) => ({
				months: month,
				at_risk,
				confirmed_percent: inPercent(ended.confirmed),
				refused_percent: inPercent(ended.refused),
				ended_otherwise_percent: inPercent(ended['ended otherwise'])
			}))
		},
		context
	};
};
