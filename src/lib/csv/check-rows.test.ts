import { describe, expect, it } from 'vitest';
import { differences, rowChecker } from './check-rows.ts';
import type { Dialect } from './dialect.ts';
import type { ImportKind } from './kinds.ts';
import { propose } from './mapping.ts';
import { group } from './problem.ts';
import { read } from './read.ts';

const dialect: Dialect = {
	format: 'csv',
	encoding: 'utf-8',
	separator: ',',
	sheet: null,
	header_row: 1,
	day_order: 'dmy'
};

const judged = (kind: ImportKind, text: string, fixed: Record<string, string> = {}) => {
	const table = read('a.csv', new TextEncoder().encode(text));
	const { mapping } = propose({ headings: table.headings, sample: table.rows, dialect }, kind);
	return table.rows.map(rowChecker('a.csv', { ...mapping, fixed }, dialect));
};
const SHEET = 'recommendations with their report';

describe('each row of a stranger’s sheet', () => {
	it('is read as its form would take it: days, lists, and what holds for all rows', () => {
		const [row] = judged(
			SHEET,
			'Ref,Recommendation text,Report title,Date made,Sent to\nR/1,Do it.,The report,03/04/2024,A;B\n',
			{ source_code: 'HSSIB' }
		);
		expect(row).toMatchObject({
			verdict: 'good',
			row: 2,
			fields: {
				recommendation_ref: 'R/1',
				source_code: 'HSSIB',
				made_on: '2024-04-03',
				addressees: ['A', 'B']
			}
		});
	});

	it('has its problems told with its own heading, its value and what to do', () => {
		const [row] = judged(
			SHEET,
			'Recommendation text,Report title,Date made,Issued by\n,The report,31/02/2024,HSSIB\n'
		);
		expect(row).toMatchObject({
			verdict: 'refused',
			problems: [
				{ row: 2, column: 'Recommendation text', value: '', do: 'Say in plain English what was asked.' },
				{ row: 2, column: 'Date made', value: '31/02/2024', do: expect.stringContaining('2026-11-22') }
			]
		});
	});

	it('is refused where a spreadsheet had no value to show, and never takes that for words', () => {
		const rows = judged(
			SHEET,
			'Rec no,Recommendation text,Report title,Issued by\n#N/A,Do it.,The report,HSSIB\nR/2,#REF!,The report,HSSIB\n'
		);
		expect(rows).toMatchObject([
			{ problems: [{ column: 'Rec no', value: '#N/A', what: expect.stringContaining('no value to show') }] },
			{ problems: [{ column: 'Recommendation text', do: expect.stringContaining('Mend the formula') }] }
		]);
	});

	it.each([
		['29/02/2023', 'there is no such day'],
		['13/03/24', 'its year has two digits'],
		['04/25/2024', 'the day comes before the month'],
		['TBC', 'it is not a day'],
		['March 2024', 'it is not a day']
	])('with %s for a day is told why it cannot be used, and that it can be left out', (day, why) => {
		const [row] = judged(
			SHEET,
			`Recommendation text,Report title,Date made,Issued by\nDo it.,The report,${day},HSSIB\n`
		);
		expect(row).toMatchObject({
			problems: [
				{ what: expect.stringContaining(why), do: expect.stringMatching(/2026-11-22.*leave the cell empty/) }
			]
		});
	});

	it('that says again what an earlier one says is a duplicate; one that says otherwise is refused', () => {
		const rows = judged('themes', 'code,name\nA,One\nA,One\nA,Two\n');
		expect(rows).toMatchObject([
			{ verdict: 'good' },
			{ verdict: 'duplicate', row: 3, of: 2 },
			{ verdict: 'refused', row: 4, problems: [{ what: expect.stringContaining('row 2') }] }
		]);
	});

	it('is known by a reference as it looks, whatever came along unseen', () => {
		const [first, second] = judged(
			SHEET,
			'Rec no,Recommendation text,Report title,Issued by,Sent to\n\u200BR 1,Do it.,The report,HSSIB,RXX\u200B\nR\u00A0\u00AD1,Do it.,The report,HSSIB,RXX\n'
		);
		expect(first).toMatchObject({ key: 'R 1', fields: { addressees: ['RXX'] } });
		expect(second).toMatchObject({ verdict: 'duplicate', of: 2 });
	});

	it('without a reference is known again by its place, else by its words', () => {
		const keys = judged(
			SHEET,
			[
				'Ordinal,Summary,Report title,Source name',
				'1,Do it.,The report,HSSIB',
				',Do that!,The report,HSSIB',
				',do  THAT,the report,HSSIB',
				',Do something else,The report,HSSIB'
			].join('\n')
		).map((row) => ('key' in row ? row.key : row.verdict));
		expect(keys[0]).toMatch(/\/1$/);
		expect(keys[1]).toMatch(/\/[0-9a-f]{16}$/);
		expect(keys[2]).toBe('refused');
		expect(keys[3]).not.toBe(keys[1]);
	});
});

describe('problems', () => {
	it('that are equal are one line with a count and the first rows', () => {
		const lines = Array.from({ length: 3_000 }, (_, n) => `T${n},`).join('\n');
		const problems = judged('themes', `code,name\n${lines}\n,X\n`).flatMap((row) =>
			row.verdict === 'refused' ? row.problems : []
		);
		expect(group(problems)).toMatchObject([
			{ column: 'name', count: 3_000, rows: [2, 3, 4, 5, 6], do: 'Give the theme a name.' },
			{ column: 'code', count: 1 }
		]);
	});
});

describe('what a row would change', () => {
	it('is told field by field, old beside new, for the fields that it speaks of', () => {
		expect(
			differences(
				{ name: 'Old', region: 'North', opened_on: null, themes: ['a', 'b'] },
				{ name: 'New', opened_on: undefined, themes: ['a', 'b'] }
			)
		).toEqual([{ field: 'name', from: 'Old', to: 'New' }]);
	});
});
