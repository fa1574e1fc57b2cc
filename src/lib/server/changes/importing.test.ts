import { beforeAll, describe, expect, it } from 'vitest';
import * as imports from '#db/queries/imports.ts';
import { onBothEngines, type TestAt } from '#db/testing.ts';
import { readAs } from '#db/transaction.ts';
import type { ImportVerdict } from '#lib/domain/import.ts';
import type { Person } from '#lib/domain/person.ts';
import { bring, upload } from '#lib/testing/bring.ts';
import { restOf } from '../import-rest.ts';
import { cancelImport } from './cancel-import.ts';
import { checkImport } from './check-import.ts';
import { chooseImport, commitUpload } from './commit-upload.ts';

const registrar: Person = {
	id: null,
	name: 'Registrar',
	email: '',
	data_set: 'register',
	memberships: [{ role: 'registrar' }],
	suspended: false
};
const rowsOf = (at: TestAt, id: number, verdicts: ImportVerdict[]) =>
	readAs(at, (db) => imports.checks(db, id, verdicts, { limit: 50 }));
const counts = (at: TestAt, id: number) => readAs(at, (db) => imports.verdicts(db, id));

const numberOf = async (at: TestAt, table: 'recommendation' | 'event' | 'import_row' | 'assignment') =>
	(
		await at.owner
			.selectFrom(table)
			.select(({ fn }) => fn.countAll<number>().as('n'))
			.executeTakeFirstOrThrow()
	).n;

const HEADINGS =
	'source_name,report_title,recommendation_ref,summary,made_on,addressees,response,status_note\n';
const ask = (ref: string, words: string, rest = '2024-03-01,TRUST,,') =>
	`Safety body,Report on falls,${ref},${words},${rest}\n`;
const KIND = 'recommendations with their report';

onBothEngines('an import', (given) => {
	const at = () => given(registrar);
	beforeAll(() =>
		bring(
			at(),
			'code,name,kind,region\nTRUST,A trust,trust,London\nOTHER,Another,trust,London\n',
			'organisations'
		)
	);

	it('says what would become of each row, and leaves the register as it is', async () => {
		const before = await Promise.all([numberOf(at(), 'recommendation'), numberOf(at(), 'event')]);
		const id = await upload(
			at(),
			HEADINGS +
				ask('F/1', 'Fit the rails.') +
				ask('F/2', '') +
				ask('F/1', 'Fit the rails.') +
				ask('F/3', 'Count falls.', '2024-03-01,NOBODY,,') +
				ask('F/4', 'Count falls each week.', '1st of March,TRUST,,'),
			KIND
		);
		await checkImport(at(), id);
		expect(await counts(at(), id)).toEqual({ new: 1, duplicate: 1, refused: 3 });
		const refused = await rowsOf(at(), id, ['refused', 'duplicate']);
		expect(refused.map(({ row_number, problems }) => [row_number, problems?.[0]?.do])).toEqual([
			[3, expect.stringContaining('Say in plain English')],
			[4, expect.stringContaining('Delete one of the two rows')],
			[5, expect.stringContaining('add the organisation')],
			[6, expect.stringContaining('2026-11-22')]
		]);
		expect(await Promise.all([numberOf(at(), 'recommendation'), numberOf(at(), 'event')])).toEqual(before);
	});

	it('shows long words up to a whole character', async () => {
		const text =
			HEADINGS +
			ask('L/1', `${'x'.repeat(293)}😀 and more`) +
			ask('L/2', 'Count.', `${'x'.repeat(59)}😀 and more,TRUST,,`);
		const id = await upload(at(), text, KIND);
		await checkImport(at(), id);
		const [good, refused] = await rowsOf(at(), id, ['new', 'refused']);
		expect(good?.label).toBe(`L/1 · ${'x'.repeat(293)}`);
		expect(refused?.problems?.[0]?.value).toBe(`${'x'.repeat(59)}…`);
	});

	it('takes in the good rows and gives the others back as they came, with what is wrong', async () => {
		const text =
			HEADINGS + ask('G/1', 'Fit the rails.') + ask('G/2', '"Count falls, weekly."', 'soon,TRUST,,');
		const done = await bring(at(), text, KIND);
		expect(done).toMatchObject({ state: 'committed', outcome: { new: 1, changed: 0, refused: 1 } });
		let rest = '';
		for await (const piece of restOf(at(), done)) rest += piece;
		const [headings, row, ...more] = rest.split('\r\n');
		expect(headings).toMatch(/^\uFEFFsource_name,.*,what is wrong$/);
		expect(row).toMatch(
			/^Safety body,Report on falls,G\/2,"Count falls, weekly\.",soon,TRUST,,,.*2026-11-22/
		);
		expect(more).toEqual(['']);
	});

	it('gives rows with too many or too few cells back whole, and what was wrong before only once', async () => {
		const text =
			HEADINGS.replace('\n', ',what is wrong\n') +
			'Safety body,Report on falls,R/1,Count falls, weekly.,2024-03-01,TRUST,,,Before.\n' +
			'Safety body,Report on falls,R/2\n' +
			ask('R/3', '').replace('\n', ',Before.\n');
		const id = await upload(at(), text, KIND);
		await checkImport(at(), id);
		const found = await readAs(at(), (db) => imports.find(db, 'register', id));
		let rest = '';
		for await (const piece of restOf(at(), found!)) rest += piece;
		const [headings, many, few, empty, ...more] = rest.split('\r\n');
		expect(headings).toBe(`\uFEFF${HEADINGS.trim()},what is wrong`);
		expect(many).toMatch(
			/^Safety body,Report on falls,R\/1,Count falls," weekly\.",2024-03-01,TRUST,,"?Row 2 has 10 cells.*,Before\.$/
		);
		expect(few).toMatch(/^Safety body,Report on falls,R\/2,,,,,,"?Row 3 has 3 cells/);
		expect(empty).toMatch(/^Safety body,Report on falls,R\/3,,2024-03-01,TRUST,,,"?summary: The cell/);
		expect(more).toEqual(['']);
	});

	it('takes in nothing where all rows had to be good', async () => {
		const id = await upload(at(), HEADINGS + ask('H/1', 'Fit the rails.') + ask('H/2', ''), KIND);
		await checkImport(at(), id);
		await expect(chooseImport(at(), id, { choice: 'all', with_alike: false })).rejects.toThrow(/nothing was/);
	});

	describe('of a file that comes again', () => {
		const first = HEADINGS + ask('I/1', 'Fit the rails to all beds.') + ask('I/2', 'Count the falls.');

		it('changes nothing the second time', async () => {
			await bring(at(), first, KIND);
			const events = await numberOf(at(), 'event');
			const again = await bring(at(), first, KIND);
			expect(again.outcome).toMatchObject({ new: 0, changed: 0, unchanged: 2 });
			expect(await numberOf(at(), 'event')).toBe(events);
		});

		it('changes only what was mended, and says from what to what', async () => {
			const id = await upload(at(), first.replace('Count the falls.', 'Count the falls each week.'), KIND);
			await checkImport(at(), id);
			expect(await counts(at(), id)).toEqual({ changed: 1, unchanged: 1 });
			expect((await rowsOf(at(), id, ['changed']))[0]?.changes).toEqual([
				{ field: 'summary', from: 'Count the falls.', to: 'Count the falls each week.' }
			]);
		});
	});

	it('that is cancelled leaves nothing behind but that it was there', async () => {
		const before = await numberOf(at(), 'recommendation');
		const id = await upload(at(), HEADINGS + ask('J/1', 'Fit the rails.'), KIND);
		await checkImport(at(), id);
		await cancelImport(at(), id);
		expect(await numberOf(at(), 'recommendation')).toBe(before);
		expect(await readAs(at(), (db) => imports.part(db, id, 0))).toBeUndefined();
		expect(await readAs(at(), (db) => imports.find(db, 'register', id))).toMatchObject({
			state: 'cancelled'
		});
		await expect(cancelImport(at(), id)).rejects.toThrow(/over already/);
	});

	it('that is cancelled while it is taken in takes nothing in', async ({ skip }) => {
		if (at().connection.engine === 'embedded') skip('It has one session.');
		const id = await upload(at(), HEADINGS + ask('K/1', 'Move every clock to the door.'), KIND);
		await checkImport(at(), id);
		await chooseImport(at(), id, { choice: 'good', with_alike: false });
		const before = await numberOf(at(), 'recommendation');
		await expect(commitUpload(at(), id, async () => void (await cancelImport(at(), id)))).rejects.toThrow(
			/cancelled/
		);
		expect(await numberOf(at(), 'recommendation')).toBe(before);
	});

	it('is nobody’s to see or do but the registrar’s', async () => {
		const id = await upload(at(), HEADINGS + ask('L/1', 'Fit the rails.'), KIND);
		const board = given({ ...registrar, memberships: [{ role: 'board' }] });
		await expect(checkImport(board, id)).rejects.toThrow(/Only/);
		await expect(cancelImport(board, id)).rejects.toThrow(/Only/);
		const nobody = { ...at(), user: undefined };
		expect(await readAs(nobody, (db) => imports.find(db, 'register', id))).toBeUndefined();
		expect(await readAs(nobody, (db) => imports.part(db, id, 0))).toBeUndefined();
	});

	it('of status updates changes what is news, and the same file again nothing', async () => {
		await bring(at(), HEADINGS + ask('P/1', 'Close the windows at night.'), KIND);
		const text =
			'recommendation_ref,organisation_code,position,delivery,narrative,effective_on\n' +
			'P/1,TRUST,accepted,,We agree.,2025-01-10\n' +
			'P/1,TRUST,,in progress,Half are closed.,2025-02-10\n' +
			'P/1,OTHER,accepted,,We agree.,2025-01-10\n';
		const id = await upload(at(), text, 'status updates');
		await checkImport(at(), id);
		const [first, second] = await rowsOf(at(), id, ['changed']);
		expect(first?.changes?.[0]).toEqual({ field: 'position', from: 'awaiting response', to: 'accepted' });
		expect(second?.changes).toContainEqual({ field: 'narrative', from: 'We agree.', to: 'Half are closed.' });
		const [refused] = await rowsOf(at(), id, ['refused']);
		expect(refused?.problems).toMatchObject([{ column: 'recommendation_ref' }]);

		const done = await bring(at(), text, 'status updates');
		expect(done.outcome).toMatchObject({ changed: 2, refused: 1 });
		const again = await bring(at(), text, 'status updates');
		expect(again.outcome).toMatchObject({ changed: 0, unchanged: 2, refused: 1 });
	});

	it('of an assignment that is there says that its due dates stay as they are', async () => {
		await bring(at(), HEADINGS + ask('R/1', 'Write the number on the bed.'), KIND);
		const headings = 'recommendation_ref,organisation_code,action_due_on,narrative\n';
		await bring(at(), `${headings}R/1,OTHER,2027-01-31,\n`, 'assignments');
		const id = await upload(at(), `${headings}R/1,OTHER,2028-01-31,\n`, 'assignments');
		await checkImport(at(), id);
		const [row] = await rowsOf(at(), id, ['unchanged']);
		expect(row?.label).toBe('R/1 · OTHER');
		expect(row?.problems).toMatchObject([
			{ column: 'action_due_on', value: '2028-01-31', what: 'Not changed: it stays 31 January 2027.' }
		]);
		expect(await readAs(at(), (db) => imports.problemGroups(db, id, 10))).toEqual([]);
	});

	it('asks whether words that are alike are in the register already', async () => {
		await bring(
			at(),
			HEADINGS + ask('Q/1', 'Every ward should check the wristband before each blood sample is taken.'),
			KIND
		);
		const text =
			HEADINGS + ask('Q/9', 'Every ward must check the wristband before each blood sample is taken.');
		const id = await upload(at(), text, KIND);
		await checkImport(at(), id);
		const [row] = await rowsOf(at(), id, ['probable duplicate']);
		expect(row).toMatchObject({ like_reference: 'Q/1', like_share: expect.closeTo(0.69, 1) });
	});
});
