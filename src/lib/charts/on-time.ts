import { CLOCKS, type Clock } from '#lib/domain/clock.ts';
import type { FactCount } from '#lib/domain/fact.ts';
import { capital, listed, sentence, shareOf } from '#lib/domain/numbers/in-words.ts';
import type { Rate } from '#lib/domain/numbers/number.ts';
import {
	byFirstDate,
	onTimeByCurrentDate,
	onTimeRate,
	periodBefore,
	type DueCount
} from '#lib/domain/numbers/on-time.ts';
import { bars, series } from './bars.ts';
import { caption, percent } from './caption.ts';
import type { Figure, FigureContext } from './figure.ts';
import { INTERVAL_COLUMNS, intervalOf } from './interval.ts';
import { OWED } from './overdue.ts';
import { BLUE, DARK_BLUE } from './palette.ts';

type OnTime = { clock: Clock; first: Rate; current: Rate };

const findingOf = (clocks: OnTime[]): string => {
	const worst = clocks
		.filter(({ first }) => first.denominator > 0)
		.sort((a, b) => b.first.denominator - b.first.numerator - (a.first.denominator - a.first.numerator))[0];
	if (!worst) return 'Nothing was due in the past year';
	const { numerator, denominator } = worst.first;
	if (numerator === denominator) return 'All that was due in the past year came in time';
	return `${capital(shareOf(worst.first, ...OWED[worst.clock]))} came by the first date`;
};

const told = (clocks: OnTime[]): string => {
	const due = clocks.filter(({ first, current }) => first.denominator + current.denominator > 0);
	if (due.length === 0) return 'No date of this selection fell into the past year.';
	const by = (which: 'first' | 'current') =>
		listed(due.map((one) => shareOf(one[which], ...OWED[one.clock])));
	return [
		`in time by the date that was set first: ${by('first')}`,
		`by the date that holds now: ${by('current')}`
	]
		.map(sentence)
		.join(' ');
};

/** What several clocks leave out by the first date, added up. */
const leftOutOf = (clocks: OnTime[]) => {
	const all = clocks.flatMap(({ first }) => first.exclusions);
	return [...new Set(all.map(({ what }) => what))].map((what) => ({
		what,
		n: all.reduce((sum, one) => (one.what === what ? sum + one.n : sum), 0)
	}));
};

/** What came in time in the past year, by the date that was set first and by the one that holds now. */
export const onTime = (
	due: readonly DueCount[],
	facts: readonly FactCount[],
	context: FigureContext
): Figure => {
	const firstDates = byFirstDate(due, facts, periodBefore(context.as_at));
	const clocks = CLOCKS.map((clock) => ({
		clock,
		first: onTimeRate[clock].compute(firstDates, context),
		current: onTimeByCurrentDate[clock].compute(due, context)
	}));
	const share = ({ numerator, denominator }: Rate) => percent(numerator, denominator);
	const drawn = clocks.some(({ first, current }) => share(first) !== null || share(current) !== null);
	const ofDate = (which: 'first' | 'current') => clocks.map((one) => share(one[which]));
	const labels = (values: (number | null)[]) =>
		values.map((value) => (value === null ? null : `${Math.round(value)} %`));
	return {
		id: 'on-time',
		title: findingOf(clocks),
		sentence: told(clocks),
		how_to_read:
			'The solid bar counts by the date that was set first, the outlined one by the date that holds now. Where the second is longer, dates were moved. There is no bar for fewer than 10.',
		left_out: leftOutOf(clocks),
		config: !drawn
			? undefined
			: bars({
					names: CLOCKS.map((clock) => capital(OWED[clock][1])),
					series: [
						series(
							'By the first date',
							ofDate('first'),
							{ colour: DARK_BLUE, fill: 'solid' },
							labels(ofDate('first'))
						),
						series(
							'By the date that holds now',
							ofDate('current'),
							{ colour: BLUE, fill: 'outline' },
							labels(ofDate('current'))
						)
					],
					lie: true,
					stacked: false,
					counts: 'Share in time (%)',
					reach: 100
				}),
		table: {
			caption: caption('What came in time in the past year', context),
			columns: [
				{ key: 'due', label: 'What was due', numeric: false },
				{ key: 'by', label: 'By', numeric: false },
				{ key: 'in_time', label: 'In time', numeric: true },
				{ key: 'out_of', label: 'Out of', numeric: true },
				{ key: 'share_percent', label: 'Share (%)', numeric: true },
				...INTERVAL_COLUMNS
			],
			rows: clocks.flatMap(({ clock, first, current }) =>
				[
					{ by: 'first date', rate: first },
					{ by: 'current date', rate: current }
				].map(({ by, rate }) => ({
					due: OWED[clock][1],
					by,
					in_time: rate.numerator,
					out_of: rate.denominator,
					share_percent: share(rate),
					...intervalOf(rate)
				}))
			)
		},
		context
	};
};
