import { describe, expect, it } from 'vitest';
import { answered, type Dialect, type Readings } from './dialect.ts';
import { readings } from './readings.ts';
import { rows } from './rows.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

const found = async (bytes: Uint8Array | string, chosen: Partial<Dialect> = {}): Promise<Readings> => {
	const all = typeof bytes === 'string' ? utf8(bytes) : bytes;
	const readingsOf = await readings('a.csv', () => [all], chosen);
	if ('what' in readingsOf) throw new Error(readingsOf.what);
	return readingsOf;
};
const rowsOf = async (bytes: Uint8Array | string, dialect: Dialect) => {
	const all = typeof bytes === 'string' ? utf8(bytes) : bytes;
	const found = [];
	for await (const row of rows('a.csv', [all], dialect)) found.push(row);
	return found;
};

describe('finding out how a file is to be read', () => {
	it('asks nothing about a plain file', async () => {
		const { dialect, doubts, notes, headings, row_count } = await found(
			'Reference,Made on\nR/1,2024-01-31\nR/2,2024-02-01\n'
		);
		expect(doubts).toEqual([]);
		expect(notes).toEqual([]);
		expect(dialect).toEqual({
			format: 'csv',
			encoding: 'utf-8',
			separator: ',',
			sheet: null,
			header_row: 1,
			day_order: null
		});
		expect({ headings, row_count }).toEqual({ headings: ['Reference', 'Made on'], row_count: 2 });
	});

	it('finds semicolons and Windows-1252, and says so', async () => {
		const { dialect, notes, sample } = await found(latin('Ref;Text\r\nR/1;Zo\xeb\x92s \x96 1,5\r\n'));
		expect(dialect).toMatchObject({ encoding: 'windows-1252', separator: ';' });
		expect(notes.join()).toMatch(/not UTF-8.*Windows-1252/);
		expect(sample[0]?.cells).toEqual(['R/1', 'Zoë’s – 1,5']);
	});

	it('sees a byte that is not UTF-8 far behind the beginning', async () => {
		const { dialect } = await found(latin(`a,b\n${'x,y\n'.repeat(50_000)}caf\xe9,y\n`));
		expect(dialect.encoding).toBe('windows-1252');
	});

	it('asks where no encoding is right throughout, and shows both readings', async () => {
		const { doubts } = await found(latin('a,b\ncaf\xc3\xa9,caf\xe9\x81\n'));
		expect(doubts).toMatchObject([{ about: 'encoding' }]);
		const [utf, windows] = doubts[0]?.answers ?? [];
		expect(utf?.preview[0]?.[0]).toContain('café');
		expect(windows?.preview[0]?.[0]).toContain('cafÃ©');
	});

	it('points out text that was broken before it was sent', async () => {
		const { notes } = await found('a,b\nfine,donâ€™t\nZoÃ«,x\n');
		expect(notes.join()).toMatch(/2 cells was broken.*row 2, ‘donâ€™t’ was probably ‘don’t’/);
	});

	it('does not take good text for broken', async () => {
		const { notes } = await found('a,b\nÄrger,São Paulo — £5 naïve «Ålesund»\nÑandú,50 € “yes”…\n');
		expect(notes).toEqual([]);
	});

	it('heeds a line that names the separator, and does not count it as a row', async () => {
		const text = 'sep=;\r\na;b\r\n1,2;3\r\n';
		const { dialect, notes, headings } = await found(text);
		expect(dialect.separator).toBe(';');
		expect(headings).toEqual(['a', 'b']);
		expect(notes.join()).toMatch(/names the separator/);
		expect(await rowsOf(text, dialect)).toEqual([{ row: 2, cells: ['1,2', '3'] }]);
	});

	it('asks which separator it is where two make an even table', async () => {
		const { doubts, dialect } = await found('a;b,c\n1;2,3\n4;5,6\n');
		expect(doubts.map(({ about }) => about)).toEqual(['separator']);
		expect(doubts[0]?.answers.map(({ preview }) => preview[1])).toContainEqual(['1;2', '3']);
		expect((await found('a;b,c\n1;2,3\n4;5,6\n', { separator: ';' })).doubts).toEqual([]);
		expect(answered(dialect, 'separator', ';').separator).toBe(';');
	});

	it('finds headings below a preamble, asks whether they are, and leaves out what is above', async () => {
		const text = 'Action plan of the trust,,\nPrinted in May,,\n,,\nRef,Text,Owner\nR/1,Do it,Ann\n';
		const { dialect, doubts, notes, headings } = await found(text);
		expect(dialect.header_row).toBe(4);
		expect(headings).toEqual(['Ref', 'Text', 'Owner']);
		expect(doubts.map(({ about }) => about)).toEqual(['header_row']);
		expect(notes.join()).toMatch(/Rows 1 to 3 are above the headings/);
		expect(await rowsOf(text, dialect)).toEqual([{ row: 5, cells: ['R/1', 'Do it', 'Ann'] }]);
	});

	it('knows a file of the Organisation Data Service, which has no headings', async () => {
		const line = (code: string, name: string, closed = '') =>
			[code, name, 'Y62', 'QOP', ...Array(5).fill('X'), 'M1 1AA', '19940401', closed, ...Array(15).fill('')]
				.map((cell) => `"${cell}"`)
				.join(',');
		const text = [line('RZX', 'EXAMPLE NHS TRUST'), line('RZY', 'OTHER NHS TRUST', '20240331')].join('\r\n');
		const { dialect, doubts, headings } = await found(text);
		expect(dialect.header_row).toBeNull();
		expect(doubts).toEqual([]);
		expect(headings).toHaveLength(27);
		expect(await rowsOf(text, dialect)).toHaveLength(2);
	});

	it('asks whether a file has headings where its first row looks like values', async () => {
		const { doubts } = await found('R/1,2024-01-31,5\nR/2,2024-02-01,6\n');
		expect(doubts.map(({ about }) => about)).toEqual(['header_row']);
		expect(doubts[0]?.answers.map(({ value }) => value)).toContain(null);
	});

	it('asks which row has the headings where one above only heads groups of columns', async () => {
		const { doubts } = await found('Ask,,Reply,\nRef,Text,Status,Note\nR/1,Do it,5,b\n');
		expect(doubts.map(({ about }) => about)).toEqual(['header_row']);
		expect(doubts[0]?.answers.map(({ value }) => value)).toEqual([1, 2, 3, null]);
	});

	it('says that there are no rows where there are only headings', async () => {
		expect((await found('Ref,Text\n')).notes.join()).toMatch(/no rows below/);
	});

	it('asks whether the only row of a file is one of headings, where it looks like values', async () => {
		const { doubts } = await found('R/1,2024-01-31,5\n');
		expect(doubts.map(({ about }) => about)).toEqual(['header_row']);
	});

	it.each([
		['too many columns', `${'a,'.repeat(201)}b\n${'1,'.repeat(201)}2\n`, /more than 200 cells/],
		['too many rows', `Ref,Text\n${'a,b\n'.repeat(200_001)}`, /more than 200,000 rows/],
		['a web page', '\n<!DOCTYPE html><html><body>Sign in, please</body></html>', /web page/],
		['a text document', '{\\rtf1 hello, world}', /text document/]
	])('says before anything is matched that it cannot take in %s', async (_, text, what) => {
		expect(await readings('a.csv', () => [utf8(text)])).toMatchObject({ what: expect.stringMatching(what) });
	});

	it('tells headings that are there twice, and columns without one', async () => {
		const { notes } = await found('Date,Text,,Date\n2024-01-31,a,b,2024-02-01\n');
		expect(notes.join(' ')).toMatch(/‘Date’ is there 2 times: columns 1, 4/);
		expect(notes.join(' ')).toMatch(/Column 3 has no heading/);
	});
});

describe('the order of day and month', () => {
	const file = (...days: string[]) => `Ref,Made on\n${days.map((day, n) => `R/${n},${day}`).join('\n')}\n`;

	it('is asked once for a file that leaves it open, and both readings are shown', async () => {
		const { dialect, doubts } = await found(file('03/04/2024', '05/06/2024'));
		expect(dialect.day_order).toBe('dmy');
		expect(doubts.map(({ about }) => about)).toEqual(['day_order']);
		expect(doubts[0]?.answers.map(({ preview }) => preview[0])).toEqual([
			['03/04/2024', '2024-04-03'],
			['03/04/2024', '2024-03-04']
		]);
		expect((await found(file('03/04/2024'), { day_order: 'mdy' })).doubts).toEqual([]);
	});

	it('follows from one day that can be read in one way only, wherever it stands', async () => {
		const { dialect, doubts, notes } = await found(file(...Array(500).fill('03/04/2024'), '31/12/2024'));
		expect(dialect.day_order).toBe('dmy');
		expect(doubts).toEqual([]);
		expect(notes.join()).toMatch(/31\/12\/2024/);
		expect((await found(file('03/04/2024', '12/31/2024'))).dialect.day_order).toBe('mdy');
	});

	it('is asked where a file contradicts itself', async () => {
		const { doubts } = await found(file('31/12/2024', '12/31/2024'));
		expect(doubts[0]?.question).toMatch(/31\/12\/2024.*12\/31\/2024/);
	});

	it('is no question where every day says it itself', async () => {
		const { dialect, doubts } = await found(file('2024-04-03', '3 March 2024', '04/04/2024', '45000'));
		expect(dialect.day_order).toBeNull();
		expect(doubts).toEqual([]);
	});
});
