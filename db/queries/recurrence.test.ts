import { expect, it } from 'vitest';
import { insertFamilies } from '../record/families.ts';
import { givenAssignment, givenPerson, givenRecommendation, givenSource, onBothEngines } from '../testing.ts';
import { inTransaction } from '../transaction.ts';
import { record } from '../record/record.ts';
import { fold } from '../record/rollups.ts';
import { recurrence, repeatAfterClosure } from '#lib/domain/numbers/recurrence.ts';
import { scopeOf } from '#lib/domain/scope.ts';
import * as asks from './recurrence.ts';

onBothEngines('what comes back', (at) => {
	const asked = (made_on: string | null, source_id?: number, made_year?: number) =>
		givenRecommendation(at(), {
			made_on,
			source_id,
			made_year,
			counted_from_on: made_on ?? `${made_year}-12-31`
		});
	const family = async (slug: string, members: { id: number }[], confirmed = '2026-11-20') => {
		const registrar = await givenPerson(at(), 'registrar');
		const recommendation_ids = members.map(({ id }) => id);
		await inTransaction(at(registrar), (trx) =>
			insertFamilies(trx, 'register', [{ slug, name: slug, asks_for: '', recommendation_ids }], {
				by: registrar.id,
				at: new Date(`${confirmed}T10:00:00Z`)
			})
		);
	};
	/** An assignment of a recommendation that was closed on a day, or reopened. */
	const decide = (assignment: { id: number }, to_value: string, effective_on: string) =>
		inTransaction({ db: at().db, user: { id: null } }, (trx) =>
			record(trx, at(), [
				{
					subject: 'assignment',
					subject_id: assignment.id,
					assignment_id: assignment.id,
					what: 'closure',
					to_value,
					effective_on
				}
			])
		);
	const scope = (when: object = {}) => scopeOf(when, 'register', at().today);
	const found = async (slug: string, when: object = {}) =>
		(await asks.families(at().reading, scope(when))).find((one) => one.slug === slug);

	it('is asked again by two sources or in two years, and not by one in one year', async () => {
		const source = await givenSource(at());
		const [a, b] = [await asked('2023-01-10', source.id), await asked('2023-11-10', source.id)];
		await family('one-year', [a, b]);
		await family('two-years', [a, await asked('2025-01-10', source.id)]);
		const another = await givenSource(at(), { name: 'Another source' });
		await family('two-sources', [a, await asked('2023-05-10', another.id)]);
		const all = await asks.families(at().reading, scope());
		const number = recurrence.compute(all, { as_at: at().today });
		expect(number).toMatchObject({ numerator: 2, denominator: 3 });
		expect(await found('two-years')).toMatchObject({ times: 2, first_year: 2023, last_year: 2025 });
		// Before 2025 it had been asked once only.
		expect(await found('two-years', { as_at: '2024-12-31' })).toMatchObject({ times: 1, last_year: 2023 });
		// On the day before it was confirmed nobody knew of the family.
		expect(await found('two-years', { known_at: '2026-11-19' })).toBeUndefined();
		expect(await found('two-years', { source: source.code })).toBeDefined();
		expect(await found('two-years', { source: 'ANOTHER' })).toBeUndefined();
	});

	it('came back after closure where a later one was made once all of an earlier one was closed, as implemented', async () => {
		const [earlier, later] = [await asked('2020-01-10'), await asked('2024-06-01')];
		await family('closed', [earlier, later]);
		const [one, other] = [
			await givenAssignment(at(), { recommendation_id: earlier.id }),
			await givenAssignment(at(), { recommendation_id: earlier.id })
		];
		await fold(at().db);
		await decide(one, 'implemented', '2022-02-01');
		expect(await found('closed')).toMatchObject({ came_back: false });
		await decide(other, 'superseded', '2022-03-01');
		expect(await found('closed')).toMatchObject({ came_back: true });
		expect(
			await asks.closedOn(at().reading, [earlier.id, later.id], { as_at: '2026-11-22', today: '2026-11-22' })
		).toEqual(new Map([[earlier.id, '2022-03-01']]));
		expect(await found('closed', { as_at: '2024-05-31' })).toMatchObject({ came_back: false });
		// Reopened later: it stood closed on the days between, and does so no longer.
		await decide(one, 'open', '2025-01-01');
		expect(await found('closed')).toMatchObject({ came_back: false });
		expect(await found('closed', { as_at: '2024-12-31' })).toMatchObject({ came_back: true });
	});

	it('did not come back where none was implemented, or the later one may have been made before the closing', async () => {
		const [earlier, sameYear] = [await asked('2020-01-10'), await asked(null, undefined, 2022)];
		await family('same-year', [earlier, sameYear]);
		await decide(await givenAssignment(at(), { recommendation_id: earlier.id }), 'implemented', '2022-02-01');
		expect(await found('same-year')).toMatchObject({ came_back: false });
		const [given, again] = [await asked('2020-01-10'), await asked('2024-06-01')];
		await family('not-implemented', [given, again]);
		await decide(
			await givenAssignment(at(), { recommendation_id: given.id }),
			'not implemented',
			'2022-02-01'
		);
		expect(await found('not-implemented')).toMatchObject({ came_back: false });
		const rate = repeatAfterClosure.compute(await asks.families(at().reading, scope()), {
			as_at: at().today
		});
		expect(rate).toMatchObject({ numerator: 0, exclusions: [{ n: 1 }] });
	});
});
