import { addDays, addMonths, type Day } from '#lib/domain/day.ts';
import type { GapAt } from '#lib/domain/numbers/gap.ts';
import type { Value } from '#lib/domain/numbers/xmr.ts';
import type { Figure, FigureContext } from './figure.ts';
import { unknownDays } from './caption.ts';
import { xmrFigure } from './xmr.ts';

const reportedOf = ({ assured, parts }: GapAt): number => parts.reduce((sum, n) => sum + n, assured);
const isWhole = ({ month, as_at }: { month: Day; as_at: Day }): boolean =>
	as_at === addDays(addMonths(month, 1), -1);

/**
 * How many more assignments were said to be done at the end of each month than at the end of the one before, from the
 * first claim on. Only whole months: a month that is not over would look like a fall.
 */
export const claimsByMonth = (months: readonly GapAt[]): Value[] => {
	const first = months.findIndex((at) => reportedOf(at) > 0);
	return first === -1
		? []
		: months.slice(first).flatMap((at, i) => {
				const before = months[first + i - 1];
				return isWhole(at)
					? [{ on: at.as_at, value: reportedOf(at) - (before ? reportedOf(before) : 0) }]
					: [];
			});
};

/** Claims month by month, with the limits of chance: whether delivery speeds up or only goes up and down. */
export const monthlyFlow = (claims: readonly Value[], context: FigureContext): Figure => {
	const figure = xmrFigure(
		{ name: 'Claims in the month', unit: 'claims, less those taken back', values: claims },
		context
	);
	return {
		...figure,
		how_to_read: [figure.how_to_read, ...unknownDays(context.data)].join(' '),
		id: 'monthly-flow',
		...(claims.length === 0
			? {
					title: 'Nothing has been said to be done in a whole month yet',
					sentence: 'From the first month with a claim on, claims are counted here month by month.'
				}
			: { title: `Claims month by month: ${figure.title.charAt(0).toLowerCase()}${figure.title.slice(1)}` })
	};
};
