import { HORIZONS, type FactCount } from '#lib/domain/fact.ts';
import { fixedHorizons as ratesOf, horizonsByYear, type Horizon } from '#lib/domain/numbers/horizons.ts';
import { listed, sentence, shareOf } from '#lib/domain/numbers/in-words.ts';
import { bars, series } from './bars.ts';
import { caption, percent } from './caption.ts';
import type { Figure, FigureContext } from './figure.ts';
import { INTERVAL_COLUMNS, intervalOf } from './interval.ts';
import { AQUA_GREEN, BLUE, DARK_BLUE, type Look } from './palette.ts';

const LOOKS: Record<Horizon, Look> = {
	12: { colour: BLUE, fill: 'outline' },
	24: { colour: AQUA_GREEN, fill: 'stripes' },
	48: { colour: DARK_BLUE, fill: 'solid' }
};

/** What was confirmed within 12, 24 and 48 months, by the year in which it was asked. */
export const fixedHorizons = (facts: readonly FactCount[], context: FigureContext): Figure => {
	const all = ratesOf(facts, context).filter(({ rate }) => rate.denominator > 0);
	const cells = horizonsByYear(facts, context);
	const years = [...new Set(cells.map(({ year }) => year))];
	const of = (year: string, horizon: Horizon) =>
		cells.find((cell) => cell.year === year && cell.horizon === horizon)?.rate;
	const first = all[0];
	const words = ({ horizon, rate }: (typeof all)[number]) =>
		`${shareOf(rate, 'assignment')} within ${horizon} months`;
	const drawn = cells.some(({ rate }) => percent(rate.numerator, rate.denominator) !== null);
	return {
		id: 'fixed-horizons',
		title: !first
			? 'Nothing was asked long enough ago to tell'
			: first.rate.numerator === 0
				? `None was confirmed within ${first.horizon} months`
				: `${shareOf(first.rate, 'assignment')} confirmed within ${first.horizon} months`,
		sentence: !first
			? cells.length === 0
				? 'Nothing had been asked in this selection by then, so there is nothing to show.'
				: 'Everything in this selection was asked less than 13 months ago, so no horizon has gone by for it.'
			: sentence(`of what was asked long enough ago, confirmed: ${listed(all.map(words))}`),
		how_to_read:
			'Each group is what was asked in one year, and each of its bars what was confirmed within so many months and still is. A bar that is not there: the time has not gone by, or there were fewer than 10.',
		left_out: first?.rate.exclusions ?? [],
		config: !drawn
			? undefined
			: bars({
					names: years,
					series: HORIZONS.map((horizon) =>
						series(
							`Within ${horizon} months`,
							years.map((year) => {
								const rate = of(year, horizon);
								return rate ? percent(rate.numerator, rate.denominator) : null;
							}),
							LOOKS[horizon]
						)
					),
					lie: false,
					stacked: false,
					counts: 'Share confirmed (%)'
				}),
		table: {
			caption: caption('Confirmed within 12, 24 and 48 months, by the year in which it was asked', context),
			columns: [
				{ key: 'year', label: 'Asked in', numeric: false },
				{ key: 'within_months', label: 'Within months', numeric: true },
				{ key: 'confirmed', label: 'Confirmed', numeric: true },
				{ key: 'out_of', label: 'Out of', numeric: true },
				{ key: 'share_percent', label: 'Share (%)', numeric: true },
				...INTERVAL_COLUMNS
			],
			rows: cells
				.filter(({ rate }) => rate.denominator > 0)
				.map(({ year, horizon, rate }) => ({
					year,
					within_months: horizon,
					confirmed: rate.numerator,
					out_of: rate.denominator,
					share_percent: percent(rate.numerator, rate.denominator),
					...intervalOf(rate)
				}))
		},
		context
	};
};
