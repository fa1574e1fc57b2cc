import { describe, expect, it } from 'vitest';
import type { DutyCount } from '#lib/domain/numbers/duties.ts';
import { WORKED_DUTIES } from '#lib/domain/numbers/worked-example.ts';
import type { FigureContext } from './figure.ts';
import { overdue } from './overdue.ts';

const context: FigureContext = { data: 'register', scope: 'everything', as_at: '2026-11-22' };
const open = (clock: DutyCount['clock'], band: DutyCount['band'], n: number): DutyCount => ({
	clock,
	band,
	status: 'open',
	n
});

describe('what is overdue', () => {
	it.each([
		['nothing', [], 'Nothing is still owed', 'Nothing in this selection is still owed.'],
		[
			'only what was met',
			[{ clock: 'action', band: '1 to 5 years', status: 'met late', n: 4 }],
			'Nothing is still owed',
			'Nothing in this selection is still owed.'
		],
		[
			'no dates',
			[open('action', 'no date set', 1), open('evidence', 'no date set', 1)],
			'No dates are set, so nothing can be overdue',
			'Nothing that is still owed has a date. No date is set for 1 action and 1 piece of evidence.'
		],
		[
			'one not due',
			[open('response', 'not due', 1)],
			'Nothing is overdue',
			'Overdue, out of what is still owed and has a date: none of 1 response.'
		],
		[
			'few dates and none passed',
			[open('response', 'due soon', 2), open('action', 'no date set', 30)],
			'Nothing is overdue, but most has no date',
			'Overdue, out of what is still owed and has a date: none of 2 responses. No date is set for 30 actions.'
		],
		[
			'one for two years',
			[open('evidence', '1 to 5 years', 1)],
			'1 piece of evidence is overdue by more than a year',
			'Overdue, out of what is still owed and has a date: 1 of 1 piece of evidence.'
		],
		[
			'two for six years',
			[open('response', 'over 5 years', 2)],
			'2 responses are overdue, both by more than a year',
			'Overdue, out of what is still owed and has a date: 2 of 2 responses.'
		],
		[
			'a thousand for a month',
			[open('action', '1 to 30 days', 1_000), open('action', 'not due', 1_000)],
			'1,000 actions are overdue',
			'Overdue, out of what is still owed and has a date: 1,000 of 2,000 actions (50 %).'
		],
		[
			'the worked example',
			WORKED_DUTIES,
			'9 responses are overdue',
			'Overdue, out of what is still owed and has a date: 9 of 10 responses (90 %) and 7 of 14 actions (50 %). No date is set for 2 responses, 11 actions and 18 pieces of evidence.'
		]
	] as [string, DutyCount[], string, string][])('with %s', (_, duties, title, sentence) => {
		expect(overdue(duties, context)).toMatchObject({ title, sentence });
	});

	it('says how many of them are older than a year', () => {
		expect(overdue([...WORKED_DUTIES, open('action', '1 to 5 years', 3)], context).title).toBe(
			'10 actions are overdue, 7 of them by more than a year'
		);
	});

	it('shows every age and, at the end, what has no date', () => {
		const { table, config } = overdue(WORKED_DUTIES, context);
		expect(table.rows.map((row) => Object.values(row))).toEqual([
			['1 to 30 days', 5, 1, 0],
			['31 to 90 days', 4, 0, 0],
			['91 to 180 days', 0, 2, 0],
			['181 to 365 days', 0, 0, 0],
			['1 to 5 years', 0, 3, 0],
			['over 5 years', 0, 1, 0],
			['no date set', 2, 11, 18]
		]);
		expect(config!.data.labels.at(-1)).toBe('no date set');
		expect(config!.data.datasets.map(({ data }) => data.at(-1))).toEqual([2, 11, 18]);
	});
});
