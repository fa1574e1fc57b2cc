import { countOf, sentence, written } from './numbers/in-words.ts';

/** What waits in a room is counted up to here and no further, so that a count costs the same at any size. */
export const MOST_COUNTED = 1000;

/** How many wait: `12`, `1,000+`. */
export const counted = (n: number): string => (n < MOST_COUNTED ? written(n) : `${written(MOST_COUNTED)}+`);

/** The same as a sentence: `No claims to check.`, `1 claim to check.`, `1,000 claims to check or more.` */
export const countedInWords = (n: number, [one, many]: readonly [string, string]): string =>
	sentence(n < MOST_COUNTED ? countOf(n, one, many) : `${written(MOST_COUNTED)} ${many} or more`);
