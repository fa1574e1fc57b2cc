import { describe, expect, it } from 'vitest';
import Papa from 'papaparse';
import { WORKED } from '#lib/domain/numbers/worked-example.ts';
import type { Cell, Figure, FigureContext } from '#lib/charts/figure.ts';
import { reportedAndAssured } from '#lib/charts/reported-and-assured.ts';
import { figureCsv } from './figure-csv.ts';

const context: FigureContext = { data: 'register', scope: 'trusts, acute', as_at: '2026-11-22' };
const figure = reportedAndAssured(WORKED, context);
const withCell = (cell: Cell): Figure => ({
	...figure,
	table: { ...figure.table, columns: [{ key: 'cell', label: 'Cell', numeric: false }], rows: [{ cell }] }
});

describe('the CSV of a figure', () => {
	it('is its table, with what it is of beside every row', () => {
		expect(figureCsv(figure).split('\r\n').slice(0, 4)).toEqual([
			'\uFEFFwhat,n,out_of,share_percent,data_set,scope,as_at,known_at',
			'accepted,158,158,100,register,"trusts, acute",2026-11-22,',
			'said to be done,133,158,84.2,register,"trusts, acute",2026-11-22,',
			'confirmed,107,158,67.7,register,"trusts, acute",2026-11-22,'
		]);
	});

	it('says which day it was known, when that was asked', () => {
		const known = { ...figure, context: { ...context, known_at: '2026-09-30' } };
		expect(figureCsv(known).split('\r\n')[1]).toMatch(/,2026-11-22,2026-09-30$/);
	});

	it('can be read back, whatever its words', () => {
		const words = 'a "quoted", comma; and\r\na line – with a dash';
		const { data, errors } = Papa.parse<Record<string, string>>(figureCsv(withCell(words)), {
			header: true,
			skipEmptyLines: true
		});
		expect(errors).toEqual([]);
		expect(data[0]!.cell).toBe(words);
	});

	it.each(['=1+1', '+A1', '-A1', '@SUM(A1)', '\t=1', '\r=1', '=A1\n+B1', ' =1', '\n=1', '＝1', '\u00a0=1'])(
		'never lets a spreadsheet take %j for a formula',
		(words) => {
			const { data } = Papa.parse<string[]>(figureCsv(withCell(words)));
			expect(data[1]![0]).toBe(`'${words}`);
		}
	);

	it('leaves numbers as they are, and what is not known empty', () => {
		expect(figureCsv(withCell(-3)).split('\r\n')[1]).toMatch(/^-3,/);
		expect(figureCsv(withCell(null)).split('\r\n')[1]).toMatch(/^,/);
	});

	it('of a table without rows is its headings', () => {
		const empty = { ...figure, table: { ...figure.table, rows: [] } };
		expect(figureCsv(empty).trimEnd()).toBe(
			'\uFEFFwhat,n,out_of,share_percent,data_set,scope,as_at,known_at'
		);
	});
});
