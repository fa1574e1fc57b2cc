import { describe, expect, it } from 'vitest';
import { beforeAndAfter, limitsOf, xmr, type Value, phasesOf } from './xmr.ts';

const series = (...values: number[]): Value[] =>
	values.map((value, i) => ({
		on: `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-01`,
		value
	}));
const signalsOf = (...values: number[]) => xmr(series(...values)).values.map(({ signals }) => signals);
const placesOf = (signal: string, ...values: number[]) =>
	signalsOf(...values).flatMap((signals, i) => (signals.includes(signal as never) ? [i] : []));

// Twelve values that vary about 10 by chance.
const QUIET = [10, 12, 9, 11, 8, 12, 10, 9, 11, 10, 12, 8];

describe('limits', () => {
	it('are those of the worked example of individuals charts in the NIST/SEMATECH e-Handbook, 6.3.2.2', () => {
		const limits = limitsOf([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]);
		expect(limits?.mean).toBeCloseTo(50.81, 10);
		expect(limits?.mean_moving_range).toBeCloseTo(1.8778, 4);
		// It prints 55.8041 and 45.8159, by 3 ÷ 1.128 where we take 2.66.
		expect(Math.abs((limits?.upper ?? 0) - 55.8041)).toBeLessThan(0.001);
		expect(Math.abs((limits?.lower ?? 0) - 45.8159)).toBeLessThan(0.001);
	});

	it('are not worked out of fewer than twelve values, and then nothing is told', () => {
		expect(xmr(series(...QUIET.slice(1), 99).slice(1)).limits).toBeUndefined();
		expect(xmr(series(...QUIET.slice(1))).limits).toBeUndefined();
		expect(xmr(series(...QUIET)).limits).toBeDefined();
		expect(limitsOf([1])).toBeUndefined();
	});

	it('do not depend on the order in which values were entered', () => {
		const values = series(...QUIET);
		expect(xmr([...values].reverse())).toEqual(xmr(values));
	});
});

describe('what a value tells, as NHS England’s “Making data count” has it', () => {
	it('is nothing where it varies by chance', () => {
		expect(signalsOf(...QUIET).flat()).toEqual([]);
	});

	it('is a value outside the limits', () => {
		expect(placesOf('outside a limit', ...QUIET, 40)).toEqual([12]);
		expect(placesOf('outside a limit', ...QUIET, -20)).toEqual([12]);
	});

	it('is seven in a row on one side of the mean, and not six', () => {
		const low = [5, 6, 5, 6, 5, 6];
		expect(placesOf('run on one side', ...low, 9, 10, 9, 10, 9, 10)).toEqual([]);
		const run = [...low, 5, 9, 10, 9, 10, 9, 10, 9];
		expect(placesOf('run on one side', ...run)).toEqual(run.map((_, i) => i));
		expect(placesOf('run on one side', ...low, 20, 5, 9, 10, 9, 10, 9, 10)).not.toContain(0);
	});

	it('is seven in a row that rise or fall, and not six', () => {
		const rest = [3, 9, 4, 8, 3, 9, 4];
		expect(placesOf('trend', 1, 2, 3, 4, 5, 6, 7, ...rest)).toEqual([0, 1, 2, 3, 4, 5, 6]);
		expect(placesOf('trend', 7, 6, 5, 4, 3, 2, 1, ...rest.map((n) => n + 1))).toEqual([0, 1, 2, 3, 4, 5, 6]);
		expect(placesOf('trend', 2, 3, 4, 5, 6, 7, ...rest)).toEqual([]);
		expect(placesOf('trend', 1, 2, 3, 3, 4, 5, 6, 7, ...rest)).toEqual([]);
	});

	it('is two of three close to the same limit, and not one, nor one close to each', () => {
		const long = [...QUIET, ...QUIET, ...QUIET];
		expect(placesOf('near a limit', ...long, 16, 10, 16)).toEqual([36, 38]);
		expect(placesOf('near a limit', ...long, 4, 4, 10)).toEqual([36, 37]);
		expect(placesOf('near a limit', ...long, 16, 10, 10, 16)).toEqual([]);
		expect(placesOf('near a limit', ...long, 16, 10, 4)).toEqual([]);
	});

	it('is nothing where every value is the same', () => {
		expect(signalsOf(...Array<number>(14).fill(5)).flat()).toEqual([]);
	});
});

describe('before and after a day', () => {
	it('is the mean of each side; of no values it is not known', () => {
		const values = series(10, 20, 60);
		const day = values[1]?.on ?? '';
		expect(beforeAndAfter(values, day)).toEqual({ before: { n: 1, mean: 10 }, after: { n: 2, mean: 40 } });
		expect(beforeAndAfter(values, values[0]?.on ?? '').before).toEqual({ n: 0, mean: undefined });
	});

	it('is one stretch where the marked day has values on one side alone', () => {
		const values = series(...QUIET);
		expect(phasesOf(values, values[0]?.on)).toHaveLength(1);
		expect(phasesOf(values, '2999-01-01')).toHaveLength(1);
		expect(phasesOf(values, values[5]?.on).map((phase) => phase.values.length)).toEqual([5, 7]);
	});
});
