import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
	AGE_BANDS,
	ageBand,
	ageBands,
	dutiesOf,
	cycleMonths,
	freshSince,
	isDueSoon,
	isLongOutstanding,
	isOverdue,
	isStale,
	overdueFrom,
	overdueInstant,
	timeliness,
	type DutyStatus
} from './clock.ts';
import { CLOSURES } from './axes/closure.ts';
import { addDays, addMonths, dayOf, daysBetween, type Day } from './day.ts';
import { anAssignment, TODAY } from './testing.ts';

const days = fc.integer({ min: -20_000, max: 20_000 }).map((count) => addDays('2026-11-22', count));

describe('overdue', () => {
	it('is the day after its due date, not the day itself', () => {
		expect(isOverdue('2026-11-22', undefined, '2026-11-22')).toBe(false);
		expect(isOverdue('2026-11-22', undefined, '2026-11-23')).toBe(true);
	});

	it('is not what has no date, and not what has happened, however late', () => {
		expect(isOverdue(null, undefined, TODAY)).toBe(false);
		expect(isOverdue('2020-01-01', '2026-11-22', TODAY)).toBe(false);
		expect(isOverdue('2020-01-01', '2019-12-31', TODAY)).toBe(false);
	});

	it('was overdue on a day before the event', () => {
		expect(isOverdue('2026-11-01', '2026-11-20', '2026-11-19')).toBe(true);
		expect(isOverdue('2026-11-01', null, '2026-11-19')).toBe(true);
	});

	// The clocks of 2026 change on 29 March (to BST) and 25 October (to GMT), at 01:00 UTC.
	test.each([
		['in winter', '2026-01-14', '2026-01-15T00:00:00.000Z'],
		['in summer', '2026-06-30', '2026-06-30T23:00:00.000Z'],
		['the day before the clocks go forward', '2026-03-28', '2026-03-29T00:00:00.000Z'],
		['the day the clocks go forward', '2026-03-29', '2026-03-29T23:00:00.000Z'],
		['two days before the clocks go back', '2026-10-23', '2026-10-23T23:00:00.000Z'],
		['the day before the clocks go back', '2026-10-24', '2026-10-24T23:00:00.000Z'],
		['the day the clocks go back', '2026-10-25', '2026-10-26T00:00:00.000Z'],
		['the day before a leap day', '2024-02-28', '2024-02-29T00:00:00.000Z'],
		['on a leap day', '2024-02-29', '2024-03-01T00:00:00.000Z'],
		['at the end of the year', '2026-12-31', '2027-01-01T00:00:00.000Z']
	])('begins at midnight in London: due %s', (_when, due_on, instant) => {
		expect(overdueInstant(due_on).toISOString()).toBe(instant);
	});

	it('begins at the first instant of the next London day, whatever the day', () => {
		fc.assert(
			fc.property(days, (due_on) => {
				const instant = overdueInstant(due_on);
				expect(dayOf(instant)).toBe(overdueFrom(due_on));
				expect(dayOf(new Date(instant.getTime() - 1))).toBe(due_on);
			})
		);
	});
});

describe('due soon', () => {
	test.each([
		['2026-11-21', false],
		['2026-11-22', true],
		['2026-12-22', true],
		['2026-12-23', false],
		[null, false]
	])('on 22 November 2026, due %s: %s', (due_on, soon) => {
		expect(isDueSoon(due_on, TODAY)).toBe(soon);
	});
});

describe('the age of what is overdue', () => {
	test.each([
		['2026-11-22', undefined],
		['2026-11-21', '1 to 30 days'],
		['2026-10-23', '1 to 30 days'],
		['2026-10-22', '31 to 90 days'],
		['2026-08-24', '31 to 90 days'],
		['2026-08-23', '91 to 180 days'],
		['2026-05-26', '91 to 180 days'],
		['2026-05-25', '181 to 365 days'],
		['2025-11-22', '181 to 365 days'],
		['2025-11-21', '1 to 5 years'],
		['2021-11-22', '1 to 5 years'],
		['2021-11-21', 'over 5 years'],
		['1999-01-01', 'over 5 years']
	])('on 22 November 2026, due %s: %s', (due_on, band) => {
		expect(ageBand(due_on, TODAY)).toBe(band);
	});

	test.each([
		// A leap year lies between: the first anniversary is the 366th day.
		['2023-03-01', '2024-03-01', '181 to 365 days'],
		['2023-02-28', '2024-02-28', '181 to 365 days'],
		['2023-02-28', '2024-02-29', '1 to 5 years'],
		// The anniversary of a leap day in another year is 28 February.
		['2024-02-29', '2025-02-28', '181 to 365 days'],
		['2024-02-29', '2025-03-01', '1 to 5 years']
	])('goes by the calendar over a leap year: due %s, on %s: %s', (due_on, asAt, band) => {
		expect(ageBand(due_on, asAt)).toBe(band);
	});

	it('has bands that meet without a gap, and years that end on the anniversary', () => {
		fc.assert(
			fc.property(days, fc.integer({ min: 1, max: 4000 }), (asAt, count) => {
				const bands = ageBands(asAt);
				expect(bands.map(({ band }) => band)).toEqual(AGE_BANDS);
				bands.slice(1).forEach(({ to }, i) => expect(addDays(to, 1)).toBe(bands[i]?.from));
				const due_on = addDays(asAt, -count);
				const band = ageBand(due_on, asAt);
				if (daysBetween(due_on, asAt) > 180)
					expect(band).toBe(
						asAt <= addMonths(due_on, 12)
							? '181 to 365 days'
							: asAt <= addMonths(due_on, 60)
								? '1 to 5 years'
								: 'over 5 years'
					);
			})
		);
	});
});

describe('stale', () => {
	test.each([
		['2026-07-23', false],
		['2026-07-22', true]
	])('after a quarter and 30 days without an update: last on %s, %s', (updated_on, stale) => {
		expect(isStale({ updated_on, assigned_on: '2020-01-01', reports_every: null }, TODAY)).toBe(stale);
	});

	it('counts from the day of assignment where nothing was ever said', () => {
		expect(isStale({ updated_on: null, assigned_on: '2026-11-01', reports_every: null }, TODAY)).toBe(false);
		expect(isStale({ updated_on: null, assigned_on: '2025-11-01', reports_every: null }, TODAY)).toBe(true);
	});

	test.each([
		[null, '2026-07-23'],
		['month', '2026-09-23'],
		['quarter', '2026-07-23'],
		['half year', '2026-04-23'],
		['year', '2025-10-23']
	] as const)('follows how often the board asked for a report: every %s', (reports_every, since) => {
		const heard = (updated_on: string) =>
			isStale({ updated_on, assigned_on: '2020-01-01', reports_every }, TODAY);
		expect(freshSince(TODAY, cycleMonths(reports_every))).toBe(since);
		expect([heard(since), heard(addDays(since, -1))]).toEqual([false, true]);
	});
});

describe('long-outstanding', () => {
	const open = [{ clock: 'action', due_on: null, status: 'open' }] as const;
	const done = [{ clock: 'action', due_on: null, status: 'met in time' }] as const;
	test.each([
		['2021-11-22', open, true],
		['2021-11-23', open, false],
		['2021-11-22', done, false],
		['2021-11-22', [], false],
		[null, open, false]
	])('made on %s with %j: %s', (made_on, duties, long) => {
		expect(isLongOutstanding(made_on, duties, TODAY)).toBe(long);
	});
});

test.each<[Day | null, DutyStatus, string]>([
	[null, 'open', 'no date set'],
	[null, 'met in time', 'no date set'],
	['2026-12-23', 'open', 'not due'],
	['2026-12-22', 'open', 'due soon'],
	['2026-11-22', 'open', 'due soon'],
	['2026-11-21', 'open', 'overdue'],
	['2026-11-21', 'met in time', 'completed on time'],
	['2026-11-21', 'met late', 'completed late'],
	['2026-11-21', 'met, day not known', 'completed, day not known']
])('a duty due %s that is %s is, on 22 November 2026, %s', (due_on, status, expected) => {
	expect(timeliness({ due_on, status }, TODAY)).toBe(expected);
});

describe('the duties of an assignment', () => {
	const dates = { response_due_on: '2025-04-10', action_due_on: '2025-12-31', evidence_due_on: '2026-03-31' };
	const statuses = (but: Parameters<typeof anAssignment>[0]) =>
		Object.fromEntries(
			dutiesOf(anAssignment({ ...dates, ...but })).map(({ clock, status }) => [clock, status])
		);

	it('are a response, an action and evidence, all open at first', () => {
		expect(dutiesOf(anAssignment(dates))).toEqual([
			{ clock: 'response', due_on: '2025-04-10', status: 'open' },
			{ clock: 'action', due_on: '2025-12-31', status: 'open' },
			{ clock: 'evidence', due_on: '2026-03-31', status: 'open' }
		]);
	});

	test.each(CLOSURES.slice(1))('hold nothing that is still owed once it is closed as %s', (closure) => {
		expect(statuses({ closure })).toEqual({});
	});

	test.each(['merged', 'declined', 'superseded'] as const)(
		'hold nothing that is still owed when the recommendation is %s',
		(disposition) => {
			expect(statuses({ disposition })).toEqual({});
		}
	);

	it('keep a reply that was given when it is closed later, so that late stays late', () => {
		const replied = { position: 'accepted', responded_on: '2025-04-11' } as const;
		expect(statuses({ ...replied, closure: 'implemented' })).toEqual({ response: 'met late' });
		expect(statuses({ ...replied, disposition: 'declined' })).toEqual({ response: 'met late' });
	});

	it('are none at all outside the base: merged, or agreed to be no longer applicable', () => {
		const replied = { position: 'accepted', responded_on: '2025-04-11' } as const;
		expect(statuses({ ...replied, closure: 'no longer applicable' })).toEqual({});
		expect(statuses({ ...replied, disposition: 'merged' })).toEqual({});
	});

	test.each(['untriaged', 'adopted', 'deferred'] as const)(
		'stand while the recommendation is %s',
		(disposition) => {
			expect(statuses({ disposition })).toEqual({ response: 'open', action: 'open', evidence: 'open' });
		}
	);

	test.each(['not accepted', 'not applicable'] as const)(
		'are only the reply, which it was, after %s',
		(position) => {
			expect(statuses({ position, responded_on: '2025-04-11' })).toEqual({ response: 'met late' });
			expect(statuses({ position, responded_on: '2025-04-10' })).toEqual({ response: 'met in time' });
		}
	);

	test.each(['on hold', 'stopped', 'in progress', 'planned'] as const)('go on while it is %s', (delivery) => {
		expect(statuses({ delivery })).toMatchObject({ action: 'open', evidence: 'open' });
	});

	it('go on under a claim that nobody has signed off', () => {
		expect(statuses({ delivery: 'in progress', claimed_on: '2025-12-01' })).toMatchObject({ action: 'open' });
	});

	test.each([
		['2025-12-31', 'the day', 'met in time'],
		['2026-01-01', 'the day', 'met late'],
		['2026-01-01', 'no later than', 'met, day not known'],
		['2025-12-31', 'no later than', 'met in time'],
		[null, 'the day', 'met, day not known']
	] as const)(
		'delivered on %s (%s) against 31 December 2025: %s',
		(delivered_on, delivered_on_is, status) => {
			expect(statuses({ delivery: 'delivered', delivered_on, delivered_on_is })).toMatchObject({
				action: status
			});
		}
	);

	test.each([
		['not assessed', 'open'],
		['submitted', 'met in time'],
		['assured', 'met in time'],
		['sustained', 'met in time'],
		['not assured', 'open'],
		['lapsed', 'open']
	] as const)('evidence of what is %s is %s', (assurance, status) => {
		const submitted = {
			delivery: 'delivered',
			delivered_on: '2025-12-01',
			submitted_on: '2026-03-31'
		} as const;
		expect(statuses({ ...submitted, assurance })).toMatchObject({ evidence: status });
	});

	it('without a date can be done, and are never late', () => {
		const undated = { response_due_on: null, position: 'accepted', responded_on: '2026-11-01' } as const;
		expect(statuses(undated)).toMatchObject({ response: 'met in time' });
		expect(statuses({ ...undated, responded_on_is: 'no later than' })).toMatchObject({
			response: 'met in time'
		});
	});
});
