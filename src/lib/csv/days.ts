import { addDays, isDay, type Day } from '#lib/domain/day.ts';
import type { DayOrder } from './dialect.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WHOLE_MONTHS = [
	'january',
	'february',
	'march',
	'april',
	'may',
	'june',
	'july',
	'august',
	'september',
	'october',
	'november',
	'december'
];

const TIME = '(?:[T ]+[0-9:.]+(?: ?[AaPp][Mm])?(?:Z|[+-]\\d\\d:?\\d\\d)?)?';
const YEAR_FIRST = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${TIME}$`);
const TOGETHER = /^(\d{4})(\d\d)(\d\d)$/;
const NUMBERS = new RegExp(`^(\\d{1,2})[-/. ](\\d{1,2})[-/. ](\\d{4})${TIME}$`);
const DAY_AND_NAME = new RegExp(
	`^(?:[A-Za-z]{3,9},? )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)?[-/ .]+([A-Za-z]{3,9})\\.?,?[-/ ]+(\\d{4}|\\d\\d)${TIME}$`
);
const NAME_AND_DAY = new RegExp(`^([A-Za-z]{3,9})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})${TIME}$`);
const SERIAL = /^\d{5}(?:\.\d+)?$/;

/** Days are counted from here: Excel takes 1900 for a leap year, so that its day 1 is one too far. */
const SERIALS_FROM = '1899-12-30';
/** Serials are read where a day is expected: 1927-05-18 to 2173-10-13. */
const [FIRST_SERIAL, LAST_SERIAL] = [10_000, 99_999];
/** Excel reads 29 as 2029 and 30 as 1930. */
const FIRST_OF_1900S = 30;

const made = (year: number, month: number, date: number): Day | undefined => {
	const day = `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
	return isDay(day) ? day : undefined;
};

const monthOf = (name: string): number => {
	const low = name.toLowerCase();
	const whole = WHOLE_MONTHS.indexOf(low);
	return (whole >= 0 ? whole : MONTHS.indexOf(low === 'sept' ? 'sep' : low)) + 1;
};

const inFull = (year: string): number =>
	year.length === 4 ? Number(year) : Number(year) + (Number(year) < FIRST_OF_1900S ? 2000 : 1900);

/** What a cell such as 03/04/2024 leaves open: its two numbers, the first first. */
const numbers = (cell: string): [number, number, number] | undefined => {
	const found = NUMBERS.exec(cell.trim());
	return found ? [Number(found[1]), Number(found[2]), Number(found[3])] : undefined;
};

/**
 * The day that a cell of a spreadsheet tells: ISO, 3 March 2024, 3-Mar-24, 20240303, a serial of Excel (1900 system), or
 * numbers in the given order. A time of day is left out. Undefined where it tells none, or where the order is not known.
 */
export const dayIn = (cell: string, order: DayOrder | null): Day | undefined => {
	const text = cell.trim().replace(/\s+/g, ' ');
	if (text.length < 5 || text.length > 40) return undefined;
	const [, year, month, date] = YEAR_FIRST.exec(text) ?? TOGETHER.exec(text) ?? [];
	if (year) return made(Number(year), Number(month), Number(date));
	const open = numbers(text);
	if (open) {
		const [first, second, its] = open;
		const [dmy, mdy] = [made(its, second, first), made(its, first, second)];
		if (order === 'dmy') return dmy;
		if (order === 'mdy') return mdy;
		// Where both readings are the same day, or one is none, nothing is open.
		return dmy === mdy || !mdy ? dmy : dmy ? undefined : mdy;
	}
	const named = DAY_AND_NAME.exec(text);
	if (named) return made(inFull(named[3] ?? ''), monthOf(named[2] ?? ''), Number(named[1]));
	const american = NAME_AND_DAY.exec(text);
	if (american) return made(Number(american[3]), monthOf(american[1] ?? ''), Number(american[2]));
	const serial = SERIAL.test(text) ? Math.floor(Number(text)) : 0;
	return serial >= FIRST_SERIAL && serial <= LAST_SERIAL ? addDays(SERIALS_FROM, serial) : undefined;
};

const SHORT_YEAR = /^\d{1,2}[-/. ]\d{1,2}[-/. ]\d\d$/;

/** Why a cell tells no day, as the end of a sentence; undefined where it tells one. */
export const whyNoDay = (cell: string, order: DayOrder | null): string | undefined => {
	if (dayIn(cell, order) !== undefined) return undefined;
	const text = cell.trim().replace(/\s+/g, ' ');
	if (SHORT_YEAR.test(text)) return 'its year has two digits, which can be read in more than one way';
	const other = order === 'dmy' ? 'mdy' : 'dmy';
	if (dayIn(text, other) !== undefined)
		return `in this file ${order === 'dmy' ? 'the day comes before the month' : 'the month comes before the day'}`;
	const isWhole = [YEAR_FIRST, TOGETHER, NUMBERS, DAY_AND_NAME, NAME_AND_DAY].some((form) => form.test(text));
	return isWhole ? 'there is no such day' : 'it is not a day';
};

/** What a cell says about the order of day and month: one of them, that it could be both, or nothing. */
export const orderIn = (cell: string): DayOrder | 'both' | undefined => {
	// Most cells are not even of a length that a day in numbers has.
	if (cell.length < 8 || cell.length > 40) return undefined;
	const found = numbers(cell);
	if (!found) return undefined;
	const [first, second, year] = found;
	const [dmy, mdy] = [made(year, second, first), made(year, first, second)];
	if (dmy === mdy) return undefined;
	return dmy && mdy ? 'both' : dmy ? 'dmy' : 'mdy';
};
