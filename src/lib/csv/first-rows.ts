/** 64 bits that stand for a text, in two halves (cyrb53 without its last step). */
const hash = (text: string): [one: number, two: number] => {
	let [one, two] = [0xdeadbeef, 0x41c6ce57];
	for (let at = 0; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		one = Math.imul(one ^ code, 2654435761);
		two = Math.imul(two ^ code, 1597334677);
	}
	const [first, second] = [
		Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909),
		Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909)
	];
	return [first >>> 0, second >>> 0];
};

/** A key, what its row says, and the number of that row. */
const WORDS = 5;

/**
 * Remembers the first row of each key with a fingerprint of what it says. Keys are held by their fingerprints, too, in
 * 20 bytes of one piece of memory: as texts, those of a large file would fill many times as much. Rows are numbered from 1.
 */
export const firstRows = () => {
	let [slots, count] = [1024, 0];
	let held = new Uint32Array(slots * WORDS);

	/** Where a key stands, or the free place where it would. */
	const placeOf = (one: number, two: number): number => {
		let slot = one & (slots - 1);
		for (; ; slot = (slot + 1) & (slots - 1)) {
			const at = slot * WORDS;
			if (held[at + 4] === 0 || (held[at] === one && held[at + 1] === two)) return at;
		}
	};
	const grow = () => {
		const before = held;
		slots *= 2;
		held = new Uint32Array(slots * WORDS);
		for (let at = 0; at < before.length; at += WORDS)
			if (before[at + 4]) held.set(before.subarray(at, at + WORDS), placeOf(before[at]!, before[at + 1]!));
	};

	/** The first row of the key, and whether it says the same; undefined where this is the first one, which is remembered. */
	const earlier = (key: string, text: string, row: number): { row: number; isSame: boolean } | undefined => {
		const [one, two] = hash(key);
		const says = hash(text);
		const at = placeOf(one, two);
		const first = held[at + 4]!;
		if (first !== 0) return { row: first, isSame: held[at + 2] === says[0] && held[at + 3] === says[1] };
		held.set([one, two, ...says, row], at);
		count += 1;
		if (4 * count > 3 * slots) grow();
		return undefined;
	};
	return { earlier };
};
