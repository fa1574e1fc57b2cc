import { describe, expect, it } from 'vitest';
import { headline, sentBack } from './my-work.ts';

const none = { overdue: 0, returned: 0, 'due soon': 0, stale: 0, 'waiting for sign-off': 0 };

describe('the first line of my work', () => {
	it('says what is to be done, the most pressing first', () => {
		expect(headline({ ...none, overdue: 3, returned: 1, 'due soon': 5 }, '2026-11-22')).toBe(
			'3 overdue, 1 returned to you, 5 due by 22 December.'
		);
	});

	it('leaves out what there is none of', () => {
		expect(headline({ ...none, returned: 2, stale: 4 }, '2026-11-22')).toBe('2 returned to you.');
	});

	it('says that nothing is due', () => {
		expect(headline({ ...none, stale: 1, 'waiting for sign-off': 1 }, '2026-11-22')).toBe('Nothing is due.');
	});

	it('names the year when the date lies in the next one', () => {
		expect(headline({ ...none, 'due soon': 1 }, '2026-12-10')).toBe('1 due by 9 January 2027.');
	});
});

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
