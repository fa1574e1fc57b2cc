import { inWords, type Day } from './day.ts';
import { listed } from './numbers/in-words.ts';

/** A recommendation as its quality is judged: what it says, and what is stated beside it. */
export type Judged = {
	plain_summary: string;
	original_wording: string | null;
	/** Whom it names; `known` where that is an organisation or a group in the register. */
	addressees: readonly { named_as: string; known: boolean }[];
	/** A day by which it is to be done that was set when it was asked. */
	due_on: Day | undefined;
	measure_of_success: string | null;
	benefit: string | null;
	cost: string | null;
	/** The page on which it can be read, with what it rests on. */
	read_at: string | null;
};

export const QUALITIES = ['addressee', 'date', 'measure', 'evidence', 'benefit', 'cost', 'words'] as const;
export type Quality = (typeof QUALITIES)[number];

/** One point of the check: whether it holds, and in words what is there or what is missing. */
export type Finding = { quality: Quality; holds: boolean; says: string };

/** Words by which nobody can tell whether something was done. */
const VAGUE =
	/\b(consider(?:s|ed|ation)?|ensure[sd]?|appropriate(?:ly)?|adequate(?:ly)?|sufficient(?:ly)?|timely|robust(?:ly)?|as soon as (?:possible|practicable)|where(?:ver)? (?:possible|practicable)|explore|encourage|promote|strengthen|raise awareness|be mindful|best practice|relevant|suitable|reasonable|regular(?:ly)?)\b/giu;

const MONTH = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';
/** A day, a month, a year or a number of weeks by which something is to be done; minutes and hours are of care, not of follow-up. */
const BY_WHEN = new RegExp(
	`\\b(?:by|before|until|no later than)\\b[^.;]{0,30}\\b(?:${MONTH}|20\\d\\d|end of (?:the|this|next) (?:year|quarter))\\b|\\bwithin (?:the next )?(?:\\d+|one|two|three|four|five|six|nine|twelve|eighteen|a) (?:weeks?|months?|years?)\\b`,
	'iu'
);
/** A share, or a way of counting. */
const COUNTABLE =
	/\d\s*(?:%|per ?cent)|\b(?:audit(?:s|ed)?|measur(?:e|es|ed|ing)|count(?:s|ed)?|publish(?:es|ed)?)\b/iu;

const quoted = (words: readonly string[]) => listed(words.map((word) => `‘${word}’`));

const point = (quality: Quality, holds: boolean, there: string, missing: string): Finding => ({
	quality,
	holds,
	says: holds ? there : missing
});

/** The vague words of a text in small letters, in the order in which they first stand there. */
export const vagueWords = (text: string): string[] => [
	...new Set((text.match(VAGUE) ?? []).map((word) => word.toLowerCase()))
];

const addressed = ({ addressees }: Judged): Finding => {
	const names = addressees.slice(0, 3).map(({ named_as }) => named_as);
	const rest = addressees.length - names.length;
	const all = listed(rest > 0 ? [...names, `${rest} more`] : names);
	return point(
		'addressee',
		addressees.some(({ known }) => known),
		`It names who is to act: ${all}.`,
		addressees.length > 0
			? `It names ${all}, which is nobody in the register: say which organisations are meant.`
			: 'It does not say who is to act.'
	);
};

/**
 * Whether a recommendation can be followed up as it stands: is there somebody to act, a day, a way to tell, something
 * that it rests on, a benefit and a cost, and no word that means nothing? A rule about words, not a judgement of the ask.
 */
export const qualityOf = (judged: Judged): Finding[] => {
	const text = judged.original_wording ?? judged.plain_summary;
	const both = `${text} ${judged.plain_summary}`;
	const vague = vagueWords(text);
	const by = BY_WHEN.exec(both)?.[0];
	return [
		addressed(judged),
		point(
			'date',
			by !== undefined || judged.due_on !== undefined,
			judged.due_on ? `It is to be done by ${inWords(judged.due_on)}.` : `It says by when: ‘${by}’.`,
			'It does not say by when.'
		),
		point(
			'measure',
			Boolean(judged.measure_of_success) || COUNTABLE.test(both),
			judged.measure_of_success
				? `It says how one would know: ${judged.measure_of_success}`
				: `It names something that can be counted: ‘${COUNTABLE.exec(both)?.[0]}’.`,
			'It does not say how anybody would know that it is done.'
		),
		point(
			'evidence',
			Boolean(judged.read_at),
			'What it rests on can be read.',
			'No page is known where one can read what it rests on.'
		),
		point('benefit', Boolean(judged.benefit), `Benefit: ${judged.benefit}`, 'Its benefit is not stated.'),
		point('cost', Boolean(judged.cost), `Cost: ${judged.cost}`, 'Its cost is not stated: it is not costed.'),
		point(
			'words',
			vague.length === 0,
			'No vague word was found.',
			`Vague words: ${quoted(vague)}. Nobody can tell whether that was done.`
		)
	];
};
