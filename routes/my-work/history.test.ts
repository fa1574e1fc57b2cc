import { describe, expect, it } from 'vitest';
import { sentBack } from './history.ts';

const on = '2026-11-20';
const entry = (
	what: 'claim' | 'update' | 'verdict' | 'evidence',
	to_value: string,
	reason: string | null = null
) => ({
	what,
	to_value,
	reason,
	effective_on: on
});

describe('a claim that was sent back', () => {
	it('tells what the approver missed, until something new is said', () => {
		const assignment = { delivery: 'in progress', assurance: 'not assessed' };
		const returned = [
			entry('claim', 'returned', 'Which wards?'),
			entry('evidence', 'other'),
			entry('claim', 'claimed')
		];
		expect(sentBack(assignment, returned)).toEqual({ by: 'approver', reason: 'Which wards?', on });
		expect(sentBack(assignment, [entry('update', ''), ...returned])).toBeUndefined();
	});

	it('tells what a check could not confirm', () => {
		const history = [entry('evidence', 'other'), entry('verdict', 'not assured', 'Not on nights.')];
		const assignment = { delivery: 'delivered', assurance: 'not assured' };
		expect(sentBack(assignment, history)).toEqual({ by: 'check', reason: 'Not on nights.', on });
		expect(sentBack({ ...assignment, assurance: 'submitted' }, history)).toBeUndefined();
	});
});
