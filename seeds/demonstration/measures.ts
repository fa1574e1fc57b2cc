import { addMonths, type Day } from '#lib/domain/day.ts';
import type { Person } from '#lib/domain/person.ts';
import type { At } from '#lib/server/at.ts';
import { enterObservations, keepMeasure, markMeasureChange } from '#lib/server/changes/keep-measure.ts';
import type { Chance } from '#lib/domain/chance.ts';

/** Who keeps a measure, of which recommendation. */
export type Keeper = { organisation_id: number; reference: string; contributor: Person };

const MONTHS = 24;
const CHANGED_AFTER = 13;

/** How often an audit finds it done, in per cent: about a level that rises once, where it does. */
const audit = (random: Chance, rises: boolean, month: number): number =>
	Math.min(100, (rises && month >= CHANGED_AFTER ? 82 : 58) + random.between(-7, 7));

/**
 * Two years of monthly audits for a few recommendations, by the people of the organisations: one that did better after a
 * change that they marked, one that went up and down by chance alone. `at` is of the day on which the demonstration ends.
 */
export const measure = async (at: At, random: Chance, keepers: readonly Keeper[]): Promise<void> => {
	for (const [index, { organisation_id, reference, contributor }] of keepers.entries()) {
		const theirs = { ...at, user: contributor };
		const rises = index % 2 === 0;
		const id = await keepMeasure(theirs, {
			organisation_id,
			measure: 'Audits in which it was found done',
			unit: '% of audits',
			population: 'All wards, 50 cases a month',
			baseline: '56',
			target: '95',
			recommendation_ref: reference
		});
		const dayOf = (month: number): Day => addMonths(at.today, month - MONTHS);
		const values = Array.from({ length: MONTHS }, (_, month) => ({
			observed_on: dayOf(month),
			value: String(audit(random, rises, month))
		}));
		await enterObservations(theirs, id, values);
		if (rises)
			await markMeasureChange(theirs, id, {
				changed_on: dayOf(CHANGED_AFTER),
				changed_because: 'The new checklist came into use on all wards.'
			});
	}
};
