import { describe, expect, it, test } from 'vitest';
import { anAssignment, as, refusalOf } from './testing.ts';
import { move, Verdict } from './verdict.ts';

const put = anAssignment({
	delivery: 'delivered',
	assurance: 'submitted',
	submitted_on: '2026-06-01',
	latest_on: '2026-06-01'
});
const found = (result: 'assured' | 'not assured', effective_on?: string) => ({
	result,
	method: 'site visit' as const,
	reason: 'Seen on three wards.',
	expires_on: undefined,
	effective_on
});
const steps = (drafts: ReturnType<typeof move>) => drafts.map(({ what, to_value }) => [what, to_value]);

describe('a verdict', () => {
	it('is kept with its method and reason, and assures the claim', () => {
		expect(move(put, found('assured', '2026-07-01'), as('verifier'))).toMatchObject([
			{
				what: 'verdict',
				to_value: 'assured',
				reason: 'Seen on three wards.',
				detail: { method: 'site visit' },
				effective_on: '2026-07-01'
			},
			{ what: 'assurance', from_value: 'submitted', to_value: 'assured', effective_on: '2026-07-01' }
		]);
	});

	it('that finds otherwise returns the claim and leaves delivery as claimed', () => {
		expect(steps(move(put, found('not assured'), as('verifier')))).toEqual([
			['verdict', 'not assured'],
			['assurance', 'not assured']
		]);
	});

	const assured = { ...put, assurance: 'assured', assured_on: '2025-11-22' } as const;

	it('a year on sustains what was assured', () => {
		expect(steps(move(assured, found('assured'), as('verifier')))).toEqual([
			['verdict', 'assured'],
			['assurance', 'sustained']
		]);
	});

	it('sooner, or after sustained, is kept and changes nothing when it agrees', () => {
		const sooner = move(assured, found('assured', '2026-11-21'), as('verifier'));
		expect(steps(sooner)).toEqual([['verdict', 'assured']]);
		expect(steps(move({ ...assured, assurance: 'sustained' }, found('assured'), as('verifier')))).toEqual([
			['verdict', 'assured']
		]);
	});

	test.each(['assured', 'sustained'] as const)('that differs lets what was %s lapse', (assurance) => {
		expect(steps(move({ ...assured, assurance }, found('not assured'), as('verifier')))).toEqual([
			['verdict', 'not assured'],
			['assurance', 'lapsed']
		]);
	});

	test.each(['not assessed', 'lapsed'] as const)('waits for evidence where it is %s', (assurance) => {
		const refusal = refusalOf(() => move({ ...put, assurance }, found('assured'), as('verifier')));
		expect(refusal.message).toContain('put its evidence forward');
	});

	it('of a second assessor stands beside the first where the claim was returned, and moves nothing', () => {
		for (const result of ['assured', 'not assured'] as const)
			expect(steps(move({ ...put, assurance: 'not assured' }, found(result), as('verifier')))).toEqual([
				['verdict', result]
			]);
	});

	it('waits until delivery is signed off', () => {
		const refusal = refusalOf(() =>
			move(anAssignment({ claimed_on: '2026-06-01' }), found('assured'), as('verifier'))
		);
		expect(refusal.message).toContain('signed off');
	});

	test.each(['contributor', 'approver', 'board', 'issuer', 'registrar', 'administrator'] as const)(
		'is never given by a %s, even where it would change nothing',
		(role) => {
			const kind = (current: typeof put) =>
				refusalOf(() => move(current, found('assured', '2026-11-21'), as(role))).kind;
			expect([kind(put), kind(assured)]).toEqual(['not-allowed', 'not-allowed']);
		}
	);

	it('holds beyond its own day', () => {
		const until = (expires_on: string) => ({ ...found('assured', '2026-07-01'), expires_on });
		expect(refusalOf(() => move(put, until('2026-07-01'), as('verifier'))).field).toBe('expires_on');
		expect(move(put, until('2027-07-01'), as('verifier'))[0]?.detail).toMatchObject({
			expires_on: '2027-07-01'
		});
	});
});

it('says what each empty field needs', () => {
	const { error } = Verdict.safeParse({ assignment_id: '7', result: 'fine', reason: '' });
	expect(error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
		['result', 'Choose what you found from: assured, not assured.'],
		['method', 'Choose how you looked at it.'],
		['reason', 'Say what you saw, and why it does or does not confirm the claim.']
	]);
	const lasting = { assignment_id: 7, method: 'data', reason: 'No.', expires_on: '2027-01-01' };
	expect(Verdict.safeParse({ ...lasting, result: 'assured' }).success).toBe(true);
	expect(Verdict.safeParse({ ...lasting, result: 'not assured' }).error?.issues[0]?.path).toEqual([
		'expires_on'
	]);
});
