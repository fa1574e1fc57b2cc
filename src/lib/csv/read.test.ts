import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Encoding } from './dialect.ts';
import { read } from './read.ts';
import { write } from './write.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, littleEndian: boolean) => {
	const bytes = new Uint8Array(text.length * 2);
	const view = new DataView(bytes.buffer);
	for (let i = 0; i < text.length; i += 1) view.setUint16(i * 2, text.charCodeAt(i), littleEndian);
	return bytes;
};
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const table = (text: string) => read('a.csv', utf8(text));

describe('reading a file as a spreadsheet saved it', () => {
	it.each<[string, Uint8Array, Encoding]>([
		['UTF-8', utf8('name\r\nZoë’s trust'), 'utf-8'],
		['UTF-8 with its mark', utf8('\uFEFFname\r\nZoë’s trust'), 'utf-8'],
		['UTF-16 with its mark, little end first', utf16('\uFEFFname\r\nZoë’s trust', true), 'utf-16le'],
		['UTF-16 with its mark, big end first', utf16('\uFEFFname\r\nZoë’s trust', false), 'utf-16be'],
		['UTF-16 without a mark', utf16('name\r\nZoë’s trust', true), 'utf-16le'],
		['UTF-16 without a mark, big end first', utf16('name\r\nZoë’s trust', false), 'utf-16be'],
		// 0x92 is ’ in Windows-1252, and a control character where it is mistaken for Latin-1.
		['Windows-1252', latin('name\r\nZo\xeb\x92s trust'), 'windows-1252']
	])('finds %s', (_, bytes, encoding) => {
		const found = read('a.csv', bytes);
		expect(found).toMatchObject({ encoding, headings: ['name'], problems: [] });
		expect(found.rows).toEqual([{ row: 2, cells: ['Zoë’s trust'] }]);
	});

	it.each([
		['a,b\n1,2', ','],
		['a;b\n1,5;2', ';'],
		['a\tb\n1\t2', '\t'],
		['a|b\n1|2', '|'],
		['"a,x";"b,y"\n1;2', ';']
	])('finds the separator of %j', (text, separator) => {
		expect(table(text).separator).toBe(separator);
		expect(table(text).headings).toHaveLength(2);
	});

	it('numbers rows as a spreadsheet does: a quoted line break is in one row, and blank rows count', () => {
		const { rows } = table('a,b\r\n"one\r\ntwo",2\r\n\r\n,\r\n3,4\r\n');
		expect(rows).toEqual([
			{ row: 2, cells: ['one\ntwo', '2'] },
			{ row: 5, cells: ['3', '4'] }
		]);
	});

	it('reads every sort of line end, also in one file', () => {
		expect(table('a\rb\nc\r\nd').rows.map(({ cells }) => cells[0])).toEqual(['b', 'c', 'd']);
	});

	it('lets rows and headings trail off in empty cells', () => {
		expect(table('a,b,,\n1,2,,\n')).toMatchObject({
			headings: ['a', 'b'],
			rows: [{ cells: ['1', '2'] }],
			problems: []
		});
	});

	it.each([
		['an empty file', '', null, 'The file is empty.', /headings/],
		['nothing but blanks', ' \r\n \n', null, 'The file is empty.', /headings/],
		['an empty first row', ',,\n1,2,3', 1, 'The first row has no headings.', /first row/],
		['too many cells', 'a,b\n1,2\n1,2,3', 3, 'Row 3 has 3 cells, but there are 2 headings.', /separator/],
		['too few cells', 'a,b\n1', 2, 'Row 2 has 1 cell, but there are 2 headings.', /separator/],
		['a quotation mark left open', 'a,b\n1,2\n"1,2\n3,4', 3, /quotation mark in row 3 is not closed/, /twice/]
	])('says of %s where it is, what it is and what to do', (_, text, row, what, todo) => {
		const { problems } = table(text);
		expect(problems).toHaveLength(1);
		expect(problems[0]).toMatchObject({ file: 'a.csv', row });
		expect(problems[0]?.what).toMatch(what);
		expect(problems[0]?.do).toMatch(todo);
	});

	it.each([
		['an Excel workbook', [0x50, 0x4b, 0x03, 0x04, 0x14, 0]],
		['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
		['a picture', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]]
	])('knows %s by its content, whatever its name', (_, bytes) => {
		const { problems, rows } = read('recommendations.csv', Uint8Array.from(bytes));
		expect(rows).toEqual([]);
		expect(problems).toMatchObject([{ row: null, what: expect.stringContaining('not a CSV') }]);
	});

	const cell = fc
		.string({
			unit: fc.oneof(
				fc.constantFrom('"', ',', ';', '\t', '|', '\n', "'", '=', '-', '@', ' ', '’', 'é', '😀'),
				fc.string({ minLength: 1, maxLength: 1 })
			)
		})
		.map((text) => text.replaceAll('\0', '').replaceAll('\uFEFF', ''));
	const heading = fc.string({ minLength: 1, unit: fc.constantFrom('a', 'b', 'c', '-', '_', '7') });

	it('reads back whatever was written, in every dialect', () => {
		const tables = fc.integer({ min: 1, max: 5 }).chain((width) =>
			fc.record({
				headings: fc.array(heading, { minLength: width, maxLength: width }),
				rows: fc.array(
					fc
						.array(cell, { minLength: width, maxLength: width })
						.filter((cells) => (cells.at(-1) ?? '').trim() !== ''),
					{ maxLength: 6 }
				),
				separator: width > 1 ? fc.constantFrom(',', ';', '\t', '|') : fc.constant(','),
				lineEnd: fc.constantFrom('\r\n', '\n', '\r'),
				encode: fc.constantFrom(
					utf8,
					(text: string) => utf16(text, true),
					(text: string) => utf16(text, false)
				)
			})
		);
		fc.assert(
			fc.property(tables, ({ headings, rows, separator, lineEnd, encode }) => {
				const found = read('a.csv', encode(write(headings, rows, separator).replaceAll('\r\n', lineEnd)));
				expect(found.problems).toEqual([]);
				expect(found.headings).toEqual(headings);
				expect(found.rows.map(({ cells }) => cells)).toEqual(rows);
			}),
			{ numRuns: 300 }
		);
	});

	it('never stumbles over bytes, whatever they are', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
				const { rows, headings } = read('a.csv', bytes);
				expect(rows.every(({ cells }) => cells.length === headings.length)).toBe(true);
			}),
			{ numRuns: 500 }
		);
	});
});

describe('writing a file', () => {
	it.each(['=1+1', '+44 20', '-1+1', '@SUM(A1)', "'=x", '\t=1'])(
		'makes %j harmless, and reads it back as it was',
		(text) => {
			const written = write(['a'], [[text]]);
			expect(written).toMatch(/\r\n"?'/);
			expect(read('a.csv', utf8(written)).rows).toEqual([{ row: 2, cells: [text] }]);
		}
	);

	it('leaves numbers as numbers and empty cells empty', () => {
		expect(write(['a', 'b'], [[-3.5, null]])).toBe('\uFEFFa,b\r\n-3.5,\r\n');
	});
});
