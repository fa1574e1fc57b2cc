import { describe, expect, it } from 'vitest';
import { addDays, addMonths, type Day } from '#lib/domain/day.ts';
import { BARRIERS } from '#lib/domain/axes/barrier.ts';
import { STRENGTHS } from '#lib/domain/axes/strength.ts';
import { AGE_BANDS, CLOCKS } from '#lib/domain/clock.ts';
import { HORIZONS, type FactCount } from '#lib/domain/fact.ts';
import type { Counted, SplitCounted } from '#lib/domain/numbers/counted.ts';
import { decode } from '#lib/domain/standing.ts';
import type { Figure } from './figure.ts';
import { PROGRESS_FIGURES } from './progress.ts';
import { shortTable } from './short-table.ts';

const AS_AT: Day = '2026-11-22';
const MONTHS = 72;
const REGIONS = 15;
const list = <T>(n: number, one: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => one(i));

/** A register larger than any we know of, as far as figures can tell: every month, region, theme, barrier and family. */
const large = (): Counted => {
	const codes = list(400, (i) => i * 26);
	const changes = list(MONTHS, (i) =>
		codes.slice(0, 120).map((standing) => ({
			month: addMonths('2020-12-01', i),
			standing,
			n: 90 + ((standing * i) % 40)
		}))
	).flat();
	const waits = (n: number): FactCount[] => [
		...list(n, (i) => ({
			fact: 'open' as const,
			value: '',
			day: addDays(AS_AT, -i * 2),
			length: null,
			n: 40
		})),
		...list(n, (i) => ({ fact: 'ended' as const, value: 'confirmed', day: null, length: 30 + i, n: 25 }))
	];
	const split = (by: SplitCounted['by']): SplitCounted => ({
		by,
		waits: list(40, (i) => ({ name: `A theme with a rather long name ${i}`, facts: waits(300) })),
		months: list(REGIONS, (i) => ({ name: `Region ${i}`, changes }))
	});
	return {
		standings: codes.map((code) => ({ ...decode(code), n: 1_234 + code })),
		duties: CLOCKS.flatMap((clock) =>
			AGE_BANDS.map((band) => ({ clock, band, status: 'open' as const, n: 12_345 }))
		),
		changes,
		facts: [
			...waits(1_500),
			...list(MONTHS, (i) => ({
				fact: 'cohort' as const,
				value: 'confirmed',
				day: addMonths('2020-12-01', i),
				length: HORIZONS[i % 3] ?? null,
				n: 50
			})),
			...BARRIERS.map((value) => ({ fact: 'on hold' as const, value, day: null, length: null, n: 77 })),
			...list(400, (i) => ({ fact: 'slip' as const, value: 'action', day: null, length: i, n: 9 }))
		],
		due: [],
		families: list(400, (i) => ({
			slug: `family-${i}`,
			name: `A family of asks with a rather long name, number ${i}`,
			times: 8,
			sources: list(5, (place) => `Source ${place}`),
			first_year: 2015,
			last_year: 2022,
			came_back: i % 2 === 0
		})),
		strengths: STRENGTHS.map((strength) => ({ strength, n: 4_321 })),
		groups: {
			source: list(60, (i) =>
				codes.map((standing) => ({ group: `A body that asks ${i}`, standing, n: 30 }))
			).flat(),
			'organisation kind': list(20, (i) =>
				codes.map((standing) => ({ group: `A kind ${i}`, standing, n: 30 }))
			).flat(),
			region: list(REGIONS, (i) =>
				codes.map((standing) => ({ group: `Region ${i}`, standing, n: 30 }))
			).flat()
		},
		split: { by: 'region', counted: split('region') }
	};
};

const kB = (figure: Figure) => Buffer.byteLength(JSON.stringify(figure)) / 1000;

describe('what a figure weighs on a large register', () => {
	const counted = large();
	const context = { data: 'register', scope: 'the whole register', as_at: AS_AT } as const;
	const figures = [
		...Object.values(PROGRESS_FIGURES).map((draw) => draw(counted, context)),
		...(['theme', 'organisation kind'] as const).map((by) =>
			(PROGRESS_FIGURES['time-to-assured'] as (typeof PROGRESS_FIGURES)[string])(
				{ ...counted, split: { by, counted: { ...(counted.split?.counted as SplitCounted), by } } },
				context
			)
		)
	].map(shortTable);

	it.each(figures.map((figure): [string, Figure] => [`${figure.id}: ${figure.title}`, figure]))(
		'%s is under 50 kB',
		(_, figure) => {
			expect(kB(figure)).toBeLessThan(50);
		}
	);

	it('is under 250 kB for all of them together', () => {
		expect(figures.reduce((sum, figure) => sum + kB(figure), 0)).toBeLessThan(250);
	});

	it('leaves a short table whole, and of a long one shows the newest months or the first rows', () => {
		const [state] = figures.filter(({ id }) => id === 'state-over-time');
		expect(state?.table.rows).toHaveLength(12);
		expect(state?.table.all).toBe(37);
		expect(JSON.stringify(state?.table.rows.at(-1))).toContain('2026-11');
		const [cascade] = figures.filter(({ id }) => id === 'cascade');
		expect(cascade?.table.all).toBeUndefined();
	});
});
