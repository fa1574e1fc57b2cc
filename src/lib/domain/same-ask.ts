/** What a recommendation is compared by: the stems of its words, whom it names, and its themes by code. */
export type Compared = {
	id: number;
	stems: readonly string[];
	addressees: readonly string[];
	themes: readonly string[];
};

/** In how many recommendations each stem occurs, and how many recommendations there are. */
export type Vocabulary = { all: number; of: ReadonlyMap<string, number> };

/** How much two recommendations are alike, from 0 on, and what tells so. */
export type Likeness = { share: number; stems: string[]; addressees: string[]; themes: string[] };

/** Two recommendations at least this alike are put before a person. Decision 013 says how it was chosen. */
export const SUGGESTED = 0.5;

const SAME_ADDRESSEE = 0.15;
const SAME_THEME = 0.1;
const MOST_THEMES = 2;
const RAREST = 6;
/** What more recommendations than this have between them is not rare: to rank them all would take longer than it tells. */
const MOST_HOLDERS = 1_000;

/** How much it tells that a stem occurs: the rarer, the more (inverse document frequency, Spärck Jones 1972). */
const rarity = (stem: string, { all, of }: Vocabulary): number =>
	Math.log((all + 1) / ((of.get(stem) ?? 0) + 0.5));

const weightOf = (stems: readonly string[], vocabulary: Vocabulary): number =>
	stems.reduce((sum, stem) => sum + rarity(stem, vocabulary) ** 2, 0);

const shared = (one: readonly string[], other: readonly string[]): string[] =>
	[...new Set(one)].filter((each) => other.includes(each));

/**
 * The stems of a recommendation that tell most, the rarest first: whatever asks for the same has one of them. The first,
 * and as many more as few enough recommendations have.
 */
export const rarest = ({ stems }: Pick<Compared, 'stems'>, vocabulary: Vocabulary): string[] => {
	const first = [...stems]
		.sort((a, b) => rarity(b, vocabulary) - rarity(a, vocabulary) || (a < b ? -1 : 1))
		.slice(0, RAREST);
	let holders = 0;
	const common = first.findIndex((stem) => (holders += vocabulary.of.get(stem) ?? 0) > MOST_HOLDERS);
	return common === -1 ? first : first.slice(0, Math.max(common, 1));
};

/**
 * How alike two recommendations are: the mean of the cosine of their words, weighed by rarity, and of the likeness of
 * their letters (`trigrams`, 0 to 1, from the database), with 0.15 more for a common addressee and 0.10 for each of up
 * to two common themes. It is a measure of wording and of place, not of meaning: a person decides.
 */
export const likenessOf = (
	one: Compared,
	other: Compared,
	trigrams: number,
	vocabulary: Vocabulary
): Likeness => {
	const stems = shared(one.stems, other.stems);
	const lengths = Math.sqrt(weightOf(one.stems, vocabulary) * weightOf(other.stems, vocabulary));
	const cosine = lengths === 0 ? 0 : weightOf(stems, vocabulary) / lengths;
	const [addressees, themes] = [shared(one.addressees, other.addressees), shared(one.themes, other.themes)];
	const place =
		SAME_ADDRESSEE * Math.min(1, addressees.length) + SAME_THEME * Math.min(MOST_THEMES, themes.length);
	return { share: (cosine + trigrams) / 2 + place, stems, addressees, themes };
};

/** The words of a text whose stems are given, as they stand in it: `handov` is “handover” to a reader. */
export const wordsOf = (stems: readonly string[], text: string): string[] => {
	const words = text.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? [];
	return stems.map((stem) => words.find((word) => word.startsWith(stem.replace(/i$/, ''))) ?? stem);
};
