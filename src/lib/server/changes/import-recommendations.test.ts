import { expect, it } from 'vitest';
import { givenOrganisation, givenReport, onBothEngines, type TestAt } from '#db/testing.ts';
import { Recommendation } from '#lib/domain/recommendation.ts';
import { INSTALLATION } from '#seeds/seed.ts';
import { addOrganisationSets } from './add-organisation-sets.ts';
import { importRecommendations } from './import-recommendations.ts';

onBothEngines('recommendations of a file', (given) => {
	const counted = (at: TestAt, report_id: number) =>
		at.db
			.selectFrom('recommendation as r')
			.leftJoin('assignment as a', 'a.recommendation_id', 'r.id')
			.select(['r.reference', 'r.asked', 'r.stage'])
			.select(({ fn }) => fn.count<number>('a.id').as('there'))
			.where('r.report_id', '=', report_id)
			.groupBy('r.id')
			.orderBy('r.ordinal')
			.execute();

	it('are counted by whom they ask by name, once each, and again when a later file names more', async () => {
		const at = given(INSTALLATION);
		const report = await givenReport(at);
		const [a, b] = [await givenOrganisation(at), await givenOrganisation(at)];
		await addOrganisationSets(at, [
			{ code: 'EVERY-TRUST', name: 'Every trust', kinds: ['trust'], regions: [] }
		]);
		const rows = (addressees: Record<string, string[]>) =>
			Object.entries(addressees).map(([reference, codes], index) =>
				Recommendation.parse({
					recommendation_ref: reference,
					report_ref: report.reference,
					ordinal: String(index + 1),
					summary: 'Fit the rails.',
					made_on: '2025-03-03',
					addressees: codes.join(';')
				})
			);
		const none = 'nobody asked by name';
		await importRecommendations(
			at,
			rows({ 'C/1': [a.code, b.code], 'C/2': [b.code, 'EVERY-TRUST'], 'C/3': ['EVERY-TRUST'], 'C/4': [] })
		);
		expect(await counted(at, report.id)).toEqual([
			{ reference: 'C/1', asked: 2, there: 2, stage: 'no reply found' },
			{ reference: 'C/2', asked: 1, there: 1, stage: 'no reply found' },
			{ reference: 'C/3', asked: 0, there: 0, stage: none },
			{ reference: 'C/4', asked: 0, there: 0, stage: none }
		]);

		await importRecommendations(at, rows({ 'C/1': [a.code, b.code], 'C/2': [b.code, a.code] }));
		expect(await counted(at, report.id)).toMatchObject([
			{ asked: 2, there: 2 },
			{ asked: 2, there: 2 },
			{ asked: 0, there: 0 },
			{ asked: 0, there: 0 }
		]);
	});
});
