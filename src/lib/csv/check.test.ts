import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
import { match } from './columns.ts';
import { fieldsOf, IMPORT_KINDS, kindOf, kindsThatFit, type ImportKind } from './kinds.ts';
import { read } from './read.ts';

const judge = (kind: ImportKind, text: string) => {
	const table = read('a.csv', new TextEncoder().encode(text));
	const { columns, problems } = match(table, fieldsOf(kind));
	const checked = check(table, columns, kindOf(kind));
	return { columns, rows: checked.rows, problems: [...table.problems, ...problems, ...checked.problems] };
};

describe('the headings', () => {
	it('match whatever their case, spaces and hyphens, and without what cannot be seen', () => {
		const { columns, problems } = judge(
			'reports',
			'\u200BReport Ref,SOURCE-CODE,  title ,Published\u00A0on\nA,B,C,2020-02-29'
		);
		expect(problems).toEqual([]);
		expect([...columns.keys()]).toEqual(['report_ref', 'source_code', 'title', 'published_on']);
	});

	it.each([
		[
			'an unknown one',
			'code,name,colour\n',
			'colour',
			/‘colour’ is not known here/,
			/Delete the column or rename it to one of: code/
		],
		['a missing one', 'code,description\n', 'name', /‘name’ is missing/, /Add a column/],
		[
			'one that is there twice',
			'code,name,Name\n',
			'Name',
			/there twice/,
			/Delete or rename one of the two columns/
		],
		['a blank one', 'code,,name\n', '', /Column 2 has no heading/, /Give it a heading/]
	])('that are wrong are told: %s', (_, text, column, what, todo) => {
		const { problems } = judge('themes', text);
		expect(problems).toHaveLength(1);
		expect(problems[0]).toMatchObject({ row: 1, column });
		expect(problems[0]?.what).toMatch(what);
		expect(problems[0]?.do).toMatch(todo);
	});

	it('tell the kind of file where they fit exactly one', () => {
		expect(kindsThatFit(['code', 'name', 'description'])).toEqual(['themes']);
		expect(kindsThatFit(['Code', 'Name', 'Kind', 'Jurisdiction'])).toEqual(['sources']);
		expect(kindsThatFit(['code', 'name', 'kind'])).toEqual(['sources', 'organisations']);
		expect(kindsThatFit(['colour'])).toEqual([]);
	});

	it('of every kind fit that kind', () => {
		for (const kind of IMPORT_KINDS) expect(kindsThatFit(fieldsOf(kind).all)).toContain(kind);
	});
});

describe('each row', () => {
	const report = (cells: string) =>
		judge('reports', `report_ref,source_code,title,published_on\nR/1,HSIB,First,\n${cells}\n`);

	it.each([
		[
			'a day that is not in the calendar',
			'R/2,HSIB,T,2023-02-29',
			'published_on',
			'2023-02-29',
			/2026-11-22/
		],
		['a day in another order', 'R/2,HSIB,T,31/01/2023', 'published_on', '31/01/2023', /year, month and day/],
		['an empty cell that must be filled in', 'R/2,HSIB,,', 'title', '', /Give the title/],
		['a NUL', 'R/2,HSIB,a\0b,', 'title', 'a b', /cannot be stored/],
		[
			'a huge cell',
			`R/2,HSIB,${'x'.repeat(30_000)},`,
			'title',
			`${'x'.repeat(60)}…`,
			/Shorten the title to 1000/
		],
		['a record that is there twice', 'R/1,HSIB,Again,', 'report_ref', 'R/1', /Delete one of the two rows/]
	])('with %s is a problem with its place and what to do', (_, cells, column, value, todo) => {
		const { problems, rows } = report(cells);
		expect(rows).toHaveLength(1);
		expect(problems).toHaveLength(1);
		expect(problems[0]).toMatchObject({ file: 'a.csv', row: 3, column, value });
		expect(problems[0]?.what).toMatch(/row 3/i);
		expect(problems[0]?.do).toMatch(todo);
	});

	it('may be dated 29 February in a leap year', () => {
		expect(report('R/2,HSIB,T,2024-02-29').problems).toEqual([]);
	});

	it('holds only what the file speaks of, so that the rest stays as it is', () => {
		const { rows } = judge('themes', 'code,name\nX,Y\n');
		expect(rows[0]?.fields).toEqual({ code: 'X', name: 'Y' });
	});

	it('needs a reason for a reply that is not a plain yes', () => {
		const { problems } = judge(
			'recommendations',
			'recommendation_ref,report_ref,ordinal,summary,response,status_note\nR/1,R,1,Do it.,not accepted,\n'
		);
		expect(problems).toMatchObject([
			{ row: 2, column: 'status_note', do: expect.stringContaining('reason') }
		]);
	});
});
