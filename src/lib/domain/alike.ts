import { ALIKE } from './likeness.ts';

/** One of the texts that were to be found, by its place among them, and how alike it is to the one that was asked about. */
export type Alike = { place: number; share: number };

/** Of so many marks, those that come first: two texts that are alike have one of their first in common. */
const firstOf = (count: number) => count - Math.ceil(ALIKE * count) + 1;

/**
 * Finds, for one text after another, those of some texts that are alike (ALIKE or more). All are given by their marks, and
 * the answer is that of a comparison of each with each, which it is not: the marks of every text stand in one order, the
 * rarest first, and only texts that share one of the first are compared, unless too few are left after that one (Xiao and
 * others 2011, prefix and position filters). So texts that are mostly the same formula cost little, too.
 */
export const alikeAmong = (texts: readonly Uint32Array[]): ((marks: Uint32Array) => Alike[]) => {
	const buckets = 2 ** Math.ceil(Math.log2(1 + texts.reduce((sum, { length }) => sum + length, 0)));
	const bucketOf = (mark: number) => mark % buckets;
	const frequency = new Uint32Array(buckets);
	for (const marks of texts) for (const mark of marks) frequency[bucketOf(mark)]! += 1;
	const inOrder = (marks: Uint32Array) =>
		marks.slice().sort((a, b) => frequency[bucketOf(a)]! - frequency[bucketOf(b)]! || a - b);

	const ordered = texts.map(inOrder);
	const starts = new Uint32Array(buckets + 1);
	const eachFirst = (take: (bucket: number, place: number, position: number) => void) =>
		ordered.forEach((marks, place) => {
			for (let position = 0; position < firstOf(marks.length) && position < marks.length; position += 1)
				take(bucketOf(marks[position]!), place, position);
		});
	eachFirst((bucket) => (starts[bucket + 1]! += 1));
	for (let bucket = 0; bucket < buckets; bucket += 1) starts[bucket + 1]! += starts[bucket]!;
	const filled = starts.slice();
	const places = new Uint32Array(starts[buckets]!);
	const positions = new Uint32Array(places.length);
	eachFirst((bucket, place, position) => {
		const at = filled[bucket]!++;
		places[at] = place;
		positions[at] = position;
	});

	const lookedAt = new Uint32Array(texts.length);
	let turn = 0;
	return (marks) => {
		const found: Alike[] = [];
		const asked = inOrder(marks);
		const has = new Set(asked);
		turn += 1;
		for (let position = 0; position < firstOf(asked.length) && position < asked.length; position += 1) {
			const mark = asked[position]!;
			for (let at = starts[bucketOf(mark)]!; at < starts[bucketOf(mark) + 1]!; at += 1) {
				const place = places[at]!;
				const other = ordered[place]!;
				if (lookedAt[place] === turn || other[positions[at]!] !== mark) continue;
				// Whatever comes before the first mark in common is not in common.
				const most = Math.min(asked.length - position, other.length - positions[at]!);
				lookedAt[place] = turn;
				if (most < ALIKE * (asked.length + other.length - most)) continue;
				const both = other.reduce((sum, one) => sum + Number(has.has(one)), 0);
				const share = both / (asked.length + other.length - both);
				if (share >= ALIKE) found.push({ place, share });
			}
		}
		return found;
	};
};
