import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, addMonths, dayOf, daysBetween, earlier, inWords, isDay, later, monthOf } from './day.ts';

const days = fc
	.integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2199, 11, 31) / 86_400_000 })
	.map((count) => new Date(count * 86_400_000).toISOString().slice(0, 10));

describe('the day in London', () => {
	test.each([
		['2026-01-15T00:00:00Z', '2026-01-15'],
		['2026-01-14T23:59:59Z', '2026-01-14'],
		['2026-06-30T22:59:59Z', '2026-06-30'],
		['2026-06-30T23:00:00Z', '2026-07-01'],
		// The clocks go forward on 29 March 2026 and back on 25 October, both at 01:00 UTC.
		['2026-03-28T23:59:59Z', '2026-03-28'],
		['2026-03-29T00:30:00Z', '2026-03-29'],
		['2026-03-29T22:59:59Z', '2026-03-29'],
		['2026-03-29T23:00:00Z', '2026-03-30'],
		['2026-10-24T22:59:59Z', '2026-10-24'],
		['2026-10-24T23:00:00Z', '2026-10-25'],
		['2026-10-25T00:30:00Z', '2026-10-25'],
		['2026-10-25T01:30:00Z', '2026-10-25'],
		['2026-10-25T23:59:59Z', '2026-10-25'],
		['2026-10-26T00:00:00Z', '2026-10-26']
	])('at %s is %s', (instant, day) => {
		expect(dayOf(new Date(instant))).toBe(day);
	});

	it('is the calendar’s at every instant, whichever was asked about before', () => {
		const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });
		const instants = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2199, 11, 31) });
		fc.assert(
			fc.property(instants, fc.integer({ min: -3_600_000, max: 3_600_000 }), (instant, further) => {
				for (const one of [new Date(instant), new Date(instant + further)])
					expect(dayOf(one)).toBe(calendar.format(one));
			}),
			{ numRuns: 300 }
		);
	});
});

describe('a day', () => {
	test.each(['2024-02-29', '2026-11-22', '1900-01-01', '2199-12-31', '2000-02-29'])('%s is one', (text) => {
		expect(isDay(text)).toBe(true);
	});

	test.each([
		'',
		'2023-02-29',
		'1900-02-29',
		'2026-02-30',
		'2026-04-31',
		'2026-13-01',
		'2026-00-10',
		'2026-01-00',
		'2026-1-1',
		'22/11/2026',
		'2026-11-22T00:00',
		' 2026-11-22',
		'1899-12-31',
		'2200-01-01',
		'٢٠٢٦-١١-٢٢'
	])('%j is none', (text) => {
		expect(isDay(text)).toBe(false);
	});

	it('reads as people write it', () => {
		expect(inWords('2025-03-03')).toBe('3 March 2025');
		const british = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' });
		fc.assert(
			fc.property(days, (day) => {
				expect(inWords(day)).toBe(british.format(new Date(day)));
			}),
			{ numRuns: 300 }
		);
	});
});

test.each([
	['2024-02-28', 1, '2024-02-29'],
	['2023-02-28', 1, '2023-03-01'],
	['2024-02-29', 365, '2025-02-28'],
	['2026-03-28', 2, '2026-03-30'],
	['2026-10-24', 2, '2026-10-26'],
	['2026-01-01', -1, '2025-12-31'],
	['2026-11-22', 0, '2026-11-22']
])('%s and %i days is %s', (from, count, to) => {
	expect(addDays(from, count)).toBe(to);
	expect(daysBetween(from, to)).toBe(count);
});

test.each([
	['2023-12-31', 2, '2024-02-29'],
	['2022-12-31', 2, '2023-02-28'],
	['2026-01-31', 1, '2026-02-28'],
	['2026-05-31', 1, '2026-06-30'],
	['2024-02-29', 12, '2025-02-28'],
	['2024-02-29', 48, '2028-02-29'],
	['2026-11-22', 14, '2028-01-22'],
	['2026-03-31', -1, '2026-02-28'],
	['2026-01-15', -1, '2025-12-15']
])('%s and %i months is %s', (from, count, to) => {
	expect(addMonths(from, count)).toBe(to);
});

it('goes forward and back by days without loss', () => {
	fc.assert(
		fc.property(days, fc.integer({ min: -40_000, max: 40_000 }), (day, count) => {
			expect(daysBetween(day, addDays(day, count))).toBe(count);
			expect(addDays(addDays(day, count), -count)).toBe(day);
		})
	);
});

it('stays a real day of the right month when months are added', () => {
	fc.assert(
		fc.property(days, fc.integer({ min: -240, max: 240 }), (day, count) => {
			const moved = addMonths(day, count);
			expect(new Date(`${moved}T00:00:00Z`).toISOString().slice(0, 10)).toBe(moved);
			expect(monthOf(moved)).toBe(addMonths(monthOf(day), count));
		})
	);
});

it('compares as text', () => {
	fc.assert(
		fc.property(days, days, (a, b) => {
			expect(a < b).toBe(daysBetween(a, b) > 0);
			expect([earlier(a, b), later(a, b)]).toEqual([a, b].sort());
		})
	);
});
