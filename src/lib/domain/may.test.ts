import { describe, expect, it, test } from 'vitest';
import { may, TABLE, type Verb } from './may.ts';
import { ROLES, type Membership, type Role } from './person.ts';
import { aPerson, refusalOf } from './testing.ts';

/** Organisation 9 owns the assignment; 20 is its parent, 10 its neighbour under the same parent, 90 its part. */
const assignment = { data_set: 'demonstration', organisation_id: 9, source_id: 3 } as const;
const organisation_parents = new Map([
	[9, 20],
	[10, 20],
	[90, 9],
	[20, 30]
]);

const holding = (role: Exclude<Role, 'public'>): Membership =>
	({
		contributor: { role, organisation_id: 9 },
		approver: { role, organisation_id: 9 },
		verifier: { role, organisation_id: 50 },
		issuer: { role, source_id: 3 },
		board: { role },
		registrar: { role },
		administrator: { role }
	})[role];

/** Who may do what, as product.md §2 has it, and as whom. */
const allowed: Record<Verb, Role[]> = {
	read: [...ROLES],
	update: ['contributor', 'approver', 'registrar'],
	signOff: ['approver'],
	readEvidence: [...ROLES],
	publishEvidence: ['approver'],
	act: ['contributor', 'approver', 'registrar'],
	measure: ['contributor', 'approver'],
	askExtension: ['contributor', 'approver'],
	decideExtension: ['board', 'issuer'],
	giveVerdict: ['verifier'],
	state: ['approver'],
	sample: ['board', 'verifier'],
	escalate: ['board'],
	correct: ['registrar'],
	close: ['board', 'issuer'],
	gradeResponse: ['issuer'],
	issue: ['issuer', 'registrar'],
	triage: ['board'],
	assign: ['board', 'registrar'],
	holdMeeting: ['board'],
	readPaper: [...ROLES],
	importRegister: ['registrar'],
	keepRegister: ['registrar'],
	managePeople: ['approver', 'administrator'],
	administer: ['administrator']
};

const about = {
	...Object.fromEntries(Object.keys(allowed).map((verb) => [verb, assignment])),
	decideExtension: { assignment, needs_board: false },
	giveVerdict: { assignment, submitted_by: [77], organisation_parents }
} as unknown as Record<Verb, never>;

const verbs = Object.keys(allowed) as Verb[];

describe.each(verbs)('%s', (verb) => {
	test.each(ROLES)('by %s', (role) => {
		const user = role === 'public' ? undefined : aPerson(holding(role));
		const isAllowed = allowed[verb].includes(role);
		expect(may(user).can(verb, about[verb])).toBe(isAllowed);
		if (isAllowed) expect(may(user)[verb](about[verb])).toBe(verb.startsWith('read') ? 'public' : role);
		else expect(refusalOf(() => may(user)[verb](about[verb])).kind).toBe('not-allowed');
	});
});

it('has a line for every verb, and a verb for every line', () => {
	expect(Object.keys(TABLE).sort()).toEqual([...verbs].sort());
});

describe('a role', () => {
	it('reaches its own organisation and no other', () => {
		const elsewhere = { ...assignment, organisation_id: 10 };
		for (const role of ['contributor', 'approver'] as const)
			expect(may(aPerson(holding(role))).can('update', elsewhere)).toBe(false);
		expect(may(aPerson({ role: 'contributor' })).can('update', assignment)).toBe(false);
	});

	it('reaches its own source and no other', () => {
		const issuer = may(aPerson(holding('issuer')));
		expect(issuer.can('close', { ...assignment, source_id: 4 })).toBe(false);
		expect(issuer.can('issue', { data_set: 'demonstration', source_id: 3 })).toBe(true);
	});

	it('that counts for most is the one that a person acts in', () => {
		expect(may(aPerson(holding('contributor'), holding('approver'))).update(assignment)).toBe('approver');
		const elsewhere = { role: 'approver', organisation_id: 10 } as const;
		expect(may(aPerson(holding('contributor'), elsewhere)).update(assignment)).toBe('contributor');
		expect(may(aPerson(holding('registrar'), holding('contributor'))).update(assignment)).toBe('contributor');
	});

	it('is worth nothing while the account is suspended', () => {
		const user = { ...aPerson(holding('approver')), suspended: true };
		expect(refusalOf(() => may(user).update(assignment)).message).toContain('suspended');
		expect(may(user).can('read', assignment)).toBe(true);
	});
});

describe('what is hidden', () => {
	const hidden = { ...assignment, is_public: false };

	it('looks like what does not exist to those whose it is not', () => {
		const strangers = [
			undefined,
			aPerson(),
			aPerson({ role: 'approver', organisation_id: 10 }),
			aPerson({ role: 'issuer', source_id: 4 }),
			{ ...aPerson(holding('approver')), suspended: true },
			{ ...aPerson(holding('approver')), data_set: 'register' as const }
		];
		const answers = strangers.flatMap((user) => [
			refusalOf(() => may(user).update(hidden)),
			refusalOf(() => may(user).read(hidden))
		]);
		expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['not-found']));
		expect(new Set(answers.map(({ message }) => message)).size).toBe(1);
	});

	it('is there for those whose it is, who may still not do everything', () => {
		const contributor = may(aPerson(holding('contributor')));
		expect(contributor.read(hidden)).toBe('contributor');
		expect(contributor.update(hidden)).toBe('contributor');
		expect(refusalOf(() => contributor.signOff(hidden)).kind).toBe('not-allowed');
	});
});

describe('the two data sets', () => {
	it('are never touched by each other’s people', () => {
		const invented = aPerson(
			...(['contributor', 'board', 'registrar', 'administrator'] as const).map(holding)
		);
		const real = { ...invented, data_set: 'register' as const };
		const record = { ...assignment, data_set: 'register' as const };
		for (const verb of ['update', 'triage', 'importRegister', 'administer'] as const) {
			expect(may(invented).can(verb, assignment)).toBe(true);
			expect(refusalOf(() => may(invented)[verb](record)).message).toContain('real record');
			expect(may(real).can(verb, record)).toBe(true);
			expect(refusalOf(() => may(real)[verb](assignment)).message).toContain('invented record');
		}
	});

	it('are both read by everybody', () => {
		expect(may(aPerson()).can('read', { data_set: 'register' })).toBe(true);
	});
});

describe('a verdict', () => {
	const verifier = (...organisations: number[]) =>
		aPerson(
			{ role: 'verifier' },
			...organisations.map((organisation_id) => ({ role: 'contributor', organisation_id }) as const)
		);
	const check = (user: ReturnType<typeof aPerson>, submitted_by: (number | null)[] = [77]) =>
		may(user).giveVerdict({ assignment, submitted_by, organisation_parents });

	it('is given by somebody who belongs to nobody concerned', () => {
		for (const organisation of [50, 10]) expect(check(verifier(organisation))).toBe('verifier');
		expect(check(verifier())).toBe('verifier');
	});

	test.each([
		['the organisation itself', 9],
		['the body that it answers to', 20],
		['the body above that', 30],
		['a body that answers to it', 90]
	])('is never given from within %s', (_whom, organisation) => {
		expect(refusalOf(() => check(verifier(organisation))).message).toContain('independent');
		expect(refusalOf(() => check(aPerson({ role: 'verifier', organisation_id: organisation }))).kind).toBe(
			'not-allowed'
		);
	});

	it('is never given by whoever put the claim forward, in any role', () => {
		expect(refusalOf(() => check(verifier(), [77, 31])).message).toContain('yourself');
		expect(check(verifier(), [null])).toBe('verifier');
	});
});

describe('more time', () => {
	it('is never decided by somebody of the organisation that asks, whatever else they are', () => {
		const both = aPerson(holding('board'), holding('contributor'));
		expect(refusalOf(() => may(both).decideExtension({ assignment, needs_board: false })).kind).toBe(
			'not-allowed'
		);
	});

	it('is the board’s alone where it is long or not the first', () => {
		const request = { assignment, needs_board: true };
		expect(refusalOf(() => may(aPerson(holding('issuer'))).decideExtension(request)).message).toContain(
			'Only the board'
		);
		expect(may(aPerson(holding('board'))).decideExtension(request)).toBe('board');
	});
});

it('asks somebody who is not signed in to sign in', () => {
	expect(refusalOf(() => may(undefined).update(assignment)).message).toBe(
		'Sign in to say what the organisation does about this.'
	);
});
