import type { DataSet } from './data-set.ts';

/** An e-mail's subject and words. Plain text; a path of ours on a line by itself becomes a link when it is sent. */
export type Letter = { subject: string; text: string };

const LONGEST_SUBJECT = 100;
const LONGEST_QUOTE = 500;

/** A text in one line, cut with an ellipsis where it is longer than `longest` characters. */
export const shortened = (text: string, longest: number): string => {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length <= longest ? line : `${line.slice(0, longest - 1).trimEnd()}…`;
};

/** What somebody wrote, in one indented line: no words of theirs stand alone on a line, where they could be a link. */
export const quoted = (words: string): string => `  “${shortened(words, LONGEST_QUOTE)}”`;

/** The path of a page of ours for people of a data set, as it stands alone on a line. */
export const pathTo = (path: string, data_set: DataSet): string =>
	data_set === 'register' ? path : `${path}${path.includes('?') ? '&' : '?'}data=${data_set}`;

const CHOOSE = 'You can choose what you are told by e-mail: “Reminders and calendar” in your account.';

/**
 * A letter of these paragraphs to somebody of this name, with the one link that it leads to at its end, and a word on
 * where to choose what one is told. `has_account` is false for whoever has nothing to choose there.
 */
export const letter = (
	name: string,
	subject: string,
	paragraphs: readonly string[],
	{ leads_to, path, has_account = true }: { leads_to: string; path: string; has_account?: boolean }
): Letter => ({
	subject: shortened(subject, LONGEST_SUBJECT),
	text:
		[
			`Hello ${shortened(name, LONGEST_SUBJECT)},`,
			...paragraphs,
			`${leads_to}\n${path}`,
			...(has_account ? [CHOOSE] : [])
		].join('\n\n') + '\n'
});
