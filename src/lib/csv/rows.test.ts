import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_ORDERS, ENCODINGS, SEPARATORS, type Dialect, type Encoding } from './dialect.ts';
import { decoder } from './encoding.ts';
import { LIMITS } from './limits.ts';
import { readings } from './readings.ts';
import { cutter } from './records.ts';
import { isRow, parts } from './rows.ts';
import { write } from './write.ts';

const plain: Dialect = {
	format: 'csv',
	encoding: 'utf-8',
	separator: ',',
	sheet: null,
	header_row: 1,
	day_order: null
};

const WINDOWS = new Map(
	Array.from({ length: 256 }, (_, byte) => [
		[...decoder('windows-1252').push(Uint8Array.of(byte))].join(''),
		byte
	])
);

const encoded = (text: string, encoding: Encoding): Uint8Array => {
	if (encoding === 'utf-8') return new TextEncoder().encode(text);
	if (encoding === 'windows-1252')
		return Uint8Array.from(text.replace('\uFEFF', ''), (character) => WINDOWS.get(character) ?? 63);
	const bytes = new Uint8Array(text.length * 2);
	const view = new DataView(bytes.buffer);
	for (let i = 0; i < text.length; i += 1) view.setUint16(i * 2, text.charCodeAt(i), encoding === 'utf-16le');
	return bytes;
};

/** Bytes in pieces of the given size. */
function* pieces(bytes: Uint8Array, size: number) {
	for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

const all = async (bytes: Iterable<Uint8Array>, dialect: Partial<Dialect> = {}) => {
	let headings: string[] = [];
	const rows = [];
	const problems = [];
	for await (const part of parts('a.csv', bytes, { ...plain, ...dialect })) {
		if ('headings' in part) headings = part.headings;
		else if (isRow(part)) rows.push(part);
		else problems.push(part);
	}
	return { headings, rows, problems };
};
const text = (value: string) => pieces(new TextEncoder().encode(value), 7);

const LETTERS = ['"', ',', ';', '\t', '|', '\n', "'", '=', '-', '@', ' ', '’', 'é', '€', 'a', 'Ã', '0', '/'];
const cell = fc.oneof(
	fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 12 }),
	fc.constantFrom('2024-01-31', 'R/1', '', '  ', 'sep=;', "'=1", '-1', '"')
);
const aTable = fc.integer({ min: 2, max: 5 }).chain((width) =>
	fc.record({
		headings: fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-', 'z'), minLength: 1 }), {
			minLength: width,
			maxLength: width
		}),
		rows: fc.array(
			fc
				.array(cell, { minLength: width, maxLength: width })
				.filter((cells) => cells.some((one) => one.trim() !== '')),
			{ maxLength: 6 }
		),
		above: fc.integer({ min: 0, max: 3 }),
		separator: fc.constantFrom(...SEPARATORS),
		encoding: fc.constantFrom(...ENCODINGS),
		line_end: fc.constantFrom('\r\n', '\n', '\r'),
		day_order: fc.constantFrom(...DAY_ORDERS, null),
		piece: fc.integer({ min: 1, max: 50 })
	})
);

describe('reading a file in pieces', () => {
	it('gives back any table that was written in any dialect', async () => {
		await fc.assert(
			fc.asyncProperty(aTable, async ({ headings, rows, above, line_end, piece, ...dialect }) => {
				const preamble = Array<string>(above).fill('Printed in May\r\n').join('');
				const written = write(headings, rows, dialect.separator).replace('\uFEFF', `\uFEFF${preamble}`);
				const bytes = encoded(written.replaceAll('\r\n', line_end), dialect.encoding);
				const found = await all(pieces(bytes, piece), { ...dialect, header_row: above + 1 });
				expect(found.problems).toEqual([]);
				expect(found.headings).toEqual(headings);
				expect(found.rows).toEqual(rows.map((cells, index) => ({ row: above + 2 + index, cells })));
			}),
			{ numRuns: 200 }
		);
	});

	it('finds the dialect of any table by itself, or asks and has it among the answers', async () => {
		await fc.assert(
			fc.asyncProperty(aTable, async ({ headings, rows, above: _, line_end, piece, separator, encoding }) => {
				const written = write(headings, rows, separator).replaceAll('\r\n', line_end);
				const bytes = encoded(written, encoding);
				const found = await readings('a.csv', () => pieces(bytes, piece));
				if ('what' in found) throw new Error(found.what);
				const doubted = found.doubts.map(({ about }) => about);
				if (found.dialect.separator !== separator || found.dialect.header_row !== 1) {
					expect(doubted.some((about) => about === 'separator' || about === 'header_row')).toBe(true);
					return;
				}
				expect(found.headings).toEqual(headings);
				expect(found.row_count).toBe(rows.length);
			}),
			{ numRuns: 200 }
		);
	});

	it('never stumbles over bytes, whatever they are and however they are to be read', async () => {
		const bytes = fc.uint8Array({ maxLength: 600 });
		const dialect = fc.record({
			encoding: fc.constantFrom(...ENCODINGS),
			separator: fc.constantFrom(...SEPARATORS),
			header_row: fc.constantFrom(1, 3, null)
		});
		await fc.assert(
			fc.asyncProperty(bytes, dialect, async (given, how) => {
				const { headings, rows } = await all(pieces(given, 64), how);
				expect(rows.every(({ cells }) => cells.length === headings.length)).toBe(true);
				const found = await readings('a.csv', () => pieces(given, 64));
				if (!('what' in found)) expect(found.dialect.format).toBe('csv');
			}),
			{ numRuns: 300 }
		);
	});

	it('looks at each character once, whatever the text is', () => {
		const unit = fc.constantFrom('"', '""', ',', '\r', '\n', '\r\n', 'a', '"a', 'x,"');
		fc.assert(
			fc.property(fc.string({ unit, maxLength: 400 }), fc.integer({ min: 1, max: 40 }), (given, size) => {
				const cut = cutter(',');
				for (let start = 0; start < given.length; start += size)
					for (const { cells } of cut.push(given.slice(start, start + size)))
						expect(cells.length).toBeLessThanOrEqual(LIMITS.columns);
				for (const _ of cut.end());
				expect(cut.looked()).toBe(given.length);
			}),
			{ numRuns: 300 }
		);
	});

	it('holds no more than a cell’s limit of a quotation mark that is never closed', () => {
		const cut = cutter(',');
		let rows = 0;
		for (let piece = 0; piece < 100; piece += 1)
			for (const _ of cut.push(piece === 0 ? '"' : 'x\n'.repeat(5_000))) rows += 1;
		const [last] = [...cut.end()];
		expect(rows).toBe(0);
		expect(last?.fault).toBe('open quote');
		expect(last?.cells[0]).toHaveLength(LIMITS.cell);
		expect(cut.looked()).toBe(1 + 99 * 10_000);
	});
});

describe('a file that is too large', () => {
	it('has too many rows', async () => {
		const line = new TextEncoder().encode('a\n'.repeat(1_000));
		const file = Array<Uint8Array>(LIMITS.rows / 1_000 + 1).fill(line);
		const { rows, problems } = await all(file);
		expect(rows).toHaveLength(LIMITS.rows);
		expect(problems).toMatchObject([{ row: null, what: 'The file has more than 200,000 rows.' }]);
	});

	it('has too many bytes, and no more of them are read', async () => {
		let taken = 0;
		function* file() {
			for (; taken < 60; taken += 1) yield new Uint8Array(1024 * 1024).fill(97);
		}
		const { problems } = await all(file());
		expect(problems).toMatchObject([{ row: null, what: 'The file is larger than 50 MB.' }]);
		expect(taken).toBe(50);
	});

	it.each([
		['columns', `a\n${'x,'.repeat(LIMITS.columns)}x\n1\n`, /Row 2 has more than 200 cells/],
		['characters in a cell', `a\n${'x'.repeat(LIMITS.cell + 1)}\n1\n`, /cell in row 2 has more than 32,767/]
	])('has too many %s in one row, and the others are read', async (_, file, what) => {
		const { rows, problems } = await all(text(file));
		expect(problems).toMatchObject([{ row: 2, what: expect.stringMatching(what) }]);
		expect(rows).toEqual([{ row: 3, cells: ['1'] }]);
	});
});

describe('a file as people send it', () => {
	it('tells a mark that stands in the middle of a cell, and reads the other rows', async () => {
		const { rows, problems } = await all(text('a,b\n"x"y,1\nz "q" z,2\n'));
		expect(problems).toMatchObject([{ row: 2, what: expect.stringContaining('quotation mark') }]);
		expect(rows).toEqual([{ row: 3, cells: ['z "q" z', '2'] }]);
	});

	it('without headings has columns by number', async () => {
		expect(await all(text('1,2\n\n3,4\n'), { header_row: null })).toEqual({
			headings: ['Column 1', 'Column 2'],
			rows: [
				{ row: 1, cells: ['1', '2'] },
				{ row: 3, cells: ['3', '4'] }
			],
			problems: []
		});
	});

	it('has no headings where it was said that they are', async () => {
		const { problems } = await all(text('a,b\n1,2\n'), { header_row: 9 });
		expect(problems).toMatchObject([{ row: 9, what: 'There are no headings in row 9.' }]);
	});
});
