import { describe, expect, it } from 'vitest';
import * as assignments from '#db/queries/assignments.ts';
import * as drafts from '#db/queries/drafts.ts';
import * as myWork from '#db/queries/my-work.ts';
import {
	givenAssignment,
	givenOrganisation,
	givenPerson,
	givenReport,
	onBothEngines,
	onServer,
	type TestAt
} from '#db/testing.ts';
import { readAs } from '#db/transaction.ts';
import { sheetOf } from '#lib/csv/answers.ts';
import { read } from '#lib/csv/read.ts';
import { write } from '#lib/csv/write.ts';
import type { Person } from '#lib/domain/person.ts';
import { assign } from './assign.ts';
import { dropDraft, keepDraft, keyOf, leaveDraft } from './keep-draft.ts';
import { keepSpreadsheet } from './keep-spreadsheet.ts';
import { previewAnswers, saveAnswers } from './save-answers.ts';
import { saveUpdate } from './save-update.ts';
import { updateAssignment } from './update-assignment.ts';

type Cells = Record<string, string>;

/** A sheet as Excel hands it back: some cells filled in, by the assignment's number, and further columns. */
const edited = (sheet: string, cells: Record<number, Cells>, more: Cells = {}) => {
	const { headings, rows } = read('sheet.csv', new TextEncoder().encode(sheet));
	const all = [...headings, ...Object.keys(more)];
	const filled = rows.map((row) => {
		const own = cells[Number(row.cells[0])] ?? {};
		return [...row.cells, ...Object.values(more)].map((cell, place) => own[all[place] ?? ''] ?? cell);
	});
	return new TextEncoder().encode(write(all, filled, ';'));
};

const downloaded = async (at: TestAt, user: Person) =>
	sheetOf(await myWork.open(at.db, user, { limit: 10_000 }));

onBothEngines('answers in a spreadsheet', (testAt) => {
	const given = async (n = 3) => {
		const organisation_id = (await givenOrganisation(testAt())).id;
		const contributor = await givenPerson(testAt(), 'contributor', { organisation_id });
		const ids: number[] = [];
		for (let i = 0; i < n; i += 1)
			ids.push((await givenAssignment(testAt(), { organisation_id, action_due_on: '2026-06-30' })).id);
		await updateAssignment(testAt(contributor), [
			{
				assignment_id: ids[0] as number,
				position: 'accepted',
				delivery: 'in progress',
				narrative: 'Begun on ward 4,\nand "soon" on 5.'
			}
		]);
		const at = { ...testAt(contributor), user: contributor };
		const upload = (bytes: Uint8Array) => keepSpreadsheet(at, { file_name: 'sheet.csv', bytes });
		const versions = async () =>
			(await myWork.findAll(at.db, contributor, ids)).map(({ version }) => version);
		return { organisation_id, contributor, ids, at, upload, versions };
	};
	const shown = async (at: Parameters<typeof previewAnswers>[0], id: number) => {
		const preview = (await previewAnswers(at, id))?.preview;
		if (!preview) throw new Error('Nothing is shown.');
		return preview;
	};

	it('come back as they went: nothing would change, and nothing is saved', async () => {
		const { at, upload, contributor, versions } = await given();
		const before = await versions();
		const id = await upload(edited(await downloaded(testAt(), contributor), {}));
		const { rows, problems, ignored, seal } = await shown(at, id);
		expect([problems, ignored]).toEqual([[], []]);
		expect(rows.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'unchanged']);
		expect(await saveAnswers(at, id, seal)).toBe(0);
		expect(await versions()).toEqual(before);
	});

	it('are shown row by row and field by field, then saved whole and once', async () => {
		const { at, upload, contributor, ids, versions } = await given();
		const [first = 0, second = 0] = ids;
		const before = await versions();
		const id = await upload(
			edited(await downloaded(testAt(), contributor), {
				[first]: { narrative: 'All wards.' },
				[second]: {
					position: 'accepted',
					delivery: 'planned',
					planned_owner: 'Chief nurse',
					planned_finish_on: '31/3/2027'
				}
			})
		);
		const { rows, seal } = await shown(at, id);
		expect(rows.find(({ assignment_id }) => assignment_id === first)?.changes).toEqual([
			{ field: 'narrative', from: 'Begun on ward 4,\nand "soon" on 5.', to: 'All wards.' }
		]);
		expect(rows.find(({ assignment_id }) => assignment_id === second)?.changes).toEqual([
			{ field: 'position', from: 'awaiting response', to: 'accepted' },
			{ field: 'delivery', from: 'no information', to: 'planned' },
			{ field: 'planned_owner', from: '', to: 'Chief nurse' },
			{ field: 'planned_finish_on', from: '', to: '2027-03-31' }
		]);
		expect(await versions()).toEqual(before);
		expect(await saveAnswers(at, id, seal)).toBe(2);
		const after = await versions();
		expect(after.map((version, place) => version - (before[place] ?? 0))).toEqual([1, 2, 0]);
		expect(await saveAnswers(at, id, seal)).toBe(2);
		expect(await versions()).toEqual(after);
	});

	it('say of each row that cannot be saved where it is wrong and what to do, and leave the others to be saved', async () => {
		const { at, upload, contributor, ids } = await given();
		const [first = 0, second = 0, third = 0] = ids;
		const sheet = await downloaded(testAt(), contributor);
		const id = await upload(
			edited(sheet, {
				[first]: { delivery: 'on hold' },
				[second]: { position: 'yes' },
				[third]: { position: 'accepted' }
			})
		);
		const { rows, problems, seal } = await shown(at, id);
		const row = (assignment_id: number) => rows.find((one) => one.assignment_id === assignment_id);
		expect(row(first)).toMatchObject({ outcome: 'refused', problems: [{ field: 'barrier' }] });
		expect(problems).toMatchObject([{ column: 'position', value: 'yes', row: expect.any(Number) }]);
		expect(row(third)).toMatchObject({ outcome: 'changed' });
		expect(await saveAnswers(at, id, seal)).toBe(1);
	});

	it('touch only one’s own: another’s row and one that does not exist look the same', async () => {
		const { at, upload, contributor, ids } = await given(1);
		const other = await givenAssignment(testAt());
		const sheet = await downloaded(testAt(), contributor);
		const own = ids[0] as number;
		const told = [];
		for (const number of [other.id, 2_000_000_000]) {
			const id = await upload(
				edited(sheet, { [own]: { assignment_id: String(number), position: 'accepted' } })
			);
			const { rows, seal } = await shown(at, id);
			told.push(rows.map(({ outcome, problems }) => [outcome, problems]));
			expect(await saveAnswers(at, id, seal)).toBe(0);
		}
		expect(told[0]).toEqual(told[1]);
		expect((await assignments.history(testAt().db, other.id, 5)).length).toBe(1);
	});

	it('give no more than the form does: columns of the table itself are named and not read', async () => {
		const { at, upload, contributor, ids } = await given(1);
		const more = {
			organisation_id: '1',
			assurance: 'assured',
			claimed_by: '1',
			has_evidence: 'true',
			'My notes': 'x'
		};
		const id = await upload(
			edited(await downloaded(testAt(), contributor), { [ids[0] as number]: { narrative: 'New.' } }, more)
		);
		const { rows, ignored } = await shown(at, id);
		expect(ignored).toEqual(['organisation_id', 'assurance', 'claimed_by', 'has_evidence', 'My notes']);
		expect(rows[0]?.changes).toHaveLength(1);
	});

	it('refuse a row that somebody saved since the download, and a confirmation of what is no longer shown', async () => {
		const { at, upload, contributor, ids } = await given(2);
		const [first = 0, second = 0] = ids;
		const sheet = await downloaded(testAt(), contributor);
		const id = await upload(
			edited(sheet, { [first]: { narrative: 'Mine.' }, [second]: { position: 'accepted' } })
		);
		const { seal } = await shown(at, id);
		await updateAssignment(testAt(contributor), [{ assignment_id: first, narrative: 'Saved meanwhile.' }]);
		const refusal = await saveAnswers(at, id, seal).catch((error: Error) => error.message);
		expect(refusal).toContain('Something was saved since you looked');
		const { rows } = await shown(at, id);
		expect(rows.find(({ assignment_id }) => assignment_id === first)).toMatchObject({
			outcome: 'refused',
			problems: [{ field: 'seen_version' }]
		});
	});

	it('are nobody else’s to see or to save', async () => {
		const { at, upload, organisation_id } = await given(1);
		const id = await upload(new TextEncoder().encode('assignment_id,seen_version\n1,1\n'));
		const colleague = await givenPerson(testAt(), 'approver', { organisation_id });
		const theirs = { ...testAt(colleague), user: colleague };
		expect(await previewAnswers(theirs, id)).toBeUndefined();
		await expect(saveAnswers(theirs, id, '')).rejects.toThrow('There is no such sheet');
		expect(await previewAnswers(at, id)).toBeDefined();
	});

	describe('what was typed and not saved', () => {
		const fields = { narrative: 'Half a sentence', delivery: 'in progress' };
		const drafted = (user: Person, id: number, key?: Uint8Array) =>
			readAs(testAt(user), (db) => drafts.find(db, user.id as number, id, key));

		it('is kept for the person alone, replaced by what they type next, and gone once it is saved or dropped', async () => {
			const { contributor, ids, organisation_id } = await given(1);
			const id = ids[0] as number;
			const colleague = await givenPerson(testAt(), 'contributor', { organisation_id });
			await keepDraft(testAt(contributor), id, { narrative: 'Half' });
			await keepDraft(testAt(contributor), id, fields);
			expect((await drafted(contributor, id))?.fields).toEqual(fields);
			expect(await drafted(colleague, id)).toBeUndefined();
			expect(await drafts.find(testAt().db, contributor.id as number, id, undefined)).toBeUndefined();
			await saveUpdate(testAt(contributor), [{ assignment_id: id, narrative: 'Whole.' }]);
			expect(await drafted(contributor, id)).toBeUndefined();
			await keepDraft(testAt(contributor), id, fields);
			await dropDraft(testAt(contributor), id);
			expect(await drafted(contributor, id)).toBeUndefined();
			const stranger = await givenPerson(testAt(), 'contributor', {
				organisation_id: (await givenOrganisation(testAt())).id
			});
			await expect(keepDraft(testAt(stranger), id, fields)).rejects.toThrow('Only');
		});

		it('survives the end of a session for that person in that browser, and for nobody else', async () => {
			const { contributor, ids, organisation_id } = await given(1);
			const id = ids[0] as number;
			const person_id = contributor.id as number;
			const left = (more: object) =>
				leaveDraft(testAt(), { person_id, assignment_id: id, fields, key: 'browser-1', ...more });
			expect(await left({})).toBe(true);
			expect((await drafted(contributor, id, keyOf('browser-1')))?.fields).toEqual(fields);
			expect(await drafted(contributor, id, keyOf('browser-2'))).toBeUndefined();
			expect(await drafted(contributor, id)).toBeUndefined();
			const colleague = await givenPerson(testAt(), 'contributor', { organisation_id });
			expect(await drafted(colleague, id, keyOf('browser-1'))).toBeUndefined();
			const other = await givenAssignment(testAt());
			expect(await left({ assignment_id: other.id })).toBe(false);
			expect(await left({ fields: { narrative: 'x'.repeat(30_000) } })).toBe(false);
			for (let n = 0; n < 25; n += 1) await left({ key: `flood-${n}` });
			const kept = await testAt()
				.owner.selectFrom('draft')
				.select('id')
				.where('person_id', '=', person_id)
				.execute();
			expect(kept).toHaveLength(20);
		});
	});
});

onServer('a sheet of three thousand rows', (testAt) => {
	it('is weighed, and saved in one transaction', async () => {
		const at = testAt();
		const organisation_id = (await givenOrganisation(at)).id;
		const contributor = await givenPerson(at, 'contributor', { organisation_id });
		const { id: report_id, source_id } = await givenReport(at);
		const made: { id: number }[] = [];
		for (let done = 0; done < 3_000; done += 1_000) {
			const some = Array.from({ length: 1_000 }, (_, place) => done + place + 1).map((n) => ({
				data_set: 'register' as const,
				report_id,
				source_id,
				reference: `LONG/${n}`,
				slug: `LONG-${n}`,
				ordinal: n,
				kind: 'recommendation' as const,
				plain_summary: `Do the ${n}th thing.`,
				counted_from_on: '2025-03-03'
			}));
			made.push(...(await at.owner.insertInto('recommendation').values(some).returning('id').execute()));
		}
		const board = testAt(await givenPerson(at, 'board'));
		await assign(
			board,
			made.map(({ id }) => ({ recommendation_id: id, organisation_id, action_due_on: '2026-12-31' }))
		);
		const all = await myWork.open(at.db, contributor, { limit: 3_000 });
		const sheet = edited(
			sheetOf(all),
			Object.fromEntries(all.map(({ id }) => [id, { position: 'accepted', narrative: 'We do.' }]))
		);
		const mine = { ...testAt(contributor), user: contributor };
		const id = await keepSpreadsheet(mine, { file_name: 'long.csv', bytes: sheet });
		const shown = await previewAnswers(mine, id);
		const saved = await saveAnswers(mine, id, shown?.preview?.seal ?? '');
		expect(saved).toBe(3_000);
	});
});
