import { beforeAll, expect, it } from 'vitest';
import { BULK_FILES, rows } from '#db/queries/bulk.ts';
import { dictionary } from '#db/queries/dictionary.ts';
import * as home from '#db/queries/home.ts';
import * as imports from '#db/queries/imports.ts';
import * as timeline from '#db/queries/timeline.ts';
import { rebuild } from '#db/record/rebuild.ts';
import { fold } from '#db/record/rollups.ts';
import { verify } from '#db/record/seal.ts';
import type { Tables } from '#db/schema.ts';
import { givenPerson, onBothEngines, type TestAt } from '#db/testing.ts';
import { readAs } from '#db/transaction.ts';
import type { Person } from '#lib/domain/person.ts';
import { bring, next } from '#lib/testing/bring.ts';
import { undoImport } from './undo-import.ts';
import { updateAssignment } from './update-assignment.ts';

const SHEET = 'recommendations with their report';
const HEADINGS =
	'source_name,report_title,recommendation_ref,summary,made_on,addressees,response,status_note\n';
const ask = (ref: string, words: string, rest = '2024-03-01,TRUST,,') =>
	`Safety body,Report on falls,${ref},${words},${rest}\n`;

/** What an undone import leaves more of: the record, the ledger that nets out, the import itself, and work in the background. */
const GROWS = [
	'event',
	'seal',
	'standing_change',
	'duty_change',
	'fact_change',
	'import',
	'import_row',
	'import_check',
	'import_file_part',
	'import_mapping',
	'withdrawn_record',
	'job'
];

/** Every row of every other table, with nothing that counts nought. */
const everything = async (at: TestAt) => {
	await fold(at.db);
	const tables = (await dictionary(at.owner))
		.map(({ table }) => table)
		.filter((table) => !GROWS.includes(table));
	const kept: Record<string, string[]> = {};
	for (const table of tables) {
		const found = await at.owner
			.selectFrom(table as keyof Tables)
			.selectAll()
			.execute();
		kept[table] = found
			.filter((row) => !('n' in row) || row.n !== 0)
			.map((row) => JSON.stringify(row))
			.sort();
	}
	return kept;
};

/** What the public doors say that read the record as well. */
const doors = async (at: TestAt) => {
	const { id } = await at.db
		.selectFrom('organisation')
		.select('id')
		.where('code', '=', 'TRUST')
		.executeTakeFirstOrThrow();
	const files: Record<string, unknown[]> = {};
	for (const { name } of BULK_FILES.filter((file) => file.name !== 'events')) {
		files[name] = [];
		for await (const batch of rows(at.reading, name, 'register')) files[name].push(...batch);
	}
	return {
		files,
		newest: await home.newest(at.reading, 'register', '2020-01-01', 50),
		timeline: await timeline.ofOrganisation(at.reading, 'register', id, 50)
	};
};

onBothEngines('an import that is undone', (given) => {
	let registrar: Person;
	const at = () => given(registrar);
	const numberOf = async (subject: string) =>
		(
			await at()
				.owner.selectFrom('withdrawn_record')
				.select('subject_id')
				.where('subject', '=', subject)
				.execute()
		).length;

	beforeAll(async () => {
		registrar = await givenPerson(given(), 'registrar');
		await bring(
			at(),
			'code,name,kind,region\nTRUST,A trust,trust,London\nOTHER,Another,trust,London\n',
			'organisations'
		);
		await bring(at(), HEADINGS + ask('A/1', 'Lock the doors.', '2024-03-01,TRUST,accepted,'), SHEET);
	});

	const text =
		'source_name,report_title,recommendation_ref,summary,made_on,addressees,response,status_note\n' +
		'New body,New report,B/1,Fit the rails.,2024-03-01,TRUST;OTHER,accepted,\n' +
		'New body,New report,B/2,Count the falls.,2024-03-01,TRUST,not accepted,Too dear.\n' +
		ask('A/1', 'Lock every door.', '2024-03-01,TRUST,accepted,');

	it('leaves every table and every public page as it was, and keeps what it had added', async () => {
		const before = { tables: await everything(at()), doors: await doors(at()) };
		const { id } = await bring(at(), text, SHEET);
		expect((await everything(at())).recommendation).toHaveLength(3);
		await undoImport(next(at()), id);
		expect({ tables: await everything(at()), doors: await doors(at()) }).toEqual(before);
		expect(await readAs(at(), (db) => imports.find(db, 'register', id))).toMatchObject({ state: 'undone' });

		const kept = await at()
			.owner.selectFrom('withdrawn_record')
			.select(['subject', 'content', 'withdrawn_by'])
			.where('import_id', '=', id)
			.orderBy('subject')
			.orderBy('subject_id')
			.execute();
		expect(kept.map(({ subject }) => subject)).toEqual([
			...['assignment', 'assignment', 'assignment'],
			...['recommendation', 'recommendation', 'report', 'source']
		]);
		expect(kept[3]).toMatchObject({
			withdrawn_by: registrar.id,
			content: { reference: 'B/1', plain_summary: 'Fit the rails.', addressees: [{}, {}] }
		});
	});

	it('agrees with a rebuild, and the chain of the record holds', async () => {
		expect(await rebuild(at().owner, 'register', { write: false })).toEqual([]);
		expect((await verify(at().reading, 'register')).faults).toEqual([]);
	});

	it('comes in again as new', async () => {
		expect((await bring(at(), text, SHEET)).outcome).toMatchObject({ new: 2, changed: 1 });
		expect(await rebuild(at().owner, 'register', { write: false })).toEqual([]);
	});

	it('is refused, with the row, where somebody has built on it since', async () => {
		const { id } = await bring(at(), HEADINGS + ask('O/1', 'Paint the doors.'), SHEET);
		const assignment = await at()
			.db.selectFrom('assignment')
			.innerJoin('recommendation as r', 'r.id', 'recommendation_id')
			.select('assignment.id')
			.where('r.reference', '=', 'O/1')
			.executeTakeFirstOrThrow();
		const later = next(at());
		await updateAssignment(later, [{ assignment_id: assignment.id, narrative: 'We began.' }]);
		await expect(undoImport(later, id)).rejects.toThrow(/row 2 \(O\/1/);
	});

	it('takes with it evidence that the registrar who undoes it may not see', async () => {
		const file =
			'recommendation_ref,organisation_code,delivery,narrative,evidence_url,effective_on\n' +
			'A/1,OTHER,in progress,Half are locked.,https://example.org/doors,2025-02-10\n';
		const { id } = await bring(at(), file, 'assignments');
		await undoImport(next(given(await givenPerson(given(), 'registrar'))), id);
		expect(await numberOf('evidence')).toBe(1);
	});

	it('takes back actions, and how those read that were there before', async () => {
		const headings = 'organisation_code,what,owner,due_on,recommendation_refs\n';
		const first = 'TRUST,Buy locks.,Head of estates,2027-03-01,A/1\n';
		await bring(at(), headings + first, 'actions');
		const before = await everything(at());
		const { id } = await bring(
			at(),
			headings +
				'TRUST,Buy locks.,Chief nurse,2027-03-01,\n' +
				'TRUST,Fit locks.,Head of estates,2027-06-01,A/1\n',
			'actions'
		);
		await undoImport(next(at()), id);
		const after = await everything(at());
		const unversioned = (all: typeof before) => ({
			...all,
			action: all.action?.map((one) => one.replace(/"version":\d+/, ''))
		});
		expect(unversioned(after)).toEqual(unversioned(before));
		expect(await numberOf('action')).toBe(1);
	});

	it('is refused where it said how far actions are that were there before', async () => {
		const { id } = await bring(
			at(),
			'organisation_code,what,owner,due_on,step,narrative\nTRUST,Buy locks.,Head of estates,2027-03-01,under way,Ordered.\n',
			'actions'
		);
		await expect(undoImport(next(at()), id)).rejects.toThrow(/how far the actions were/);
	});

	it('is never one of observations, and the reason is told', async () => {
		await bring(at(), 'code,name,description\nDOORS,Doors,\n', 'themes');
		await bring(
			at(),
			'measure_ref,measure,unit,value,as_on,report_ref,theme\nM-1,Doors locked,%,46.6,2024-06-30,,DOORS\n',
			'measures'
		);
		const { id } = await bring(at(), 'measure_ref,observed_on,value\nM-1,2024-07-31,50\n', 'observations');
		await expect(undoImport(next(at()), id)).rejects.toThrow(/observations cannot be undone as a whole/);
	});

	it('is noticed where an event names what is nowhere', async () => {
		const stray = await at()
			.owner.selectFrom('withdrawn_record')
			.selectAll()
			.where('subject', '=', 'recommendation')
			.executeTakeFirstOrThrow();
		await at()
			.owner.deleteFrom('withdrawn_record')
			.where('subject_id', '=', stray.subject_id)
			.where('subject', '=', 'recommendation')
			.execute();
		expect(await rebuild(at().owner, 'register', { write: false })).toContainEqual({
			where: `recommendation ${stray.subject_id}`,
			kept: 'nowhere',
			rebuilt: 'named by events'
		});
	});
});
