/** The words of a search, at most eight, as they are looked for inside other words. */
export const wordsOf = (q: string): string[] =>
	[...new Set(q.toLowerCase().match(/[\p{L}\p{N}](?:[\p{L}\p{N}'’/._-]*[\p{L}\p{N}])?/gu) ?? [])].slice(0, 8);

/** The shortest word that a typo is looked for in: shorter ones are one slip away from too many others. */
const SHORTEST = 4;

/** How many slips of the fingers a word of a length may hold. */
const slipsIn = (word: string): number => (word.length < 8 ? 1 : 2);

/**
 * Pieces of a word, none shorter than three letters, by which the words that may have been meant are looked up: its
 * beginning and its end, or thirds of a long one. From six letters on the pieces share none, so that one wrong letter
 * leaves one piece whole. None for a word too short to guess at.
 */
export const piecesOf = (word: string): string[] => {
	if (word.length < SHORTEST) return [];
	if (word.length < 6) return [word.slice(0, 3), word.slice(-3)];
	if (word.length < 9) {
		const half = Math.floor(word.length / 2);
		return [word.slice(0, half), word.slice(half)];
	}
	const third = Math.floor(word.length / 3);
	return [word.slice(0, third), word.slice(third, 2 * third), word.slice(2 * third)];
};

/**
 * How many slips lie between two words: letters left out, added or changed, or two neighbours swapped (optimal string
 * alignment distance).
 */
export const slipsBetween = (a: string, b: string): number => {
	const row = (i: number) => [i, ...Array.from({ length: b.length }, () => 0)];
	let before: number[] = [];
	let above = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i += 1) {
		const here = row(i);
		for (let j = 1; j <= b.length; j += 1) {
			const same = a[i - 1] === b[j - 1];
			const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			here[j] = Math.min(
				(above[j] ?? 0) + 1,
				(here[j - 1] ?? 0) + 1,
				(above[j - 1] ?? 0) + (same ? 0 : 1),
				swapped ? (before[j - 2] ?? 0) + 1 : Infinity
			);
		}
		before = above;
		above = here;
	}
	return above[b.length] ?? 0;
};

/**
 * The word that was meant: the nearest of those that occur, within the slips that a word of its length may hold; among
 * equals the one that occurs most. An ending (`wristbands` for `wristbnad`) is no slip. Undefined when none is near.
 */
export const nearestWord = (
	typed: string,
	occurring: readonly { word: string; n: number }[]
): string | undefined => {
	const most = slipsIn(typed);
	const judged = occurring.flatMap(({ word, n }) => {
		if (Math.abs(word.length - typed.length) > most + 3) return [];
		const whole = slipsBetween(typed, word);
		const ended = Math.min(
			...[1, 2, 3].map((ending) => slipsBetween(typed, word.slice(0, -ending)) + ending / 10)
		);
		const slips = Math.min(whole, word.length > typed.length ? ended : Infinity);
		return slips < most + 0.5 ? [{ word, n, slips }] : [];
	});
	return judged.sort((a, b) => a.slips - b.slips || b.n - a.n || a.word.localeCompare(b.word))[0]?.word;
};
