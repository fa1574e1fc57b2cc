import { describe, expect, it } from 'vitest';
import { IMPORT_KINDS, kindsThatFit } from './kinds.ts';
import { propose } from './mapping.ts';
import { read } from './read.ts';
import { readings } from './readings.ts';
import { columnsInWords, TEMPLATE_FORMATS, templateName, templateNamed, templateOf } from './templates.ts';

describe('the template of a kind', () => {
	it.each(IMPORT_KINDS)('is a file that can be imported, and explains itself: %s', async (kind) => {
		const { headings, problems } = read('a.csv', await templateOf(kind, 'csv'));
		expect(problems).toEqual([]);
		expect(kindsThatFit(headings)).toContain(kind);

		const workbook = await templateOf(kind, 'xlsx');
		const found = await readings('a.xlsx', () => [workbook]);
		if ('what' in found) throw new Error(found.what);
		expect(found.dialect).toMatchObject({ sheet: 'Template', header_row: 1 });
		expect(found.headings).toEqual(headings);
		expect(propose(found, kind)).toMatchObject({ missing: [] });
		expect(propose(found, kind).columns.every(({ sure }) => sure)).toBe(true);

		const told = columnsInWords(kind);
		expect(told.map(([column]) => column)).toEqual(headings);
		for (const cells of told) expect(cells.every((cell) => cell !== '')).toBe(true);
	});

	it('is known by its name again', () => {
		for (const kind of IMPORT_KINDS)
			for (const format of TEMPLATE_FORMATS)
				expect(templateNamed(templateName(kind, format))).toEqual({ kind, format });
		expect(templateNamed('secrets.csv')).toBeUndefined();
	});
});
