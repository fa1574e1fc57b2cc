import { z } from 'zod';
import { REACH, type Membership } from './person.ts';

/** How people prove who they are: what they type, and what is asked of whom. Limits after NIST SP 800-63B, section 5.1.1. */

export const SHORTEST_PASSWORD = 12;
/** Longer than any sentence, and short enough that a hash of it stalls nobody. */
export const LONGEST_PASSWORD = 1000;

const TOO_SHORT = `Use a password of ${SHORTEST_PASSWORD} characters or more. Three or four words do well.`;
const TOO_LONG = `Use a password of ${LONGEST_PASSWORD} characters or fewer.`;

/** An e-mail address, in small letters. */
export const emailField = (sentence = 'Enter an e-mail address, such as name@example.org.') =>
	z
		.string({ error: sentence })
		.trim()
		.toLowerCase()
		.max(254, sentence)
		.pipe(z.email({ error: sentence }));

/** A new password: long enough, of whatever characters. Whether it is a common one is asked of a list. */
export const newPasswordField = () =>
	z.string({ error: 'Choose a password.' }).min(SHORTEST_PASSWORD, TOO_SHORT).max(LONGEST_PASSWORD, TOO_LONG);

/** The name by which a person is known. */
export const nameField = () =>
	z
		.string({ error: 'Enter a name.' })
		.trim()
		.min(1, 'Enter a name.')
		.max(200, 'Shorten the name to 200 characters or fewer.')
		.refine(
			(text) => !/[\0-\x1f\p{Cs}]/u.test(text),
			'Type the name again: it holds characters that cannot be stored.'
		);

/** What is typed to sign in. */
export const SignIn = z.object({
	email: emailField('Enter your e-mail address, such as name@example.org.'),
	password: z
		.string({ error: 'Enter your password.' })
		.min(1, 'Enter your password.')
		.max(LONGEST_PASSWORD, TOO_LONG)
});
export type SignIn = z.output<typeof SignIn>;

/** Of whom a second factor is required before they get anywhere: whoever decides, checks or keeps for everybody. */
const NEEDS_SECOND_FACTOR: readonly Membership['role'][] = [
	'board',
	'registrar',
	'verifier',
	'administrator'
];

/** Whether a person with these roles must give a second factor. Nobody invented must: nothing real can be lost. */
export const needsSecondFactor = (person: {
	data_set: string;
	memberships: readonly Pick<Membership, 'role'>[];
}): boolean =>
	person.data_set === 'register' && person.memberships.some(({ role }) => NEEDS_SECOND_FACTOR.includes(role));

/** The page where somebody's work is. */
export const homeOf = ({ memberships }: { memberships: readonly Pick<Membership, 'role'>[] }): string => {
	const roles = memberships.map(({ role }) => role);
	if (roles.some((role) => REACH[role] === 'organisation')) return '/my-work';
	if (roles.includes('board') || roles.includes('verifier')) return '/board';
	return roles.includes('administrator') ? '/admin/people' : '/';
};

const ELSEWHERE = /[\\\0-\x1f\x7f]/;

/** Where to go on after signing in: a path of our own as it was asked for, or undefined for whatever could lead elsewhere. */
export const ownPath = (next: string | null | undefined): string | undefined => {
	if (!next || next.length > 2000 || ELSEWHERE.test(next)) return undefined;
	const base = 'https://own.invalid';
	if (!next.startsWith('/') || next.startsWith('//') || !URL.canParse(next, base)) return undefined;
	const url = new URL(next, base);
	if (url.origin !== base || url.pathname.startsWith('//')) return undefined;
	return url.pathname + url.search + url.hash;
};

/** A code from an app, or a recovery code. */
export const GivenCode = z.object({
	code: z
		.string({ error: 'Enter the code.' })
		.trim()
		.min(1, 'Enter the code.')
		.max(50, 'A code is shorter than that.')
});

/** The own password once more, before something is changed that it protects; empty for who has none. */
export const OwnPassword = z.object({ password: z.string().max(LONGEST_PASSWORD, TOO_LONG).default('') });
