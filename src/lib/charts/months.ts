import { addDays, addMonths, inWords, monthOf, type Day } from '#lib/domain/day.ts';

const MONTHS_SHOWN = 36;
const form = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short', year: 'numeric' });

/** A month, by its first day, as an axis names it: `Nov 2026`. */
export const monthName = (month: Day): string => form.format(new Date(`${month}T00:00:00Z`));

/** The same in a sentence: `November 2026`. */
export const monthInWords = (month: Day): string => inWords(month).replace(/^\d+ /, '');

/** Of some months those that a figure shows: the last three years up to a day. */
export const lastMonths = <M extends { month: Day }>(months: readonly M[], as_at: Day): M[] => {
	const first = monthOf(addDays(addMonths(as_at, -MONTHS_SHOWN), 1));
	return months.filter(({ month }) => month >= first);
};
