import { expect, it } from 'vitest';
import * as ofAll from '#db/queries/measures.ts';
import * as measures from '#db/queries/own-measures.ts';
import { givenAssignment, givenOrganisation, givenPerson, onBothEngines } from '#db/testing.ts';
import { enterObservations, keepMeasure, markMeasureChange } from './keep-measure.ts';

onBothEngines('an organisation’s measures', (testAt) => {
	const given = async () => {
		const at = testAt();
		const { id: organisation_id } = await givenOrganisation(at);
		const contributor = await givenPerson(at, 'contributor', { organisation_id });
		const stranger = await givenPerson(at, 'approver', {
			organisation_id: (await givenOrganisation(at)).id
		});
		const about = {
			organisation_id,
			measure: 'Wristbands checked',
			unit: '% of samples',
			population: undefined,
			target: '95'
		};
		const id = await keepMeasure(testAt(contributor), about);
		return { about, contributor, stranger, id };
	};
	const eventsOf = (id: number) =>
		testAt()
			.db.selectFrom('event')
			.selectAll()
			.where('subject', '=', 'measure')
			.where('subject_id', '=', id)
			.orderBy('id')
			.execute();

	it('take values in any order, correct what is given again, and are on the record', async () => {
		const { id, contributor } = await given();
		expect(
			await enterObservations(testAt(contributor), id, [
				{ observed_on: '2026-10-31', value: '81.5' },
				{ observed_on: '2026-09-30', value: '80' }
			])
		).toBe(2);
		await enterObservations(testAt(contributor), id, [{ observed_on: '2026-10-31', value: '82' }]);
		expect(await measures.values(testAt().db, id, 10)).toEqual([
			{ on: '2026-09-30', value: 80 },
			{ on: '2026-10-31', value: 82 }
		]);
		expect(await measures.find(testAt().db, contributor, id)).toMatchObject({ values: 2, latest: '82' });
		const events = await eventsOf(id);
		expect(events.map(({ what }) => what)).toEqual(['added', 'amended', 'amended', 'amended']);
		expect(events.at(-1)).toMatchObject({ from_value: '81.5', to_value: '82', person_id: contributor.id });
	});

	it('are nobody else’s to enter, and look to others as if they were not there', async () => {
		const { id, about, stranger } = await given();
		const value = { observed_on: '2026-10-31', value: '1' };
		await expect(enterObservations(testAt(stranger), id, [value])).rejects.toMatchObject({
			kind: 'not-found'
		});
		await expect(enterObservations(testAt(stranger), 2_000_000, [value])).rejects.toMatchObject({
			kind: 'not-found'
		});
		await expect(keepMeasure(testAt(stranger), about)).rejects.toMatchObject({ kind: 'not-allowed' });
		expect(await measures.find(testAt().db, stranger, id)).toBeUndefined();
		expect(await measures.values(testAt().db, id, 10)).toEqual([]);
	});

	it('take all of a list or none of it, and no value of a day to come', async () => {
		const { id, contributor } = await given();
		const attempt = enterObservations(testAt(contributor), id, [
			{ observed_on: '2026-10-31', value: '1' },
			{ observed_on: '2026-11-23', value: '2' }
		]);
		await expect(attempt).rejects.toMatchObject({ kind: 'not-possible', field: 'observed_on' });
		expect(await measures.values(testAt().db, id, 10)).toEqual([]);
	});

	it('stand beside the recommendation that they belong to, with the day of a change that somebody marked', async () => {
		const { about, contributor, stranger } = await given();
		const { recommendation_id } = await givenAssignment(testAt(), { organisation_id: about.organisation_id });
		const { reference } = await testAt()
			.db.selectFrom('recommendation')
			.select('reference')
			.where('id', '=', recommendation_id)
			.executeTakeFirstOrThrow();
		const at = testAt(contributor);
		const id = await keepMeasure(at, { ...about, baseline: '34', recommendation_ref: reference });
		await enterObservations(at, id, [
			{ observed_on: '2026-10-31', value: '82' },
			{ observed_on: '2026-09-30', value: '40.5' }
		]);
		const change = { changed_on: '2026-10-01', changed_because: 'A new checklist.' };
		await markMeasureChange(at, id, change);
		expect(await ofAll.ofRecommendation(at.reading, recommendation_id, 5)).toMatchObject([
			{
				...change,
				name: 'Wristbands checked',
				baseline: 34,
				target: 95,
				delivered_on: null,
				values: [
					{ on: '2026-09-30', value: 40.5 },
					{ on: '2026-10-31', value: 82 }
				]
			}
		]);
		expect((await eventsOf(id)).at(-1)).toMatchObject({ to_value: '2026-10-01', reason: 'A new checklist.' });
		await expect(markMeasureChange(testAt(stranger), id, change)).rejects.toMatchObject({
			kind: 'not-found'
		});
		await expect(markMeasureChange(at, id, { ...change, changed_on: '2026-11-23' })).rejects.toThrow(
			'still to come'
		);
		await expect(keepMeasure(at, { ...about, recommendation_ref: 'NONE/1' })).rejects.toThrow('NONE/1');
	});
});
