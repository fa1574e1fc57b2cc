import { FEWEST_FOR_A_PERCENTAGE, type Rate } from './number.ts';

let british: Intl.NumberFormat | undefined;

/** A number in figures, as people write it: `1,250`, with three decimals at most. */
export const written = (n: number): string => {
	// Nearly all are whole. A browser's own format takes a phone longer to begin with than a whole page of figures.
	if (Number.isSafeInteger(n)) return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
	british ??= new Intl.NumberFormat('en-GB');
	return british.format(n);
};

/** A count as the subject of a sentence: `none`, `1`, `1,250`. */
export const noneOr = (n: number): string => (n === 0 ? 'none' : written(n));

/** A count with its noun: `no recommendations`, `1 recommendation`, `1,250 recommendations`. */
export const countOf = (n: number, one: string, many = `${one}s`): string =>
	`${n === 0 ? 'no' : written(n)} ${n === 1 ? one : many}`;

/** The verb that goes with a count: none and one take the first, the rest the second. */
export const verb = (n: number, one: string, many: string): string => (n < 2 ? one : many);

/** A list as people say it: `a`, `a and b`, `a, b and c`. */
export const listed = (parts: readonly string[]): string =>
	parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** Words with a capital in front. */
export const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** A sentence from its words: a capital in front and a full stop behind. */
export const sentence = (words: string): string => `${capital(words)}.`;

/**
 * A share as a whole percentage. Never rounds to the ends: 1 in 1,000 is "less than 1 %", 999 in 1,000 "more than 99 %",
 * so that "100 %" means all and "0 %" means none.
 */
export const percentage = (numerator: number, denominator: number): string => {
	const rounded = Math.round((100 * numerator) / denominator);
	if (rounded === 0 && numerator > 0) return 'less than 1 %';
	if (rounded === 100 && numerator < denominator) return 'more than 99 %';
	return `${rounded} %`;
};

/** What is put behind a count when it is a share of ten or more: ` (92 %)`, else nothing. */
const inBrackets = ({ numerator, denominator }: Counts): string =>
	denominator < FEWEST_FOR_A_PERCENTAGE ? '' : ` (${percentage(numerator, denominator)})`;

type Counts = Pick<Rate, 'numerator' | 'denominator'>;

/** A number as it is said: "46 of 50 (92 %)"; on fewer than ten "3 of 7"; on nothing "nothing to count". */
export const say = (rate: Counts): string =>
	rate.denominator === 0
		? 'nothing to count'
		: `${written(rate.numerator)} of ${written(rate.denominator)}${inBrackets(rate)}`;

/** The same with its noun, for a sentence: "46 of 50 replies (92 %)", "none of 7 replies", "1 of 1 reply". */
export const shareOf = (rate: Counts, one: string, many = `${one}s`): string =>
	`${noneOr(rate.numerator)} of ${countOf(rate.denominator, one, many)}${rate.numerator === 0 ? '' : inBrackets(rate)}`;

/** The same where the sentence has already said of what: "46 (92 %)", "3", "none". */
export const shareAlone = (rate: Counts): string =>
	`${noneOr(rate.numerator)}${rate.numerator === 0 ? '' : inBrackets(rate)}`;
