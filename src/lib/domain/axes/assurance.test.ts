import { describe, expect, it, test } from 'vitest';
import { anAssignment, as, refusalOf } from '#lib/domain/testing.ts';
import * as assurance from './assurance.ts';
import * as closure from './closure.ts';
import { DELIVERIES } from './delivery.ts';

describe('assured', () => {
	test.each(DELIVERIES.filter((delivery) => delivery !== 'delivered'))(
		'needs delivered, not %s',
		(delivery) => {
			const current = anAssignment({ delivery, assurance: 'submitted' });
			expect(assurance.movesFrom(current, as('verifier'))).toEqual([]);
			refusalOf(() => assurance.move(current, { assurance: 'assured' }, as('verifier')));
			const notPutForward = { ...current, assurance: 'not assessed' } as const;
			const submit = { assurance: 'submitted', evidence_url: 'https://example.org/a' } as const;
			refusalOf(() => assurance.move(notPutForward, submit, as('approver')));
		}
	);

	it('says that a claim has yet to be signed off', () => {
		const current = anAssignment({
			delivery: 'in progress',
			assurance: 'submitted',
			claimed_on: '2026-10-01'
		});
		const refusal = refusalOf(() => assurance.move(current, { assurance: 'assured' }, as('verifier')));
		expect(refusal.message).toContain('signed off');
	});
});

describe('sustained', () => {
	const found = (assured_on: string, effective_on: string) =>
		assurance.move(
			anAssignment({ delivery: 'delivered', assurance: 'assured', assured_on }),
			{ assurance: 'sustained', effective_on },
			as('verifier')
		);

	test.each([
		['2025-11-21', '2026-11-20', '2026-11-21'],
		['2024-02-29', '2025-02-27', '2025-02-28'],
		['2025-02-28', '2026-02-27', '2026-02-28']
	])('of what was assured on %s is too early on %s and right on %s', (assured_on, early, right) => {
		expect(refusalOf(() => found(assured_on, early)).message).toContain('12 months');
		expect(found(assured_on, right)).toMatchObject([{ to_value: 'sustained', effective_on: right }]);
	});

	it('is offered from the day on which it can be found', () => {
		const current = anAssignment({ delivery: 'delivered', assurance: 'assured', assured_on: '2025-11-22' });
		expect(assurance.movesFrom(current, as('verifier', '2026-11-21'))).toEqual(['lapsed']);
		expect(assurance.movesFrom(current, as('verifier', '2026-11-22'))).toEqual(['sustained', 'lapsed']);
	});
});

describe('after closure', () => {
	const closed = anAssignment({
		delivery: 'delivered',
		assurance: 'assured',
		assured_on: '2025-03-01',
		closure: 'implemented'
	});

	it('a re-check can still sustain or lapse what was confirmed', () => {
		expect(assurance.movesFrom(closed, as('verifier'))).toEqual(['sustained', 'lapsed']);
	});

	it('nothing new is put forward until it is reopened', () => {
		expect(assurance.movesFrom({ ...closed, assurance: 'lapsed' }, as('approver'))).toEqual([]);
	});
});

describe('closing as implemented', () => {
	test.each(assurance.ASSURANCES)('needs a confirmation that stands: %s', (value) => {
		const current = anAssignment({ delivery: 'delivered', assurance: value });
		const isConfirmed = value === 'assured' || value === 'sustained';
		for (const to of ['implemented', 'implemented by alternative means'] as const) {
			const close = () => closure.move(current, { closure: to, reason: 'Met in another way.' }, as('board'));
			expect(closure.movesFrom(current, as('board')).includes(to)).toBe(isConfirmed);
			if (isConfirmed) expect(close()).toHaveLength(1);
			else expect(refusalOf(close).message).toContain('checked');
		}
		expect(closure.movesFrom(current, as('issuer'))).toContain('not implemented');
	});
});
