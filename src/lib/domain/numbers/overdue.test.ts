import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { AGE_BANDS, CLOCKS, DUTY_STATUSES } from '#lib/domain/clock.ts';
import type { DutyCount } from './duties.ts';
import { say } from './in-words.ts';
import { agesOverdue, overdueRate, responseRate, undatedShare } from './overdue.ts';
import { WORKED_DUTIES } from './worked-example.ts';

const moment = { as_at: '2026-11-22' };
const sum = (counts: { n: number }[]) => counts.reduce((total, { n }) => total + n, 0);

const anyDuties: fc.Arbitrary<DutyCount[]> = fc.array(
	fc.record({
		clock: fc.constantFrom(...CLOCKS),
		band: fc.constantFrom('no date set', 'not due', 'due soon', ...AGE_BANDS),
		status: fc.constantFrom(...DUTY_STATUSES),
		n: fc.integer({ min: 0, max: 500 })
	})
);

describe('the response rate', () => {
	it('is 170 of the 179 whose date has passed: neither early replies nor those without a date count', () => {
		const rate = responseRate.compute(WORKED_DUTIES, moment);
		expect(say(rate)).toBe('170 of 179 (95 %)');
		expect(rate.exclusions).toEqual([
			{ what: 'no date set', n: 2 },
			{ what: 'not yet due', n: 9 }
		]);
	});

	it('counts a late reply as a reply', () => {
		const late: DutyCount = { clock: 'response', band: '1 to 30 days', status: 'met late', n: 3 };
		expect(responseRate.compute([late], moment).value).toBe(1);
	});
});

describe('the overdue rate', () => {
	it('is overdue out of open with a date, for each clock by itself', () => {
		const said = CLOCKS.map((clock) => say(overdueRate[clock].compute(WORKED_DUTIES, moment)));
		expect(said).toEqual(['9 of 10 (90 %)', '7 of 14 (50 %)', 'nothing to count']);
	});

	it('has the share without a date beside it', () => {
		const said = CLOCKS.map((clock) => say(undatedShare[clock].compute(WORKED_DUTIES, moment)));
		expect(said).toEqual(['2 of 12 (17 %)', '11 of 25 (44 %)', '18 of 18 (100 %)']);
	});

	it('counts what has no date in no numerator and no denominator, but says how many', () => {
		const undated: DutyCount = { clock: 'action', band: 'no date set', status: 'open', n: 4 };
		const rate = overdueRate.action.compute([undated], moment);
		expect(rate).toMatchObject({ numerator: 0, denominator: 0, exclusions: [{ what: 'no date set', n: 4 }] });
		expect(rate.value).toBeUndefined();
	});

	it('has ages that add up to what is overdue', () => {
		expect(agesOverdue(WORKED_DUTIES, 'action')).toEqual([
			{ age: '1 to 30 days', n: 1 },
			{ age: '31 to 90 days', n: 0 },
			{ age: '91 to 180 days', n: 2 },
			{ age: '181 to 365 days', n: 0 },
			{ age: '1 to 5 years', n: 3 },
			{ age: 'over 5 years', n: 1 }
		]);
		fc.assert(
			fc.property(anyDuties, fc.constantFrom(...CLOCKS), (duties, clock) => {
				const rate = overdueRate[clock].compute(duties, moment);
				expect(sum(agesOverdue(duties, clock))).toBe(rate.numerator);
				const ofClock = duties.filter((duty) => duty.clock === clock);
				expect(rate.denominator + sum(rate.exclusions)).toBe(sum(ofClock));
			})
		);
	});
});
