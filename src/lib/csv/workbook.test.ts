import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import type { Dialect } from './dialect.ts';
import { readings } from './readings.ts';
import { rows } from './rows.ts';

type Sheets = Parameters<typeof writeXlsx>[0]['sheets'];

const book = (...sheets: Sheets) => writeXlsx({ sheets });
const found = async (bytes: Uint8Array, chosen: Partial<Dialect> = {}) => {
	const read = await readings('a.xlsx', () => [bytes], chosen);
	if ('what' in read) throw new Error(read.what);
	return read;
};
const rowsOf = async (bytes: Uint8Array, dialect: Dialect) => {
	const all = [];
	for await (const row of rows('a.xlsx', [bytes], dialect)) all.push(row);
	return all;
};

describe('an Excel workbook', () => {
	it('is read like any table: days as days, numbers as shown, blank rows counted', async () => {
		const bytes = await book({
			name: 'Plan',
			rows: [
				['Ref', 'Due', 'Share', 'Done', 'Note'],
				['R/1', new Date(Date.UTC(2024, 2, 3)), 0.1 + 0.2, true, 'two\nlines'],
				[null, null, null, null, null],
				['R/2', '03/04/2024', 12, null, null]
			]
		});
		const { dialect, headings, doubts } = await found(bytes);
		expect(dialect).toMatchObject({ format: 'xlsx', sheet: 'Plan', header_row: 1, day_order: 'dmy' });
		expect(headings).toEqual(['Ref', 'Due', 'Share', 'Done', 'Note']);
		expect(doubts.map(({ about }) => about)).toEqual(['day_order']);
		expect(await rowsOf(bytes, dialect)).toEqual([
			{ row: 2, cells: ['R/1', '2024-03-03', '0.3', 'TRUE', 'two\nlines'] },
			{ row: 4, cells: ['R/2', '03/04/2024', '12', '', ''] }
		]);
	});

	it('tells its hidden rows and sheets, and asks which sheet it is', async () => {
		const bytes = await book(
			{ name: 'Old', hidden: true, rows: [['Ref'], ['R/0']] },
			{ name: 'Plan', rows: [['Ref'], ['R/1'], ['R/2']], rowDefs: new Map([[2, { hidden: true }]]) },
			{ name: 'Also', rows: [['Ref'], ['R/3']] }
		);
		const { dialect, notes, doubts } = await found(bytes);
		expect(dialect.sheet).toBe('Plan');
		expect(notes.join(' ')).toMatch(/‘Old’ is a hidden sheet/);
		expect(notes.join(' ')).toMatch(/A row is hidden in the sheet: 3\./);
		expect(doubts).toMatchObject([
			{ about: 'sheet', answers: [{ value: 'Plan' }, { label: 'Old (hidden)' }, { value: 'Also' }] }
		]);
		const chosen = await found(bytes, { sheet: 'Also' });
		expect(chosen.doubts).toEqual([]);
		expect(await rowsOf(bytes, chosen.dialect)).toEqual([{ row: 2, cells: ['R/3'] }]);
	});

	it('tells its hidden columns, and merged cells below the headings', async () => {
		const { notes } = await found(
			await book({
				name: 'Plan',
				columns: [{ width: 9 }, { width: 9, hidden: true }],
				rows: [
					['Ref', 'Text'],
					['R/1', 'Do it'],
					['R/2', null]
				],
				merges: [
					{ startRow: 0, startCol: 0, endRow: 0, endCol: 1 },
					{ startRow: 1, startCol: 1, endRow: 2, endCol: 1 }
				]
			})
		);
		expect(notes).toEqual([
			expect.stringMatching(/^A column is hidden in the sheet: B\./),
			expect.stringMatching(/^Cells are merged in the sheet: B2:B3\. .*read as empty/)
		]);
	});

	it('can have its headings below a preamble', async () => {
		const bytes = await book({
			name: 'Plan',
			rows: [
				['Action plan of the trust', null, null],
				[null, null, null],
				['Ref', 'Text', 'Owner'],
				['R/1', 'Do it', 'Ann']
			]
		});
		const { dialect, headings } = await found(bytes);
		expect(dialect.header_row).toBe(3);
		expect(headings).toEqual(['Ref', 'Text', 'Owner']);
	});

	it.each([
		['xl/workbook.bin', /xlsb/],
		['content.xml', /OpenDocument/],
		['word/document.xml', /Word/]
	])('that is another zip file, with %s in it, is told what it is and how to save it', async (part, what) => {
		// A zip file without its parts: nothing but a directory that names one.
		const name = new TextEncoder().encode(part);
		const bytes = new Uint8Array(4 + 46 + name.length + 22);
		const view = new DataView(bytes.buffer);
		view.setUint32(0, 0x04034b50, true);
		view.setUint32(4, 0x02014b50, true);
		view.setUint16(4 + 28, name.length, true);
		bytes.set(name, 4 + 46);
		view.setUint32(4 + 46 + name.length, 0x06054b50, true);
		view.setUint16(4 + 46 + name.length + 10, 1, true);
		view.setUint32(4 + 46 + name.length + 16, 4, true);
		expect(await readings('a.xlsx', () => [bytes])).toMatchObject({
			what: expect.stringMatching(what),
			do: expect.stringContaining('.xlsx')
		});
	});

	it('that is a zip file, cut off, or garbage is refused with what to do', async () => {
		const bytes = await book({
			name: 'Plan',
			rows: [['Ref'], ...Array.from({ length: 500 }, (_, n) => [`R/${n}`])]
		});
		const broken = bytes.slice();
		broken.fill(7, 200, bytes.length - 1_500);
		const zip = new TextEncoder().encode('PK\u0003\u0004 and nothing that belongs to it');
		for (const [given, what] of [
			[bytes.subarray(0, bytes.length / 2), /no Excel workbook/],
			[zip, /no Excel workbook/],
			[broken, /damaged/]
		] as const) {
			const read = await readings('a.xlsx', () => [given]);
			expect(read).toMatchObject({ row: null, what: expect.stringMatching(what) });
		}
	});
});
