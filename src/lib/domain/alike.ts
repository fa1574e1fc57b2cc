import { ALIKE } from './likeness.ts';

/** One of the texts that were to be found, by its place among them, and how alike it is to the one that was asked about. */
export type Alike = { place: number; share: number };

/** Of so many marks, those that come first: two texts that are alike have one of their first in common. */
const firstOf = (count: number) => count - Math.ceil(ALIKE * count) + 1;

/** The marks of many texts, one behind the other in one piece of memory: each costs its numbers and nothing besides. */
export const marksHeld = (texts: Iterable<Uint32Array> = []) => {
	let numbers = new Uint32Array(1024);
	const ends = [0];
	const add = (marks: Uint32Array) => {
		const begin = ends.at(-1) ?? 0;
		const end = begin + marks.length;
		if (end > numbers.length) {
			const larger = new Uint32Array(Math.max(2 * numbers.length, end));
			larger.set(numbers);
			numbers = larger;
		}
		numbers.set(marks, begin);
		ends.push(end);
	};
	for (const marks of texts) add(marks);
	return { add, all: () => ({ numbers: numbers.subarray(0, ends.at(-1)), ends: Uint32Array.from(ends) }) };
};

/**
 * Finds, for one text after another, those of some texts that are alike (ALIKE or more). All are given by their marks, and
 * the answer is that of a comparison of each with each, which it is not: the marks of every text stand in one order, the
 * rarest first, and only texts that share one of the first are compared, unless too few are left after that one (Xiao and
 * others 2011, prefix and position filters). So texts that are mostly the same formula cost little, too.
 */
export const alikeAmong = (texts: ReturnType<typeof marksHeld>): ((marks: Uint32Array) => Alike[]) => {
	const { numbers, ends } = texts.all();
	const count = ends.length - 1;
	const buckets = 2 ** Math.ceil(Math.log2(1 + numbers.length));
	const bucketOf = (mark: number) => mark % buckets;
	const frequency = new Uint32Array(buckets);
	for (const mark of numbers) frequency[bucketOf(mark)]! += 1;
	const rarestFirst = (a: number, b: number) => frequency[bucketOf(a)]! - frequency[bucketOf(b)]! || a - b;
	for (let place = 0; place < count; place += 1)
		numbers.subarray(ends[place], ends[place + 1]).sort(rarestFirst);

	const starts = new Uint32Array(buckets + 1);
	const eachFirst = (take: (bucket: number, place: number, position: number) => void) => {
		for (let place = 0; place < count; place += 1) {
			const begin = ends[place]!;
			const length = ends[place + 1]! - begin;
			for (let position = 0; position < firstOf(length) && position < length; position += 1)
				take(bucketOf(numbers[begin + position]!), place, position);
		}
	};
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

	const lookedAt = new Uint32Array(count);
	let turn = 0;
	return (marks) => {
		const found: Alike[] = [];
		const asked = marks.slice().sort(rarestFirst);
		const has = new Set(asked);
		turn += 1;
		for (let position = 0; position < firstOf(asked.length) && position < asked.length; position += 1) {
			const mark = asked[position]!;
			for (let at = starts[bucketOf(mark)]!; at < starts[bucketOf(mark) + 1]!; at += 1) {
				const place = places[at]!;
				const [begin, end] = [ends[place]!, ends[place + 1]!];
				const first = begin + positions[at]!;
				if (lookedAt[place] === turn || numbers[first] !== mark) continue;
				// Whatever comes before the first mark in common is not in common.
				const most = Math.min(asked.length - position, end - first);
				lookedAt[place] = turn;
				if (most < ALIKE * (asked.length + end - begin - most)) continue;
				let both = 0;
				for (let mine = begin; mine < end; mine += 1) both += Number(has.has(numbers[mine]!));
				const share = both / (asked.length + end - begin - both);
				if (share >= ALIKE) found.push({ place, share });
			}
		}
		return found;
	};
};
