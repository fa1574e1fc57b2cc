import { HORIZONS, type FactCount } from '#lib/domain/fact.ts';
import {
	fixedHorizons as ratesOf,
	horizonsByYear,
	type Horizon,
	type OfYear
} from '#lib/domain/numbers/horizons.ts';
import { listed, sentence, shareOf } from '#lib/domain/numbers/in-words.ts';
import { caption, percent } from './caption.ts';
import type { Figure, FigureContext } from './figure.ts';
import { INTERVAL_COLUMNS, intervalOf } from './interval.ts';
import { heatMap } from './heat-map.ts';

const monthsOf = (horizon: Horizon): string => `${horizon} months`;

/** What the heat map writes and says of the assignments of a year by a horizon. */
const cellOf = (cells: readonly OfYear[], year: string, within: string) => {
	const rate = cells.find((cell) => cell.year === year && monthsOf(cell.horizon) === within)?.rate;
	const told = `${year}, within ${within}`;
	if (!rate || rate.denominator === 0)
		return { share: null, written: '–', said: `${told}: asked too lately to tell` };
	const share = percent(rate.numerator, rate.denominator);
	return share === null
		? {
				share,
				written: `${rate.numerator} of ${rate.denominator}`,
				said: `${told}: ${rate.numerator} of ${rate.denominator} assignments, too few for a share`
			}
		: { share: share / 100, written: `${share} %`, said: `${told}: ${shareOf(rate, 'assignment')}` };
};

/** What was confirmed within 12, 24 and 48 months, by the year in which it was asked. */
export const fixedHorizons = (facts: readonly FactCount[], context: FigureContext): Figure => {
	const all = ratesOf(facts, context).filter(({ rate }) => rate.denominator > 0);
	const cells = horizonsByYear(facts, context);
	const years = [...new Set(cells.map(({ year }) => year))];
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
			'Each row is what was asked in one year, and each of its cells the share that was confirmed within so many months and still is: the darker, the more. A dash: the time has not gone by.',
		left_out: first?.rate.exclusions ?? [],
		config: !drawn
			? undefined
			: heatMap({
					columns: HORIZONS.map(monthsOf),
					rows: years,
					columns_are: 'Confirmed within',
					rows_are: 'Asked in',
					share: (year, within) => cellOf(cells, year, within)
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
