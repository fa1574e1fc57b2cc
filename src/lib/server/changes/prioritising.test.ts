import { expect, it } from 'vitest';
import * as priorities from '#db/queries/priorities.ts';
import * as assigning from '#db/queries/assigning.ts';
import {
	givenAssignment,
	givenOrganisation,
	givenPerson,
	givenRecommendation,
	onBothEngines
} from '#db/testing.ts';
import { addDays } from '#lib/domain/day.ts';
import { FIRST_CRITERIA } from '#lib/domain/priority.ts';
import { assignTo } from './assign-to.ts';
import { scorePriorities } from './score-priorities.ts';
import { setDisposition } from './set-disposition.ts';
import { setWeights } from './set-weights.ts';

onBothEngines('what the board puts first, and whom it asks', (testAt) => {
	it('keeps every version of scores and weights, and ranks by the newest', async () => {
		const at = testAt(await givenPerson(testAt(), 'board'));
		const { id } = await givenRecommendation(testAt());
		const score = (benefit: number, reason: string) =>
			scorePriorities(at, [{ recommendation_id: id, scores: { benefit, cost: null }, reason }]);
		await score(1, 'First thoughts.');
		await score(3, 'The audit of June.');
		expect((await priorities.scoresOf(at.db, [id])).get(id)).toEqual({ benefit: 3, cost: null });
		expect(await priorities.versions(at.db, id, 5)).toMatchObject([
			{ scores: { benefit: 3, cost: 'not stated' }, reason: 'The audit of June.' },
			{ scores: { benefit: 1 }, reason: 'First thoughts.' }
		]);
		expect(await priorities.entries(at.db, 'register')).toEqual([]);
		await setDisposition(at, [{ recommendation_id: id, disposition: 'adopted', reason: 'It fits.' }]);
		expect(await priorities.entries(at.db, 'register')).toEqual([{ id, scores: { benefit: 3, cost: null } }]);

		await setWeights(at, { weights: FIRST_CRITERIA, reason: 'To begin with.' });
		const weights = FIRST_CRITERIA.map((one) => ({ ...one, weight: one.code === 'cost' ? 5 : 1 }));
		await setWeights(at, { weights, reason: 'Money is short.' });
		expect(await priorities.weightings(at.db, 'register', 5)).toMatchObject([
			{ weights, reason: 'Money is short.' },
			{ weights: FIRST_CRITERIA }
		]);
		// Ranked as 3 of 4 by what is stated, until cost alone counts, of which nothing is known.
		const priorityNow = async () =>
			(
				await at.db
					.selectFrom('priority_score')
					.select('priority')
					.where('recommendation_id', '=', id)
					.execute()
			)[0]?.priority;
		expect(await priorityNow()).toBe('high');
		const costAlone = FIRST_CRITERIA.map((one) => ({ ...one, weight: one.code === 'cost' ? 5 : 0 }));
		await setWeights(at, { weights: costAlone, reason: 'Money is gone.' });
		expect(await priorityNow()).toBe('not ranked');
		await score(1, 'The audit of July.');
		expect(await priorityNow()).toBe('not ranked');
		await setWeights(at, { weights, reason: 'There is some money.' });
		expect(await priorityNow()).toBe('low');

		const registrar = testAt(await givenPerson(testAt(), 'registrar'));
		await expect(setWeights(registrar, { weights, reason: 'Mine.' })).rejects.toMatchObject({
			kind: 'not-allowed'
		});
		await expect(
			scorePriorities(registrar, [{ recommendation_id: id, scores: {}, reason: 'Mine.' }])
		).rejects.toMatchObject({ kind: 'not-allowed' });
	});

	it('asks a set as it is today, passes over who has it, turns to a successor, and offers it to who joins later', async () => {
		const at = testAt(await givenPerson(testAt(), 'board'));
		const { today } = at;
		const kind = 'hospice of the test';
		const member = (given = {}) => givenOrganisation(testAt(), { kind, region: 'North West', ...given });
		const [one, has, closed, heir] = [
			await member(),
			await member(),
			await member({ closed_on: addDays(today, -30) }),
			await givenOrganisation(testAt(), { kind: 'trust' })
		];
		await at.owner
			.insertInto('organisation_succession')
			.values({ organisation_id: closed.id, successor_id: heir.id, took_over_on: addDays(today, -30) })
			.execute();
		await at.owner
			.insertInto('organisation_set')
			.values({
				data_set: 'register',
				code: 'HOSPICES-NW',
				name: 'Hospices',
				kinds: [kind],
				regions: ['North West']
			})
			.execute();
		const { recommendation_id } = await givenAssignment(testAt(), { organisation_id: has.id });
		const action_due_on = addDays(today, 180);
		const terms = {
			response_due_on: addDays(today, 60),
			action_due_on,
			evidence_due_on: undefined,
			reports_every: 'quarter' as const
		};
		const made = await assignTo(at, {
			recommendation_id,
			sets: ['HOSPICES-NW'],
			organisations: [closed.code],
			...terms
		});
		expect(made.map(({ organisation_id }) => organisation_id).sort()).toEqual([one.id, heir.id].sort());
		const row = await at.db
			.selectFrom('assignment')
			.selectAll()
			.where('id', '=', made[0]?.id ?? 0)
			.executeTakeFirstOrThrow();
		expect(row).toMatchObject({ assigned_on: today, action_due_on, evidence_due_on: null });
		expect(await assigning.askedSets(at.db, recommendation_id, today)).toMatchObject([
			{ code: 'HOSPICES-NW', action_due_on, reports_every: 'quarter', joined: 0 }
		]);

		const joined = await member();
		const asked = () =>
			at.db.selectFrom('assignment').select('id').where('organisation_id', '=', joined.id).execute();
		expect(await asked()).toEqual([]);
		expect(await assigning.askedSets(at.db, recommendation_id, today)).toMatchObject([{ joined: 1 }]);
		await assignTo(at, { recommendation_id, sets: ['HOSPICES-NW'], organisations: [], ...terms });
		expect(await asked()).toHaveLength(1);
		expect(await assigning.askedSets(at.db, recommendation_id, today)).toMatchObject([{ joined: 0 }]);
	});

	it('asks whoever has it at the end of a line of successors, and nobody where the line comes back to itself', async () => {
		const at = testAt(await givenPerson(testAt(), 'board'));
		const { today } = at;
		const bodies = [];
		for (const closed_on of [
			addDays(today, -90),
			addDays(today, -60),
			null,
			addDays(today, -9),
			addDays(today, -9)
		])
			bodies.push(await givenOrganisation(testAt(), { closed_on }));
		const [first, second, last, round, back] = bodies.map(({ id }) => id) as [
			number,
			number,
			number,
			number,
			number
		];
		const took = (organisation_id: number, successor_id: number, days: number) => ({
			organisation_id,
			successor_id,
			took_over_on: addDays(today, -days)
		});
		await at.owner
			.insertInto('organisation_succession')
			.values([took(first, second, 89), took(second, last, 59), took(round, back, 8), took(back, round, 8)])
			.execute();
		const { id } = await givenRecommendation(testAt());
		const made = await assignTo(at, {
			recommendation_id: id,
			sets: [],
			organisations: bodies.filter((one) => one.id !== last).map(({ code }) => code),
			response_due_on: undefined,
			action_due_on: undefined,
			evidence_due_on: undefined,
			reports_every: undefined
		});
		expect(made.map(({ organisation_id }) => organisation_id)).toEqual([last]);
	});

	it('refuses what was declined, a day that is over, and whom it does not know', async () => {
		const at = testAt(await givenPerson(testAt(), 'board'));
		const { id } = await givenRecommendation(testAt());
		const { code } = await givenOrganisation(testAt());
		const ask = (given: object) =>
			assignTo(at, {
				recommendation_id: id,
				sets: [],
				organisations: [code],
				response_due_on: undefined,
				action_due_on: undefined,
				evidence_due_on: undefined,
				reports_every: undefined,
				...given
			});
		await expect(ask({ action_due_on: addDays(at.today, -1) })).rejects.toMatchObject({
			field: 'action_due_on'
		});
		await expect(ask({ organisations: ['NOBODY'] })).rejects.toMatchObject({ field: 'organisations' });
		await setDisposition(at, [
			{ recommendation_id: id, disposition: 'declined', reason: 'It is done elsewhere.' }
		]);
		await expect(ask({})).rejects.toMatchObject({ kind: 'not-possible' });
	});
});
