import { describe, expect, it } from 'vitest';
import { dueInWords, slipInWords } from './due-in-words.ts';

const dates = {
	response_due_on: null,
	response_due_originally_on: null,
	action_due_on: null,
	action_due_originally_on: null,
	evidence_due_on: null,
	evidence_due_originally_on: null,
	overdue_since: null,
	next_due_on: null,
	closure: 'open',
	position: 'accepted'
};
const today = '2026-11-22';

describe('how an assignment stands against its dates, in words', () => {
	it.each([
		[{ overdue_since: '2026-10-12', next_due_on: '2026-10-12' }, 'overdue', '41 days late'],
		[{ overdue_since: '2026-11-21', next_due_on: '2026-11-21' }, 'overdue', '1 day late'],
		[{ overdue_since: '2024-11-23' }, 'overdue', '729 days late'],
		[{ overdue_since: '2024-11-21' }, 'overdue', 'over 2 years late'],
		[{ overdue_since: '2018-10-07' }, 'overdue', 'over 8 years late'],
		[{ next_due_on: '2026-11-22' }, 'due soon', 'due today'],
		[{ next_due_on: '2026-12-04' }, 'due soon', 'due in 12 days'],
		[{ next_due_on: '2027-03-03' }, 'not due', 'due 3 March 2027'],
		[{}, 'no date set', 'no date set']
	])('%j is %s: %s', (given, value, label) => {
		expect(dueInWords({ ...dates, ...given }, today)).toEqual({ value, label });
	});

	it('misses no date from who has refused', () => {
		expect(dueInWords({ ...dates, position: 'not accepted' }, today)).toBeUndefined();
	});

	it('says nothing once every date is kept', () => {
		expect(dueInWords({ ...dates, response_due_on: '2026-01-01' }, today)).toBeUndefined();
	});
});

describe('slip, in words', () => {
	it('is counted from the first date that was set', () => {
		expect(
			slipInWords({ ...dates, action_due_on: '2026-03-31', action_due_originally_on: '2026-01-01' })
		).toBe('moved by 89 days from 1 January 2026');
	});
	it('is nothing where no date has moved', () => {
		expect(
			slipInWords({ ...dates, action_due_on: '2026-01-01', action_due_originally_on: '2026-01-01' })
		).toBeUndefined();
	});
});
