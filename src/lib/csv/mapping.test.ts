import { describe, expect, it } from 'vitest';
import { CLOSURES } from '#lib/domain/axes/closure.ts';
import { DELIVERIES } from '#lib/domain/axes/delivery.ts';
import { POSITIONS } from '#lib/domain/axes/position.ts';
import { headingWords } from './columns.ts';
import { rowChecker } from './check-rows.ts';
import { offersFor, VOCABULARIES } from './crosswalks.ts';
import type { Dialect, Row } from './dialect.ts';
import { describedFields } from './fields.ts';
import { IMPORT_KINDS, type ImportKind } from './kinds.ts';
import { faultsIn, kindsByFit, likelierKind, Mapping, propose, remembered, shapeOf } from './mapping.ts';
import { SYNONYMS } from './synonyms.ts';
import { valuesAsked } from './values.ts';

const dialect: Dialect = {
	format: 'csv',
	encoding: 'utf-8',
	separator: ',',
	sheet: null,
	header_row: 1,
	day_order: 'dmy'
};
const table = (headings: string[], ...rows: string[][]) => ({
	headings,
	sample: rows.map((cells, index): Row => ({ row: index + 2, cells })),
	dialect
});
const fieldsBy = (headings: string[], kind: ImportKind, ...rows: string[][]) =>
	propose(table(headings, ...rows), kind).columns.map(({ field, sure }) => (sure ? field : `${field}?`));

const SHEET = 'recommendations with their report';

describe('proposing which heading is which field', () => {
	it('heeds neither capitals nor spaces nor hyphens', () => {
		expect(fieldsBy(['RECOMMENDATION-REF', ' Made  on ', 'made_On'], SHEET)).toEqual([
			'recommendation_ref',
			'made_on',
			'null?'
		]);
	});

	it('knows what others call a field, and is not sure of a word that can mean much', () => {
		expect(fieldsBy(['Rec. No.', 'Sent to', 'Report title', 'Issued by', 'Date', 'Colour'], SHEET)).toEqual([
			'recommendation_ref',
			'addressees',
			'report_title',
			'source_name',
			'made_on?',
			'null?'
		]);
	});

	it('gives a field to the heading that means it most surely', () => {
		expect(fieldsBy(['Text', 'Summary', 'Original wording'], SHEET)).toEqual([
			'null?',
			'summary',
			'original_wording'
		]);
	});

	it('takes sentences for no reference, and 1, 2, 3 for places in a report, whatever the order of the columns', () => {
		const row = ['Check every door in the building.', 'R/1'];
		expect(fieldsBy(['Recommendation', 'Ref'], SHEET, row)).toEqual(['summary?', 'recommendation_ref?']);
		expect(fieldsBy(['Recommendation'], SHEET, row)).toEqual(['summary?']);
		expect(fieldsBy(['No.', 'Recommendation'], SHEET, ['1.0', row[0]!], ['2.0', row[0]!])).toEqual([
			'ordinal?',
			'summary?'
		]);
		expect(fieldsBy(['No.'], SHEET, ['2024/17'])).toEqual(['recommendation_ref?']);
	});

	it('looks at the values where a heading says nothing, and is never sure then', () => {
		expect(
			fieldsBy(['', 'Column 2', '', ''], SHEET, [
				'R/2022/1',
				'31/01/2022',
				'https://example.org/a',
				'safety action'
			])
		).toEqual(['recommendation_ref?', 'made_on?', 'source_url?', 'kind?']);
	});

	it('finds what separates the items of a list, and asks about commas', () => {
		const { columns } = propose(table(['Recipients', 'Themes'], ['A | B', 'x, y']), SHEET);
		expect(columns).toMatchObject([
			{ split_by: '|', sure: true },
			{ split_by: ',', sure: false, why: expect.stringContaining('Commas') }
		]);
	});

	it('shows five different values, and says which fields nothing fills', () => {
		const rows = ['a', 'a', 'b', '', 'c', 'd', 'e', 'f'].map((cell) => [cell]);
		const { columns, missing } = propose(table(['Summary'], ...rows), SHEET);
		expect(columns[0]?.samples).toEqual(['a', 'b', 'c', 'd', 'e']);
		expect(missing).toEqual(['report_title']);
	});

	it('can be kept and read again', () => {
		const { mapping } = propose(table(['Summary', 'x'], ['a', 'b']), SHEET);
		expect(Mapping.parse(JSON.parse(JSON.stringify(mapping)))).toEqual(mapping);
	});

	it('has only fields that some kind has among its words, and no word twice for one field', () => {
		const known = new Set(IMPORT_KINDS.flatMap((kind) => describedFields(kind).map(({ field }) => field)));
		for (const [field, { sure, perhaps = [] }] of Object.entries(SYNONYMS)) {
			expect(known).toContain(field);
			const all = [...sure, ...perhaps];
			expect(new Set(all).size, field).toBe(all.length);
			for (const words of all) expect(headingWords(words)).toBe(words);
		}
	});
});

describe('a mapping that a person made', () => {
	const mapping: Mapping = {
		kind: 'themes',
		columns: [
			{ place: 0, heading: 'A', field: 'code', split_by: null },
			{ place: 1, heading: 'B', field: 'code', split_by: null },
			{ place: 2, heading: 'C', field: 'colour', split_by: null }
		],
		values: {},
		fixed: {}
	};

	it('is told what it fills twice, does not fill, and what there is not', () => {
		expect(faultsIn(mapping).map((fault) => /‘.*?’/.exec(fault)?.[0])).toEqual([
			'‘colour’',
			'‘code’',
			'‘name’'
		]);
		expect(faultsIn({ ...mapping, columns: mapping.columns.slice(0, 1), fixed: { name: 'X' } })).toEqual([]);
	});

	it('says what a file looks like where it cannot be what it was said to be', () => {
		const trust = ['RXX', 'A TRUST', ...Array<string>(8).fill(''), '20200401', ...Array<string>(16).fill('')];
		expect(
			likelierKind(
				table(
					trust.map((_, n) => `Column ${n + 1}`),
					trust
				),
				SHEET
			)
		).toBe('organisations');
		expect(likelierKind(table(['Report title', 'Summary', 'Issued by']), SHEET)).toBeUndefined();
		expect(likelierKind(table(['Colour']), SHEET)).toBeUndefined();
	});

	it('is offered again for a file of the same shape, also where its columns have moved', () => {
		expect(shapeOf(['A', ' b-c '])).toBe(shapeOf(['a', 'B C']));
		expect(shapeOf(['A', 'b', 'What is wrong'])).toBe(shapeOf(['a', 'b']));
		const places = (headings: string[]) => remembered(mapping, headings)?.columns.map(({ place }) => place);
		expect(places(['C', 'a', 'B'])).toEqual([1, 2, 0]);
		expect(places(['A', 'B'])).toBeUndefined();
	});
});

describe('the kind of a file', () => {
	it.each<[ImportKind, string[]]>([
		[SHEET, ['Ref', 'Recommendation text', 'Report title', 'Issued by', 'Recipients']],
		['actions', ['Organisation code', 'Action', 'Lead', 'Due date']],
		['observations', ['Measure ref', 'Observed on', 'Value']],
		['status updates', ['Assignment', 'Delivery', 'Position', 'Narrative', 'Barrier']],
		['organisations', ['Code', 'Name', 'Kind', 'Region']]
	])('is proposed by the headings: %s', (kind, headings) => {
		expect(kindsByFit(headings)[0]).toBe(kind);
	});
});

describe('words of other vocabularies', () => {
	it('are offered with their source, whatever dash they are written with', () => {
		expect(offersFor('delivery', 'OPEN—ACCEPTABLE RESPONSE')).toMatchObject([
			{ ours: 'in progress', vocabulary: 'NTSB' }
		]);
		expect(offersFor('response', 'Noted')).toMatchObject([{ ours: 'not accepted', vocabulary: 'UPR' }]);
		expect(offersFor('position', 'All responded')).toEqual([]);
		expect(offersFor('position', 'Zarg')).toEqual([]);
	});

	it('become only words of ours, each once in its vocabulary', () => {
		for (const { terms, name } of VOCABULARIES) {
			expect(new Set(terms.map(({ theirs }) => theirs)).size, name).toBe(terms.length);
			for (const { position, delivery, closure } of terms) {
				if (position) expect(POSITIONS).toContain(position);
				if (delivery) expect(DELIVERIES).toContain(delivery);
				if (closure) expect(CLOSURES).toContain(closure);
			}
		}
	});

	it('are asked and never put in place of anything by themselves', async () => {
		const rows = ['Completed', 'In Progress', 'Zarg', 'Completed'].map((delivery, index): Row => ({
			row: index + 2,
			cells: [String(index + 1), delivery, 'said']
		}));
		const { mapping } = propose(
			{ headings: ['Assignment', 'Delivery', 'Narrative'], sample: rows, dialect },
			'status updates'
		);
		const asked = await valuesAsked(rows, mapping);
		expect(asked).toMatchObject([
			{ theirs: 'Completed', count: 2, ours: undefined, offers: [{ ours: 'delivered' }] },
			{ theirs: 'Zarg', count: 1, ours: undefined, offers: [] }
		]);
		const verdicts = (values: Mapping['values']) =>
			rows.map(rowChecker('a.csv', { ...mapping, values }, dialect));
		expect(verdicts({}).map(({ verdict }) => verdict)).toEqual(['refused', 'good', 'refused', 'refused']);
		expect(verdicts({ delivery: { Completed: 'delivered', Zarg: null } })).toMatchObject([
			{ verdict: 'good', fields: { delivery: 'delivered' } },
			{ verdict: 'good', fields: { delivery: 'in progress' } },
			{ verdict: 'good', fields: { delivery: undefined } },
			{ verdict: 'good', fields: { delivery: 'delivered' } }
		]);
	});
});
