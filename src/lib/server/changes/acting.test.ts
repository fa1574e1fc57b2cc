import { describe, expect, it } from 'vitest';
import * as actions from '#db/queries/actions.ts';
import { givenAssignment, givenOrganisation, givenPerson, onBothEngines } from '#db/testing.ts';
import { amendAction, planAction } from './plan-action.ts';
import { reportAction } from './report-action.ts';
import { updateAssignment } from './update-assignment.ts';

const PLAN = {
	what: 'Fit one connector that takes only the right line.',
	owner: 'Head of theatres',
	due_on: '2027-03-01',
	strength: 'stronger'
} as const;

onBothEngines('actions', (testAt) => {
	const given = async () => {
		const at = testAt();
		const { id: organisation_id } = await givenOrganisation(at);
		const contributor = await givenPerson(at, 'contributor', { organisation_id });
		const stranger = await givenPerson(at, 'contributor', {
			organisation_id: (await givenOrganisation(at)).id
		});
		const first = await givenAssignment(at, { organisation_id });
		const second = await givenAssignment(at, { organisation_id });
		await updateAssignment(
			testAt(contributor),
			[first, second].map(({ id }) => ({ assignment_id: id, position: 'accepted' as const }))
		);
		return { organisation_id, contributor, stranger, first, second };
	};
	type Given = Awaited<ReturnType<typeof given>>;
	const planned = async ({ organisation_id, contributor, first, second }: Given) => {
		const [id = 0] = await planAction(testAt(contributor), [
			{ ...PLAN, organisation_id, serves: [first.id, second.id], not_enough: [second.id] }
		]);
		return id;
	};
	const rowOf = (id: number) =>
		testAt().db.selectFrom('assignment').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
	const actionRow = (id: number) =>
		testAt().db.selectFrom('action').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
	const eventsOf = (id: number) =>
		testAt()
			.db.selectFrom('event')
			.selectAll()
			.where('subject', '=', 'action')
			.where('subject_id', '=', id)
			.orderBy('id')
			.execute();

	it('serve several assignments, and are on the record', async () => {
		const all = await given();
		const id = await planned(all);
		expect(await actionRow(id)).toMatchObject({
			...PLAN,
			organisation_id: all.organisation_id,
			done_on: null
		});
		const serves = await actions.servedBy(testAt().db, id);
		expect(new Map(serves.map((one) => [one.id, one.enough_by_itself]))).toEqual(
			new Map([
				[all.first.id, true],
				[all.second.id, false]
			])
		);
		expect(await eventsOf(id)).toMatchObject([
			{
				what: 'added',
				person_id: all.contributor.id,
				detail: { assignment_ids: [all.first.id, all.second.id] }
			}
		]);
	});

	it('are neither planned, changed nor reported on by a stranger, nor for what a stranger was asked', async () => {
		const all = await given();
		const id = await planned(all);
		const other = await givenAssignment(testAt());
		const plan = { ...PLAN, organisation_id: all.organisation_id, serves: [], not_enough: [] };
		await expect(planAction(testAt(all.stranger), [plan])).rejects.toMatchObject({ kind: 'not-allowed' });
		await expect(
			planAction(testAt(all.contributor), [{ ...plan, serves: [other.id] }])
		).rejects.toMatchObject({ kind: 'not-found' });
		const change = { ...PLAN, action_id: id, seen_version: undefined, serves: [], not_enough: [] };
		await expect(amendAction(testAt(all.stranger), [change])).rejects.toMatchObject({ kind: 'not-found' });
		const news = { action_id: id, step: 'done', narrative: 'Done.', not_enough: [] } as const;
		await expect(
			reportAction(testAt(all.stranger), [{ ...news, seen_version: undefined } as never])
		).rejects.toMatchObject({ kind: 'not-found' });
		expect(await actionRow(id)).toMatchObject({ what: PLAN.what, done_on: null });
	});

	describe('one word about an action', () => {
		it('is said for every assignment that it serves, and puts them under way', async () => {
			const all = await given();
			const id = await planned(all);
			await reportAction(testAt(all.contributor), [
				{
					action_id: id,
					seen_version: 1,
					step: 'under way',
					narrative: 'Half are fitted.',
					not_enough: [all.second.id]
				} as never
			]);
			for (const one of [all.first, all.second])
				expect(await rowOf(one.id)).toMatchObject({
					delivery: 'in progress',
					last_said: 'Fit one connector that takes only the right line (under way): Half are fitted.'
				});
			expect(await actionRow(id)).toMatchObject({ last_said: 'Half are fitted.', done_on: null, version: 2 });
		});

		it('that it is done claims what it is enough for, and leaves open what it is not', async () => {
			const all = await given();
			const id = await planned(all);
			await reportAction(testAt(all.contributor), [
				{
					action_id: id,
					seen_version: 1,
					step: 'done',
					narrative: 'All are fitted.',
					evidence_url: 'https://example.org/audit',
					not_enough: [all.second.id]
				} as never
			]);
			expect(await rowOf(all.first.id)).toMatchObject({ claimed_on: testAt().today });
			expect(await rowOf(all.second.id)).toMatchObject({ claimed_on: null, delivery: 'in progress' });
			expect(await actionRow(id)).toMatchObject({ done_on: testAt().today });
			expect((await eventsOf(id)).at(-1)).toMatchObject({ what: 'amended', to_value: 'done' });
		});

		it('that it is done asks for evidence where a claim needs it, and then nothing is saved', async () => {
			const all = await given();
			const id = await planned(all);
			const attempt = reportAction(testAt(all.contributor), [
				{
					action_id: id,
					seen_version: 1,
					step: 'done',
					narrative: 'Done.',
					not_enough: [all.second.id]
				} as never
			]);
			await expect(attempt).rejects.toMatchObject({ kind: 'not-possible', field: 'evidence_url' });
			expect(await rowOf(all.second.id)).toMatchObject({ delivery: 'no information' });
			expect(await actionRow(id)).toMatchObject({ done_on: null, version: 1 });
		});

		it('does not overwrite what somebody else saved first', async () => {
			const all = await given();
			const id = await planned(all);
			const change = { ...PLAN, action_id: id, seen_version: 1, serves: [all.first.id], not_enough: [] };
			await amendAction(testAt(all.contributor), [{ ...change, owner: 'Chief nurse' }]);
			expect(await actions.servedBy(testAt().db, id)).toHaveLength(1);
			expect((await eventsOf(id)).at(-1)).toMatchObject({ from_value: PLAN.owner, to_value: 'Chief nurse' });
			await expect(amendAction(testAt(all.contributor), [change])).rejects.toMatchObject({
				message: expect.stringContaining('Somebody else has saved this action')
			});
		});
	});
});
