import type { DataSet } from './data-set.ts';

/** Who somebody can be here. Everybody is the public; the rest are held for one organisation, one source or the whole. */
export const ROLES = [
	'public',
	'contributor',
	'approver',
	'verifier',
	'issuer',
	'board',
	'registrar',
	'administrator'
] as const;
export type Role = (typeof ROLES)[number];

/** What each role is, in a line. */
export const MEANINGS: Record<Role, string> = {
	public: 'Anyone. Reads, downloads and follows all that is published.',
	contributor: 'Works for one organisation. Says what it does about what it was asked.',
	approver: 'The organisation’s executive lead. Signs off a claim that something is delivered.',
	verifier: 'Independent of the organisation. Checks whether a claim holds.',
	issuer: 'Works for a body that makes recommendations. Adds them and judges the replies.',
	board: 'Member or secretary of the oversight board. Decides what is taken on, by whom and by when.',
	registrar: 'Keeps the register: imports, organisations, themes, corrections.',
	administrator: 'Runs the installation: accounts, roles, keys and the audit log.'
};

/** How far a role reaches: the one organisation or source of the membership, or everything in its data set. */
export const REACH: Record<Exclude<Role, 'public'>, 'organisation' | 'source' | 'everything'> = {
	contributor: 'organisation',
	approver: 'organisation',
	verifier: 'everything',
	issuer: 'source',
	board: 'everything',
	registrar: 'everything',
	administrator: 'everything'
};

/**
 * One role that a person holds. `organisation_id` is whom they work for: required of contributors and approvers; for a
 * verifier it names the body that they must stay clear of. `source_id` is required of issuers.
 */
export type Membership = {
	role: Exclude<Role, 'public'>;
	organisation_id?: number | null;
	source_id?: number | null;
};

/** Somebody who is signed in. `id` is null for the installation itself, which seeds but has no account. */
export type Person = {
	id: number | null;
	name: string;
	email: string;
	data_set: DataSet;
	memberships: readonly Membership[];
	suspended: boolean;
};

/** The installation itself, in some roles over one data set. */
export const installationAs = (data_set: DataSet, roles: readonly Membership['role'][]): Person => ({
	id: null,
	name: 'The installation',
	email: '',
	data_set,
	memberships: roles.map((role) => ({ role })),
	suspended: false
});

const named: Record<Role, string> = {
	public: 'anyone',
	contributor: 'a contributor of the organisation',
	approver: 'an approver of the organisation',
	verifier: 'a verifier',
	issuer: 'the body that made the recommendation',
	board: 'the board',
	registrar: 'the registrar',
	administrator: 'an administrator'
};

/** The holders of some roles, for the middle of a sentence: `the board or the registrar`. */
export const holdersOf = (roles: readonly Role[]): string => {
	const words = roles.map((role) => named[role]);
	return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
};

/** Somebody who is to be added, with their roles. */
export type NewPerson = { name: string; email: string; memberships: readonly Membership[] };
