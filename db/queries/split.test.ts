import { beforeAll, expect, it } from 'vitest';
import { addDays } from '#lib/domain/day.ts';
import type { FactCount } from '#lib/domain/fact.ts';
import { scopeOf, type ScopeFilter } from '#lib/domain/scope.ts';
import { onBothEngines } from '../testing.ts';
import { recordRandomHistory } from '../testing-history.ts';
import * as facts from './facts.ts';
import * as split from './split.ts';
import { codesByMonth } from './standings-by-month.ts';

const TODAY = '2026-11-22';

onBothEngines('what is split', (at) => {
	beforeAll(() => recordRandomHistory(at(), 400), 120_000);

	const MOMENTS = [{}, { as_at: addDays('2025-03-03', 9) }, { known_at: addDays('2025-03-03', 12) }];
	const scopes = (filter: ScopeFilter) =>
		MOMENTS.map((moment) => scopeOf({ ...filter, ...moment }, 'register', TODAY));
	const inOrder = (counts: readonly FactCount[]) => counts.map((one) => JSON.stringify(one)).sort();

	it('has of each kind of organisation the waits that the filter by it has, on any day in both senses', async () => {
		let found = 0;
		for (const filter of [{}, { region: 'London' }])
			for (const scope of scopes(filter)) {
				const counted = await split.counted(at().reading, scope, { by: 'organisation kind', n: 48 });
				for (const { name, facts: waits } of counted?.waits ?? []) {
					const narrowed = { ...scope, filter: { ...scope.filter, organisation_kind: name } };
					expect(inOrder(waits)).toEqual(
						inOrder(await facts.count(at().reading, narrowed, ['open', 'ended']))
					);
					found += waits.length;
				}
			}
		expect(found).toBeGreaterThan(20);
	});

	it('has of each region the months that the filter by it has, on any day in both senses', async () => {
		let found = 0;
		for (const filter of [{}, { organisation_kind: 'trust' }])
			for (const scope of scopes(filter)) {
				const counted = await split.counted(at().reading, scope, { by: 'region', n: 48 });
				for (const { name, changes } of counted?.months ?? []) {
					const narrowed = { ...scope, filter: { ...scope.filter, region: name } };
					const sorted = (all: typeof changes) => all.map((one) => JSON.stringify(one)).sort();
					expect(sorted(changes)).toEqual(sorted(await codesByMonth(at().reading, narrowed)));
					found += changes.length;
				}
			}
		expect(found).toBeGreaterThan(20);
	});

	it('is left alone where more is chosen than can be looked at one by one, but never of the whole', async () => {
		const chosen = scopeOf({ region: 'London' }, 'register', TODAY);
		const whole = scopeOf({}, 'register', TODAY);
		expect(await split.counted(at().reading, chosen, { by: 'theme', n: 1_000_000 })).toBeUndefined();
		expect(await split.counted(at().reading, whole, { by: 'theme', n: 1_000_000 })).toBeDefined();
	});
});
