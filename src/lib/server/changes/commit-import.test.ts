import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { rebuild } from '#db/record/rebuild.ts';
import { fold } from '#db/record/rollups.ts';
import type { Dimension } from '#db/ledger-schema.ts';
import type { Tables } from '#db/schema.ts';
import { onBothEngines, type TestAt } from '#db/testing.ts';
import type { Person } from '#lib/domain/person.ts';
import type { ImportKind } from '#lib/csv/kinds.ts';
import { read } from '#lib/csv/read.ts';
import type { At } from '#lib/server/at.ts';
import { importTable } from './commit-import.ts';

const registrar: Person = {
	id: null,
	name: 'Registrar',
	email: '',
	data_set: 'register',
	memberships: [{ role: 'registrar' }],
	suspended: false
};

const importFile = (
	at: At,
	{
		bytes,
		file_name,
		...options
	}: { bytes: Uint8Array; file_name: string; commit: boolean; kind?: ImportKind | undefined }
) =>
	importTable(at, read(file_name, bytes), {
		...options,
		sha256: createHash('sha256').update(bytes).digest()
	});

const bring = (
	at: TestAt,
	text: string,
	options: { commit?: boolean; kind?: ImportKind; file?: string } = {}
) =>
	importFile(at, {
		bytes: new TextEncoder().encode(text),
		file_name: options.file ?? 'a.csv',
		commit: options.commit ?? true,
		kind: options.kind
	});

/** How many rows every table holds that an import can write to. */
const everything = async (at: TestAt) => {
	const tables = [
		...([
			'source',
			'theme',
			'organisation',
			'report',
			'recommendation',
			'addressee',
			'assignment',
			'event'
		] as const),
		...([
			'evidence',
			'standing_change',
			'duty_change',
			'measure',
			'observation',
			'import',
			'import_row'
		] as const)
	];
	const counts: Partial<Record<keyof Tables, number>> = {};
	for (const table of tables)
		counts[table] = (
			await at.owner
				.selectFrom(table)
				.select(({ fn }) => fn.countAll<number>().as('n'))
				.executeTakeFirstOrThrow()
		).n;
	return counts;
};

const HEADINGS =
	'recommendation_ref,report_ref,ordinal,summary,addressees,themes,made_on,response_due_on,response,response_on,implementation_status,status_note,source_url';
const ask = (ref: string, rest = '') =>
	`${ref},REPORT,1,Do ${ref}.,A;B,ONE,2024-03-01,2024-05-30,${rest || ',,,,'}`;

onBothEngines('taking a file into the register', (given) => {
	const at = () => given(registrar);

	beforeAll(async () => {
		await bring(at(), 'code,name,description\nONE,First,\nTWO,Second,\n');
		await bring(
			at(),
			'code,name,kind,jurisdiction\nSRC,A source,inquiry,England\nOTHER,Another,inquiry,Wales\n'
		);
		await bring(
			at(),
			'code,name,kind,region\nA,Trust A,trust,London\nB,Trust B,trust,Midlands\nC,College,royal college,\n',
			{
				kind: 'organisations'
			}
		);
		await bring(at(), 'report_ref,source_code,title\nREPORT,SRC,A report\n');
	});

	it('adds what is new, with an event for each, and says so row by row', async () => {
		const report = await bring(at(), 'code,name,description\nTHREE,Third,\nONE,First,\nTWO,The second,\n', {
			file: 'themes.csv'
		});
		expect(report).toMatchObject({
			kind: 'themes',
			committed: true,
			outcome: { new: 1, changed: 1, unchanged: 1, refused: 0 }
		});
		const rows = await at()
			.owner.selectFrom('import_row')
			.select(['row_number', 'outcome'])
			.where('import_id', '=', report.import_id ?? 0)
			.orderBy('row_number')
			.execute();
		expect(rows).toEqual([
			{ row_number: 2, outcome: 'new' },
			{ row_number: 3, outcome: 'unchanged' },
			{ row_number: 4, outcome: 'changed' }
		]);
		const told = await at()
			.db.selectFrom('event')
			.selectAll()
			.where('subject', '=', 'theme')
			.orderBy('id', 'desc')
			.limit(1)
			.execute();
		expect(told).toMatchObject([
			{ what: 'amended', from_value: 'Second', to_value: 'The second', detail: { column: 'name' } }
		]);
	});

	it('leaves alone what a file does not speak of', async () => {
		await bring(at(), 'code,name,kind,jurisdiction\nSRC,The source,inquiry,England\n');
		await bring(at(), 'code,name,kind\nSRC,A source,inquiry\n', { kind: 'sources' });
		const source = await at()
			.db.selectFrom('source')
			.selectAll()
			.where('code', '=', 'SRC')
			.executeTakeFirstOrThrow();
		expect(source).toMatchObject({ name: 'A source', jurisdiction: 'England' });
	});

	it('previews the very outcome and writes nothing', async () => {
		const before = await everything(at());
		const preview = await bring(at(), `${HEADINGS}\n${ask('P/1')}\n${ask('P/2')}\n`, { commit: false });
		expect(preview).toMatchObject({
			committed: false,
			problems: [],
			outcome: { new: 2, changed: 0, unchanged: 0, refused: 0 }
		});
		expect(await everything(at())).toEqual(before);
	});

	it('makes an assignment for each organisation named, with what a page said of it', async () => {
		const reply = 'not accepted,2024-04-02,,No money.,https://example.org/a';
		const done = 'accepted,2024-04-03,implemented,Done.,https://example.org/b';
		await bring(at(), `${HEADINGS}\n${ask('R/1', reply)}\n${ask('R/2', done)}\n${ask('R/3')}\n`);
		const found = await at()
			.db.selectFrom('assignment')
			.innerJoin('recommendation', 'recommendation.id', 'recommendation_id')
			.select([
				'reference',
				'position',
				'delivery',
				'assurance',
				'responded_on',
				'delivered_on_is',
				'assigned_on'
			])
			.select(['assignment.response_due_on', 'last_said'])
			.where('reference', 'like', 'R/%')
			.orderBy('reference')
			.orderBy('assignment.id')
			.execute();
		const due = { assigned_on: '2024-03-01', response_due_on: '2024-05-30', last_said: null };
		const one = {
			...due,
			reference: 'R/1',
			position: 'not accepted',
			delivery: 'no information',
			responded_on: '2024-04-02'
		};
		const two = {
			...due,
			reference: 'R/2',
			position: 'accepted',
			delivery: 'delivered',
			responded_on: '2024-04-03'
		};
		const three = {
			...due,
			reference: 'R/3',
			position: 'awaiting response',
			delivery: 'no information',
			responded_on: null
		};
		expect(found).toMatchObject([one, one, two, two, three, three]);
		// Nobody outside the organisation has confirmed it, and no page said on which day it was done.
		expect(found[2]).toMatchObject({ assurance: 'not assessed', delivered_on_is: 'no later than' });
	});

	it('changes nothing when the same file comes again', async () => {
		const file = `${HEADINGS}\n${ask('S/1', 'accepted,,in progress,Begun.,https://example.org')}\n${ask('S/2')}\n`;
		await bring(at(), file);
		const before = await everything(at());
		expect(await bring(at(), file)).toMatchObject({
			committed: true,
			outcome: { new: 0, changed: 0, unchanged: 2, refused: 0 }
		});
		expect(await everything(at())).toEqual(before);
	});

	it('changes only what was mended in a mended file', async () => {
		const file = (summary: string) =>
			`${HEADINGS}\n${ask('M/1')}\nM/2,REPORT,2,${summary},A,ONE,2024-03-01,,,,,,\n`;
		await bring(at(), file('Do thsi.'));
		const { event: events = 0 } = await everything(at());
		expect(await bring(at(), file('Do this.'))).toMatchObject({
			outcome: { new: 0, changed: 1, unchanged: 1 }
		});
		expect((await everything(at())).event).toBe(events + 1);
	});

	it('never overwrites what is on the record with what an old page says', async () => {
		const row = (response: string) => `${HEADINGS}\n${ask('K/1', `${response},2024-04-02,,Their words.,`)}\n`;
		await bring(at(), row('accepted'));
		await bring(at(), row('not accepted'));
		const positions = await at()
			.db.selectFrom('assignment')
			.innerJoin('recommendation', 'recommendation.id', 'recommendation_id')
			.select('position')
			.where('reference', '=', 'K/1')
			.execute();
		expect(positions).toEqual([{ position: 'accepted' }, { position: 'accepted' }]);
	});

	const good = ask('G/1');
	it.each([
		[
			'an unknown organisation',
			`${HEADINGS}\n${good}\nG/2,REPORT,2,Do.,A;NOBODY,,,,,,,,\n`,
			3,
			'addressees',
			'NOBODY',
			/organisation or group ‘NOBODY’/
		],
		[
			'an unknown theme',
			`${HEADINGS}\n${good}\nG/2,REPORT,2,Do.,A,COLOUR,,,,,,,\n`,
			3,
			'themes',
			'COLOUR',
			/no theme ‘COLOUR’/
		],
		[
			'an unknown report',
			`${HEADINGS}\n${good}\nG/2,NONE,2,Do.,A,,,,,,,,\n`,
			3,
			'report_ref',
			'NONE',
			/no report ‘NONE’/
		],
		[
			'a reply that is still to come',
			`${HEADINGS}\n${good}\n${ask('G/2', 'accepted,2027-01-01,,,')}\n`,
			3,
			'response_on',
			'2027-01-01',
			/still to come/
		],
		[
			'a bad date',
			`${HEADINGS}\n${good}\nG/2,REPORT,2,Do.,A,,2023-02-29,,,,,,\n`,
			3,
			'made_on',
			'2023-02-29',
			/cannot be used/
		],
		[
			'two references with one address',
			`${HEADINGS}\n${good}\n${ask('G-1')}\n`,
			3,
			'recommendation_ref',
			'G/1',
			/web address/
		],
		['a NUL', `${HEADINGS}\n${good}\nG/2,REPORT,2,Do\0.,A,,,,,,,,\n`, 3, 'summary', 'Do .', /cannot be used/],
		['an empty file', '', null, null, null, /The file is empty/],
		['no header', `${good}\n`, 1, null, null, /fit none of the kinds/],
		['wrong columns', 'code,name,colour\nX,Y,red\n', 1, null, null, /fit none of the kinds/],
		[
			'a kind that cannot be told',
			'code,name,kind\nX,Y,trust\n',
			1,
			null,
			null,
			/more than one kind of file: sources, organisations/
		]
	])(
		'refuses %s with its place, and writes nothing, the good rows neither',
		async (_, text, row, column, value, what) => {
			const before = await everything(at());
			const report = await bring(at(), text);
			expect(report.committed).toBe(false);
			expect(report.problems).toHaveLength(1);
			expect(report.problems[0]).toMatchObject({ file: 'a.csv', row, column, value });
			expect(report.problems[0]?.what).toMatch(what);
			expect(report.problems[0]?.do).not.toBe('');
			expect(report.outcome).toMatchObject(
				row !== null && row > 1 ? { new: 1, refused: 1 } : { new: 0, refused: 0 }
			);
			expect(await everything(at())).toEqual(before);
		}
	);

	it('names every problem of a file, not the first alone', async () => {
		const rows = Array.from({ length: 20 }, (_, index) => `N/${index},REPORT,${index},,A,,,,,,,,`);
		const report = await bring(at(), `${HEADINGS}\n${rows.join('\n')}\n`);
		expect(report.outcome.refused).toBe(20);
		// The place in the report of the first is 0, and no summary is filled in.
		expect(report.problems).toHaveLength(21);
	});

	it('is for a registrar of the same data alone', async () => {
		const file = {
			bytes: new TextEncoder().encode('code,name\nX,Y\n'),
			file_name: 'a.csv',
			kind: 'themes' as const,
			commit: true
		};
		await expect(importFile(given(), file)).rejects.toThrow('Sign in');
		await expect(importFile(given({ ...registrar, memberships: [{ role: 'board' }] }), file)).rejects.toThrow(
			'Only the registrar'
		);
		await expect(importFile(given({ ...registrar, data_set: 'demonstration' }), file)).rejects.toThrow(
			'signed in as an invented person'
		);
	});

	describe('when what something is counted by is amended', () => {
		const isInStep = async () => {
			await fold(at().db);
			expect(await rebuild(at().owner, 'register', { write: false })).toEqual([]);
		};
		const counted = async (dimension: Dimension, key: string) => {
			const rows = await at()
				.db.selectFrom('standing_by_day')
				.select('n')
				.where('data_set', '=', 'register')
				.where('dimension', '=', dimension)
				.where('key', '=', key)
				.execute();
			return rows.reduce((sum, { n }) => sum + n, 0);
		};

		it.each<[string, string, Dimension, string]>([
			[
				'the themes',
				`recommendation_ref,report_ref,ordinal,summary,themes\nC/1,REPORT,1,Do C/1.,TWO\n`,
				'theme',
				'TWO'
			],
			[
				'the kind',
				`recommendation_ref,report_ref,ordinal,summary,kind\nC/1,REPORT,1,Do C/1.,alert\n`,
				'kind',
				'alert'
			],
			['the region', 'code,name,kind,region\nA,Trust A,trust,Wales\n', 'region', 'Wales'],
			[
				'the kind of organisation',
				'code,name,kind,region\nA,Trust A,ambulance trust,Wales\n',
				'organisation kind',
				'ambulance trust'
			],
			['the source of the report', 'report_ref,source_code,title\nREPORT,OTHER,A report\n', 'source', 'OTHER']
		])(
			'by %s, the counts move to the new key, both those folded in and those pending',
			async (_, text, dimension, key) => {
				await bring(at(), `${HEADINGS}\n${ask('C/1', 'accepted,2024-04-02,,,')}\n`);
				await isInStep();
				const before = await counted(dimension, key);
				await bring(at(), `${HEADINGS}\n${ask(`C/${key}`, 'accepted,2024-04-02,,,')}\n`);
				await bring(at(), text, { kind: text.startsWith('code') ? 'organisations' : undefined });
				await isInStep();
				expect(await counted(dimension, key)).toBeGreaterThan(before);
			}
		);
	});
});
