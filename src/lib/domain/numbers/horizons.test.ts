import { describe, expect, it } from 'vitest';
import type { FactCount } from '#lib/domain/fact.ts';
import { fixedHorizons, horizonsByYear } from './horizons.ts';

const open = (day: string, n: number): FactCount => ({ fact: 'open', value: '', day, length: null, n });
const over = (value: string, day: string, length: number | null, n: number): FactCount => ({
	fact: 'cohort',
	value,
	day,
	length,
	n
});
const moment = { as_at: '2026-11-22' };

describe('what was confirmed within a fixed time', () => {
	const facts = [
		open('2024-03-15', 4),
		over('confirmed', '2024-03-01', 12, 3),
		over('confirmed', '2024-03-01', 24, 2),
		over('confirmed', '2024-03-01', null, 1),
		over('refused', '2024-03-01', null, 5),
		open('2025-10-22', 7),
		open('2025-11-02', 2)
	];
	const of = (index: number) => fixedHorizons(facts, moment)[index]?.rate;

	it('counts only what had the whole time, and refusals among it', () => {
		expect(of(0)).toMatchObject({ numerator: 3, denominator: 22 });
		expect(of(1)).toMatchObject({ numerator: 5, denominator: 15 });
		expect(of(2)).toMatchObject({ numerator: 0, denominator: 0, value: undefined });
	});

	it('says how many were asked too lately', () => {
		expect(of(0)?.exclusions).toEqual([{ what: 'asked too lately to tell', n: 2 }]);
		expect(of(2)?.exclusions[0]?.n).toBe(24);
	});

	it('takes a month that ended a year ago to the day, and no day earlier', () => {
		const [asked] = [[open('2025-10-31', 1)]];
		expect(fixedHorizons(asked, { as_at: '2026-10-30' })[0]?.rate.denominator).toBe(0);
		expect(fixedHorizons(asked, { as_at: '2026-10-31' })[0]?.rate.denominator).toBe(1);
	});

	it('gives each year its own', () => {
		const years = horizonsByYear(facts, moment);
		expect(years.map(({ year, horizon, rate }) => [year, horizon, rate.numerator, rate.denominator])).toEqual(
			[
				['2024', 12, 3, 15],
				['2024', 24, 5, 15],
				['2024', 48, 0, 0],
				['2025', 12, 0, 7],
				['2025', 24, 0, 0],
				['2025', 48, 0, 0]
			]
		);
	});
});
