/** The words of a text without what people write differently: capitals, accents, punctuation, spaces. */
export const plainWords = (text: string): string[] =>
	text
		.normalize('NFKD')
		.toLowerCase()
		.replace(/\p{M}+/gu, '')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');

/** Two texts at least this alike may ask for the same. Chosen so that one changed word in ten still counts. */
export const ALIKE = 0.6;

const SHINGLE = 2;

const shingles = (text: string): Set<string> => {
	const words = plainWords(text);
	if (words.length < SHINGLE) return new Set(words);
	return new Set(words.slice(SHINGLE - 1).map((word, index) => `${words[index]} ${word}`));
};

/**
 * How alike two texts are, from 0 to 1: the pairs of neighbouring words that both have ÷ the pairs that either has
 * (Broder 1997, resemblance of shingles). Two texts without a word are not alike.
 */
export const likeness = (a: string, b: string): number => {
	const [one, other] = [shingles(a), shingles(b)];
	if (one.size === 0 || other.size === 0) return 0;
	let both = 0;
	for (const pair of one) if (other.has(pair)) both += 1;
	return both / (one.size + other.size - both);
};

const MASK = (1n << 64n) - 1n;

/** 16 hexadecimal digits that stand for the words of a text, the same on every machine (FNV-1a, 64 bits). */
export const fingerprint = (text: string): string => {
	let hash = 0xcbf29ce484222325n;
	for (const byte of new TextEncoder().encode(plainWords(text).join(' ')))
		hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & MASK;
	return hash.toString(16).padStart(16, '0');
};

/** A pair of words as a number of 32 bits (FNV-1a). */
const markOf = (pair: string): number => {
	let hash = 0x811c9dc5;
	for (let index = 0; index < pair.length; index += 1)
		hash = Math.imul(hash ^ pair.charCodeAt(index), 0x01000193);
	return hash >>> 0;
};

/** The pairs of neighbouring words of a text, each as a number and each once: all that its likeness is worked out from. */
export const marksOf = (text: string): Uint32Array =>
	new Uint32Array(new Set([...shingles(text)].map(markOf)));
