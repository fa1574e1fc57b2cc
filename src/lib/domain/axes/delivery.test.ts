import { describe, expect, it, test } from 'vitest';
import { anAssignment, as, refusalOf, TODAY } from '#lib/domain/testing.ts';
import * as assurance from './assurance.ts';
import * as delivery from './delivery.ts';

const underWay = anAssignment({ delivery: 'in progress', latest_on: '2026-05-01' });
const claimed = anAssignment({ delivery: 'in progress', claimed_on: '2026-10-01', latest_on: '2026-10-01' });
const link = { evidence_url: 'https://example.org/audit' };

describe('a claim of delivered', () => {
	it('waits for the approver when a contributor makes it', () => {
		expect(delivery.move(underWay, { delivery: 'delivered', ...link }, as('contributor'))).toEqual([
			{
				subject: 'assignment',
				subject_id: 7,
				assignment_id: 7,
				recommendation_id: 5,
				organisation_id: 9,
				what: 'claim',
				to_value: 'claimed',
				effective_on: TODAY
			}
		]);
	});

	it('takes effect at once when an approver makes it, and goes forward for a check with its evidence', () => {
		const drafts = delivery.move(underWay, { delivery: 'delivered', ...link }, as('approver'));
		expect(drafts.map(({ what, from_value, to_value }) => [what, from_value, to_value])).toEqual([
			['delivery', 'in progress', 'delivered'],
			['assurance', 'not assessed', 'submitted']
		]);
	});

	it('may give the reason why there is no evidence, and then does not go forward', () => {
		const said = { delivery: 'delivered', no_evidence_reason: 'The ward was closed.' } as const;
		const drafts = delivery.move(underWay, said, as('approver'));
		expect(drafts).toMatchObject([
			{ what: 'delivery', detail: { no_evidence_reason: 'The ward was closed.' } }
		]);
	});

	it('is not put forward for a check by the registrar, who only enters what was published', () => {
		expect(delivery.move(underWay, { delivery: 'delivered', ...link }, as('registrar'))).toHaveLength(1);
	});

	it('stops everything else until it is signed off or returned', () => {
		expect(delivery.movesFrom(claimed, as('contributor'))).toEqual([]);
		expect(delivery.movesFrom(claimed, as('approver'))).toEqual(['delivered']);
		for (const to of ['delivered', 'on hold'] as const)
			refusalOf(() => delivery.move(claimed, { delivery: to, barrier: 'money', ...link }, as('contributor')));
		refusalOf(() => delivery.move(claimed, { delivery: 'stopped', reason: 'No.' }, as('approver')));
	});

	it('is signed off by an approver, on a day from the claim on', () => {
		const drafts = delivery.signOff(
			claimed,
			{ has_evidence: true, effective_on: '2026-10-20' },
			as('approver')
		);
		expect(drafts.map(({ what, to_value, effective_on }) => [what, to_value, effective_on])).toEqual([
			['delivery', 'delivered', '2026-10-20'],
			['assurance', 'submitted', '2026-10-20']
		]);
		refusalOf(() =>
			delivery.signOff(claimed, { has_evidence: true, effective_on: '2026-09-30' }, as('approver'))
		);
	});

	it('is signed off without going forward where it gave a reason for having no evidence', () => {
		expect(delivery.signOff(claimed, { has_evidence: false }, as('approver'))).toMatchObject([
			{ what: 'delivery' }
		]);
	});

	it('goes forward again after it was returned by a check and done again', () => {
		for (const before of ['not assured', 'lapsed'] as const)
			expect(
				delivery.signOff({ ...claimed, assurance: before }, { has_evidence: true }, as('approver'))
			).toMatchObject([
				{ what: 'delivery' },
				{ what: 'assurance', from_value: before, to_value: 'submitted' }
			]);
	});

	it('never takes effect before it was made, though nothing was heard before it', () => {
		const silent = anAssignment({ claimed_on: '2026-10-01', latest_on: '2026-10-01' });
		const early = { has_evidence: true, effective_on: '2026-09-30' };
		refusalOf(() => delivery.signOff(silent, early, as('approver')));
		const late = { delivery: 'delivered', effective_on: '2026-05-31', ...link } as const;
		refusalOf(() => delivery.move(anAssignment({ latest_on: '2026-06-01' }), late, as('contributor')));
	});

	it('is returned with a reason', () => {
		expect(delivery.returnClaim(claimed, { reason: 'Ward 4 has not begun.' }, as('approver'))).toMatchObject([
			{ what: 'claim', from_value: 'claimed', to_value: 'returned', reason: 'Ward 4 has not begun.' }
		]);
		expect(refusalOf(() => delivery.returnClaim(claimed, {}, as('approver'))).field).toBe('reason');
	});

	test.each(['contributor', 'registrar', 'board', 'verifier'] as const)(
		'is not signed off or returned by a %s',
		(role) => {
			expect(refusalOf(() => delivery.signOff(claimed, { has_evidence: true }, as(role))).kind).toBe(
				'not-allowed'
			);
			expect(refusalOf(() => delivery.returnClaim(claimed, { reason: 'No.' }, as(role))).kind).toBe(
				'not-allowed'
			);
		}
	);

	it('cannot be signed off or returned where nobody has made one', () => {
		refusalOf(() => delivery.signOff(underWay, { has_evidence: true }, as('approver')));
		refusalOf(() => delivery.returnClaim(underWay, { reason: 'No.' }, as('approver')));
	});

	it('keeps its own day when it is the first thing that is heard', () => {
		const silent = anAssignment({ latest_on: '2026-06-01' });
		const said = { delivery: 'delivered', effective_on: '2025-08-01', ...link } as const;
		expect(delivery.move(silent, said, as('approver')).map(({ effective_on }) => effective_on)).toEqual([
			'2025-08-01',
			'2025-08-01'
		]);
	});
});

describe('what was delivered', () => {
	test.each(assurance.ASSURANCES)('goes back to in progress only when a check returned it: %s', (value) => {
		const current = anAssignment({ delivery: 'delivered', assurance: value });
		const back = () => delivery.move(current, { delivery: 'in progress' }, as('contributor'));
		const isReturned = value === 'not assured' || value === 'lapsed';
		expect(delivery.movesFrom(current, as('contributor'))).toEqual(isReturned ? ['in progress'] : []);
		if (isReturned) expect(back()).toHaveLength(1);
		else refusalOf(back);
	});
});

describe('a plan', () => {
	const plan = {
		delivery: 'planned',
		planned_owner: 'Chief nurse',
		planned_finish_on: '2027-03-31'
	} as const;

	it('sets the action’s due date where there was none', () => {
		expect(delivery.move(anAssignment(), plan, as('contributor'))).toMatchObject([
			{ what: 'delivery', detail: { planned_owner: 'Chief nurse', planned_finish_on: '2027-03-31' } },
			{ what: 'due date', to_value: '2027-03-31', detail: { clock: 'action' } }
		]);
	});

	it('does not move a due date that stands: that takes an extension', () => {
		const current = anAssignment({ action_due_on: '2026-12-31' });
		expect(delivery.move(current, plan, as('contributor'))).toHaveLength(1);
	});

	it('does not end before it is made', () => {
		const past = { ...plan, planned_finish_on: '2026-11-21' };
		expect(refusalOf(() => delivery.move(anAssignment(), past, as('contributor'))).field).toBe(
			'planned_finish_on'
		);
		expect(
			delivery.move(anAssignment(), { ...plan, planned_finish_on: TODAY }, as('contributor'))
		).toHaveLength(2);
	});
});

it('asks for words where the barrier is ‘other’', () => {
	const hold = { delivery: 'on hold', barrier: 'other' } as const;
	expect(refusalOf(() => delivery.move(underWay, hold, as('contributor'))).field).toBe('reason');
	expect(delivery.move(underWay, { ...hold, reason: 'A strike.' }, as('contributor'))).toMatchObject([
		{ to_value: 'on hold', reason: 'A strike.', detail: { barrier: 'other' } }
	]);
});

it('keeps no stray field of another choice', () => {
	const said = { delivery: 'in progress', barrier: 'money', planned_owner: 'X', ...link } as const;
	expect(delivery.move(anAssignment(), said, as('contributor'))[0]).not.toHaveProperty('detail');
});

it('does not change while the assignment is closed', () => {
	const closed = anAssignment({ delivery: 'in progress', closure: 'not implemented' });
	expect(delivery.movesFrom(closed, as('approver'))).toEqual([]);
	const refusal = refusalOf(() =>
		delivery.move(closed, { delivery: 'stopped', reason: 'No.' }, as('approver'))
	);
	expect(refusal.message).toContain('reopen');
});
