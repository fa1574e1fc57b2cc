import { Refusal } from '#lib/domain/refusal.ts';

let common: Promise<Set<string>> | undefined;

/** The list that zxcvbn keeps of the passwords that are used most, in small letters. */
const theCommon = () =>
	(common ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => {
		const list: readonly string[] = dictionary['passwords-common'] as unknown as readonly string[];
		return new Set(list.map((word) => String(word).toLowerCase()));
	}));

const FEWEST_CHARACTERS = 5;
const SHORTEST_CORE = 4;

/** What is left of a password without what people put around a word: Password2026! is no less common than password. */
const coreOf = (password: string) => password.replace(/^[\W\d_]+|[\W\d_]+$/g, '');

/** The shortest piece that a text repeats from end to end: abc for abcabcabc, the text itself where it repeats nothing. */
const pieceOf = (text: string) => text.slice(0, (text + text).indexOf(text, 1));

/** Whether a password is among the first that anybody would try, for anybody or for this person. */
export const isCommon = async (password: string, about: readonly string[] = []): Promise<boolean> => {
	const small = password.toLowerCase();
	const known = await theCommon();
	if (new Set(small).size < FEWEST_CHARACTERS) return true;
	const own = about.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u));
	const guessed = [...own, 'followthrough'].filter((word) => word.length >= SHORTEST_CORE);
	return [small, coreOf(small), pieceOf(small), pieceOf(coreOf(small))].some(
		(form) => form.length < SHORTEST_CORE || known.has(form) || guessed.includes(form)
	);
};

/** The hash of a new password (scrypt, salted). Refuses a common one, and one that is the person's own name or address. */
export const hashOf = async (password: string, about: readonly string[], field: string): Promise<string> => {
	if (await isCommon(password, about))
		throw new Refusal(
			'not-possible',
			'This password is one of the first that somebody would try. Choose another: three or four words that do not belong together.',
			field
		);
	const { hashPassword } = await import('better-auth/crypto');
	return hashPassword(password);
};

/** Whether a password is the one of the hash. */
export const isRight = async (password: string, hash: string): Promise<boolean> => {
	const { verifyPassword } = await import('better-auth/crypto');
	return verifyPassword({ hash, password });
};
