import type { FactCount } from '#lib/domain/fact.ts';
import { capital, countOf, sentence, verb, written } from '#lib/domain/numbers/in-words.ts';
import { extensionsGranted, slips, type Slip } from '#lib/domain/numbers/slip.ts';
import { bars, series } from './bars.ts';
import { caption } from './caption.ts';
import type { Figure, FigureContext } from './figure.ts';
import { OWED } from './overdue.ts';
import { BLUE, DARK_BLUE } from './palette.ts';

const FEWEST = 10;
const days = (n: number | undefined) => countOf(Math.round(n ?? 0), 'day');

const clause = ({ clock, moved, median, ninetieth }: Slip): string => {
	const dates = `the ${moved === 1 ? 'date' : 'dates'} of ${countOf(moved, ...OWED[clock])}`;
	if (moved === 1) return `${dates}, by ${days(median)}`;
	return moved < FEWEST
		? `${dates}, by a median of ${days(median)}`
		: `${dates}, half of them by ${days(median)} or fewer and nine in ten by ${days(ninetieth)} or fewer`;
};

/** How far dates were moved: half by so many days or fewer, nine in ten by so many or fewer. */
export const slip = (facts: readonly FactCount[], context: FigureContext): Figure => {
	const all = slips(facts);
	const moved = all.filter((one) => one.moved > 0);
	const total = moved.reduce((sum, one) => sum + one.moved, 0);
	const { extensions, assignments } = extensionsGranted(facts);
	const drawn = all.filter((one) => one.moved >= FEWEST);
	const bar = (
		label: string,
		of: (one: Slip) => number | undefined,
		colour: string,
		fill: 'solid' | 'outline'
	) => {
		const values = drawn.map((one) => of(one) ?? null);
		return series(
			label,
			values,
			{ colour, fill },
			values.map((value) => (value === null ? null : written(Math.round(value))))
		);
	};
	return {
		id: 'slip',
		title:
			total === 0
				? 'No date has been moved'
				: `${countOf(total, 'date')} ${verb(total, 'was', 'were')} moved`,
		sentence:
			total === 0
				? 'No date that was set in this selection has been moved since.'
				: [
						`what was moved: ${moved.map(clause).join('; ')}`,
						extensions === 0
							? 'no extension was granted: dates were set anew'
							: `more time was granted ${countOf(extensions, 'time')} for ${countOf(assignments, 'assignment')}`
					]
						.map(sentence)
						.join(' '),
		how_to_read:
			'Each pair of bars is of the dates that were moved: the shorter is how far half of them were moved at most, the longer nine in ten of them. Dates that were kept are not in it.',
		left_out: [],
		config:
			drawn.length === 0
				? undefined
				: bars({
						names: drawn.map(({ clock }) => capital(OWED[clock][1])),
						series: [
							bar('Half by so many days or fewer', ({ median }) => median, DARK_BLUE, 'solid'),
							bar('Nine in ten', ({ ninetieth }) => ninetieth, BLUE, 'outline')
						],
						lie: true,
						stacked: false,
						counts: 'Days later than first set'
					}),
		table: {
			caption: caption('How far dates were moved', context),
			columns: [
				{ key: 'due', label: 'What is due', numeric: false },
				{ key: 'moved', label: 'Dates moved', numeric: true },
				{ key: 'median_days', label: 'Half by (days)', numeric: true },
				{ key: 'ninetieth_days', label: 'Nine in ten by (days)', numeric: true }
			],
			rows: all.map(({ clock, moved: n, median, ninetieth }) => ({
				due: OWED[clock][1],
				moved: n,
				median_days: median ?? null,
				ninetieth_days: n < FEWEST ? null : (ninetieth ?? null)
			}))
		},
		context
	};
};
