import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { read, recommendationsAsked } from '#lib/domain/filter.ts';
import {
	givenAssignment,
	givenOrganisation,
	givenRecommendation,
	givenReport,
	givenSource,
	onBothEngines
} from '../testing.ts';
import * as recommendations from './recommendations.ts';
import { facets } from './recommendation-facets.ts';
import { meant } from './search.ts';

const ask = (query: string) => {
	const { asked, problem } = read(recommendationsAsked, new URLSearchParams(query));
	if (!asked) throw new Error(problem);
	return asked;
};

onBothEngines('a list of recommendations', (at) => {
	beforeAll(async () => {
		const falls = await givenSource(at(), { code: 'FALLS', name: 'Falls board' });
		const blood = await givenSource(at(), { code: 'BLOOD', name: 'Blood board' });
		const report = await givenReport(at(), { source_id: falls.id, reference: 'FALLS-2025' });
		const other = await givenReport(at(), { source_id: blood.id, reference: 'BLOOD-2024' });
		const [first] = [
			await givenRecommendation(at(), {
				report_id: report.id,
				reference: 'R/2025/001',
				plain_summary: 'Assess every patient for the risk of falling.',
				made_on: '2025-03-03',
				evidence_quality: 'official page'
			}),
			await givenRecommendation(at(), {
				report_id: other.id,
				reference: 'R/2024/002',
				plain_summary: 'Check the wristband before taking blood samples.',
				made_on: '2024-02-29',
				kind: 'safety action'
			}),
			await givenRecommendation(at(), {
				report_id: other.id,
				reference: 'R/2024/003',
				plain_summary: 'Prescribing systems should warn of insulin overdose.',
				made_on: '2024-06-01'
			}),
			await givenRecommendation(at(), {
				data_set: 'demonstration',
				plain_summary: 'An invented wristband.',
				reference: 'D/1'
			})
		];
		const organisation = await givenOrganisation(at(), { code: 'TRUST-1' });
		await givenAssignment(at(), { recommendation_id: first!.id, organisation_id: organisation.id });
		await at()
			.owner.insertInto('theme')
			.values([
				{ code: 'ID', name: 'Identity' },
				{ code: 'MED', name: 'Medicines' }
			])
			.execute();
		await sql`insert into recommendation_theme select r.id, t.id from recommendation r join theme t on t.code = 'ID' where r.plain_summary ilike '%wristband%'`.execute(
			at().owner
		);
	});
	const references = async (query: string) =>
		(await recommendations.list(at().reading, ask(query))).map(({ reference }) => reference);

	it.each([
		['', ['R/2025/001', 'R/2024/003', 'R/2024/002']],
		['sort=oldest', ['R/2024/002', 'R/2024/003', 'R/2025/001']],
		['q=sampling', ['R/2024/002']],
		['q=fall', ['R/2025/001']],
		['q=wristb', ['R/2024/002']],
		['q=wristb+sampled', ['R/2024/002']],
		['q=the+wristb', ['R/2024/002']],
		['q=R/2024/003', ['R/2024/003']],
		['q=r-2024-003', ['R/2024/003']],
		['q="blood+samples"', ['R/2024/002']],
		['q="samples+blood"', []],
		['q=blood+-wristband', []],
		['q=100%25', []],
		['q=%27);drop+table--', []],
		['source=BLOOD', ['R/2024/003', 'R/2024/002']],
		['source=BLOOD&kind=safety+action', ['R/2024/002']],
		['source=BLOOD&source=FALLS&year=2025', ['R/2025/001']],
		['theme=ID', ['R/2024/002']],
		['report=FALLS-2025', ['R/2025/001']],
		['organisation=TRUST-1', ['R/2025/001']],
		['stage=no+reply+found', ['R/2025/001']],
		['evidence_quality=official+page', ['R/2025/001']],
		['page=2', []],
		['data=demonstration&q=wristband', ['D/1']]
	])('asked by %j holds %j', async (query, expected) => {
		expect(await references(query)).toEqual(expected);
		if (!query.includes('page'))
			expect(await recommendations.count(at().reading, ask(query))).toBe(expected.length);
	});

	it('puts the best match first unless another order is asked for', async () => {
		expect((await references('q=R/2024/002'))[0]).toBe('R/2024/002');
	});

	it.each([
		['wristbnad', 'wristband'],
		['insuln overdose', 'insulin overdose'],
		['presribing', 'prescribing'],
		['giraffe', undefined],
		['wristband', undefined]
	])('takes %s to mean %s', async (typed, expected) => {
		expect(await meant(at().reading, 'register', typed)).toBe(expected);
	});

	it('offers what has some of the words when nothing has all', async () => {
		const near = await recommendations.nearest(at().reading, ask('q=wristband+giraffe'), 3);
		expect(near.map(({ reference }) => reference)).toEqual(['R/2024/002']);
	});

	it('goes through every row in batches, in the order of the list', async () => {
		const seen: string[] = [];
		for await (const rows of recommendations.every(at().reading, ask('sort=oldest'), 2))
			seen.push(...rows.map(({ reference }) => reference));
		expect(seen).toEqual(['R/2024/002', 'R/2024/003', 'R/2025/001']);
	});

	describe('its facets', () => {
		const counts = (found: { value: string; n: number }[]) =>
			Object.fromEntries(found.map(({ value, n }) => [value, n]));

		it('count every choice', async () => {
			const found = await facets(at().reading, ask(''));
			expect(found.all).toBe(3);
			expect(counts(found.source)).toEqual({ BLOOD: 2, FALLS: 1 });
			expect(counts(found.year)).toEqual({ 2024: 2, 2025: 1 });
			expect(counts(found.theme)).toEqual({ ID: 1 });
			expect(counts(found.stage)).toEqual({ 'no reply found': 1, 'nobody asked by name': 2 });
		});

		it('honour the other facets and not themselves', async () => {
			const found = await facets(at().reading, ask('source=BLOOD&kind=recommendation'));
			expect(found.all).toBe(1);
			expect(counts(found.source)).toEqual({ BLOOD: 1, FALLS: 1 });
			expect(counts(found.kind)).toEqual({ recommendation: 1, 'safety action': 1 });
			expect(counts(found.year)).toEqual({ 2024: 1 });
			expect(found.without).toMatchObject({ source: 2, kind: 2, year: 1 });
		});

		it('honour the words', async () => {
			expect(counts((await facets(at().reading, ask('q=wristband'))).source)).toEqual({ BLOOD: 1 });
		});

		it.each([
			'source=BLOOD',
			'theme=ID&source=FALLS',
			'theme=ID&source=BLOOD',
			'evidence_quality=official+page&year=2025',
			'evidence_quality=official+page&year=2024&kind=recommendation',
			'stage=nobody+asked+by+name&source=BLOOD&source=FALLS&theme=ID'
		])('agree with the lists that their choices lead to, where %j is chosen', async (query) => {
			const asked = ask(query);
			const found = await facets(at().reading, asked);
			const counted = (others: Partial<typeof asked>) =>
				recommendations.count(at().reading, { ...asked, ...others });
			expect(found.all).toBe(await counted({}));
			for (const facet of Object.keys(found.without) as (keyof typeof found.without)[]) {
				expect({ facet, n: found.without[facet] }).toEqual({ facet, n: await counted({ [facet]: [] }) });
				for (const { value, n } of found[facet])
					expect({ value, n }).toEqual({
						value,
						n: await counted({ [facet]: [facet === 'year' ? Number(value) : value] })
					});
			}
		});

		it('say what there would be without each one when nothing answers', async () => {
			const found = await facets(at().reading, ask('source=FALLS&kind=safety+action&year=2025'));
			expect(found.all).toBe(0);
			expect(found.without).toMatchObject({ source: 0, kind: 1, year: 0 });
		});
	});
});
