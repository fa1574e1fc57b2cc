import { describe, expect, it } from 'vitest';
import type { FactCount } from '#lib/domain/fact.ts';
import type { FigureContext } from './figure.ts';
import { timeToAssured } from './time-to-assured.ts';

const context: FigureContext = { data: 'register', scope: 'everything', as_at: '2026-11-22' };
const ended = (value: string, length: number, n: number): FactCount => ({
	fact: 'ended',
	value,
	day: null,
	length,
	n
});
const open = (day: string, n: number): FactCount => ({ fact: 'open', value: '', day, length: null, n });

describe('how long it takes until something is confirmed', () => {
	it.each([
		['nothing', [], 'Nothing has been asked yet'],
		['too few', [open('2025-01-01', 9)], 'Too few to say how long it takes'],
		['what was asked less than a month ago', [open('2026-11-01', 12)], 'Too few to say how long it takes'],
		['nothing confirmed', [open('2025-11-22', 20)], 'None was confirmed within 12 months'],
		[
			'half confirmed',
			[ended('confirmed', 100, 15), open('2025-11-22', 5)],
			'Estimate: half confirmed within 100 days'
		],
		[
			'some',
			[ended('confirmed', 100, 5), open('2025-11-20', 15)],
			'Estimate: 25 % confirmed within 12 months'
		]
	])('says what is so of %s', (_, facts, title) => {
		expect(timeToAssured(facts, context).title).toBe(title);
	});

	it('draws what its table holds, with how many are still followed', () => {
		const { config, table, sentence } = timeToAssured(
			[ended('confirmed', 100, 5), ended('refused', 10, 5), open('2025-11-20', 30)],
			context
		);
		expect(table.rows).toHaveLength(13);
		expect(table.rows[12]).toEqual({
			months: 12,
			at_risk: 30,
			confirmed_percent: 12.5,
			refused_percent: 12.5,
			ended_otherwise_percent: 0
		});
		expect(config?.data.labels[0]).toBe('0 (40)');
		expect(config?.data.datasets[0]?.data).toEqual(table.rows.map((row) => row.confirmed_percent));
		expect(sentence).toBe(
			'12 months after it was asked, an estimated 13 % had been confirmed, 13 % refused, and 0 % had ended in another way. 30 assignments were still waiting and followed for that long.'
		);
	});
});
