import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAskedAgain, type FamilyAsked } from '#lib/domain/numbers/recurrence.ts';
import { STAGES } from '#lib/domain/recommendation.ts';
import { familyTimeline, type Asking } from './family-timeline.ts';
import { recurrence } from './recurrence.ts';

const context = { data: 'register', scope: 'the whole register', as_at: '2026-11-22' } as const;
const family = (more: Partial<FamilyAsked> = {}): FamilyAsked => ({
	slug: 'scans',
	name: 'Act on findings',
	times: 2,
	sources: ['HSIB', 'PHSO'],
	first_year: 2019,
	last_year: 2021,
	came_back: false,
	...more
});
const asking = (more: Partial<Asking> = {}): Asking => ({
	reference: 'R/1',
	plain_summary: 'Act on findings.',
	source_code: 'HSIB',
	source_name: 'HSIB',
	year: 2019,
	stage: 'accepted',
	closed_on: null,
	...more
});

describe('the figure of what comes back', () => {
	it('says so where nothing is known to have been asked again, and draws nothing', () => {
		for (const families of [[], [family({ sources: ['HSIB'], last_year: 2019 })]]) {
			const figure = recurrence(families, context);
			expect(figure.config).toBeUndefined();
			expect(figure.title).toBe('Nothing is known to have been asked for again');
		}
	});

	it('says how many, which most often, and how many came back after closure', () => {
		const figure = recurrence(
			[family({ times: 3, came_back: true }), family({ slug: 'b', name: 'B' })],
			context
		);
		expect(figure.title).toBe('1 thing came back after it was closed as done');
		expect(figure.sentence).toBe(
			'2 things are known to have been asked for again. Asked most often, 3 times from 2019 to 2021: Act on findings. 1 came back after an earlier recommendation had been closed as implemented.'
		);
		expect(figure.table.rows.map(({ came_back }) => came_back)).toEqual(['yes', 'no']);
	});

	it('tells in its table and its drawing what it counted, whatever the families', () => {
		const some = fc.record({
			slug: fc.string(),
			name: fc.string({ minLength: 1 }),
			times: fc.integer({ min: 1, max: 30 }),
			sources: fc.uniqueArray(fc.constantFrom('A', 'B', 'C'), { minLength: 1 }),
			first_year: fc.constantFrom(2013, 2019),
			last_year: fc.constantFrom(2019, 2026),
			came_back: fc.boolean()
		});
		fc.assert(
			fc.property(fc.array(some, { maxLength: 20 }), (families) => {
				const again = families.filter(isAskedAgain);
				const { table, left_out, config, sentence } = recurrence(families, context);
				expect(table.rows).toHaveLength(again.length);
				expect((left_out[0]?.n ?? 0) + again.length).toBe(families.length);
				const drawn = config?.data.datasets.flatMap(({ data }) => data.filter((n) => n !== null)) ?? [];
				expect(drawn).toHaveLength(Math.min(12, again.length));
				expect(sentence).toMatch(/^[^.]+\./);
			}),
			{ numRuns: 100 }
		);
	});
});

describe('the figure of a family over the years', () => {
	it('tells who asked when, how it stands and what was closed', () => {
		const figure = familyTimeline(
			{ name: 'Act on findings' },
			[
				asking({ closed_on: '2020-03-02', stage: 'confirmed' }),
				asking({ year: 2021, source_code: 'PHSO', source_name: 'PHSO' }),
				asking({ year: null, stage: 'refused' })
			],
			context
		);
		expect(figure.sentence).toBe(
			'Asked 3 times from 2019 to 2021, by HSIB and PHSO. As they stand now: 1 refused, 1 accepted and 1 confirmed. 1 was closed as implemented, on 2 March 2020.'
		);
		expect(figure.config?.data.labels).toEqual(['2019', '2020', '2021']);
		expect(figure.left_out).toEqual([{ what: 'made in a year that is not known', n: 1 }]);
	});

	it('draws every asking whose year is known, once', () => {
		const some = fc.record({
			year: fc.option(fc.integer({ min: 2013, max: 2026 })),
			stage: fc.constantFrom(...STAGES)
		});
		fc.assert(
			fc.property(fc.array(some, { minLength: 1, maxLength: 30 }), (years) => {
				const { config, table, left_out } = familyTimeline({ name: 'A' }, years.map(asking), context);
				const drawn = (config?.data.datasets ?? [])
					.flatMap(({ data }) => data)
					.reduce<number>((sum, n) => sum + (n ?? 0), 0);
				expect(drawn + (left_out[0]?.n ?? 0)).toBe(years.length);
				expect(table.rows).toHaveLength(years.length);
			}),
			{ numRuns: 100 }
		);
	});
});
