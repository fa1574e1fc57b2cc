import { expect, it, test } from 'vitest';
import { RESPONSE_RULES, responseDueOn } from './response-rule.ts';

test.each([
	// As computed in the starter register: recommendations.csv, HSIB-BEDSIDE-INFO/1.
	['HSIB', '2023-02-02', '2023-05-03'],
	['HSSIB', '2023-12-01', '2024-02-29'],
	['HSSIB', '2024-02-29', '2024-05-29'],
	// Over both clock changes of 2026: days are counted, not hours.
	['HSSIB', '2026-03-28', '2026-06-26'],
	['HSSIB', '2026-10-24', '2027-01-22'],
	['coroner', '2026-01-05', '2026-03-02'],
	['coroner', '2024-01-05', '2024-03-01'],
	['Commons committee', '2023-12-31', '2024-02-29'],
	['Commons committee', '2022-12-31', '2023-02-28'],
	['Commons committee', '2026-12-30', '2027-02-28'],
	['Commons committee', '2024-03-22', '2024-05-22']
])('a reply to %s of %s is due on %s', (rule, made_on, due_on) => {
	expect(responseDueOn(rule, made_on)).toBe(due_on);
});

it('sets no date where there is no rule, or the day is not known', () => {
	expect(responseDueOn(null, '2023-02-02')).toBeNull();
	expect(responseDueOn('HSSIB', null)).toBeNull();
	expect(responseDueOn('a rule that nobody made', '2023-02-02')).toBeNull();
	expect(responseDueOn('toString', '2023-02-02')).toBeNull();
});

it('names the authority of every rule', () => {
	for (const { reference } of Object.values(RESPONSE_RULES)) expect(reference).toMatch(/^[A-Z].{40,}\.$/);
});
