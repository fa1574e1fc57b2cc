import { addDays, addMonths, monthOf, type Day } from '#lib/domain/day.ts';
import { HORIZONS, type FactCount } from '#lib/domain/fact.ts';
import { assured, base } from './assignments.ts';
import { leavesOut, type Words } from './definition.ts';
import { rateOf, type Moment, type Rate } from './number.ts';

export type Horizon = (typeof HORIZONS)[number];

/** Of what was asked in one year, by one horizon. */
export type OfYear = { year: string; horizon: Horizon; rate: Rate };

const NOT_YET = 'asked too lately to tell';

/** Tells of days whether all of their month lies at least so many months back; each month is worked out once. */
const oldEnough = (horizon: number, as_at: Day): ((day: Day) => boolean) => {
	const known = new Map<string, boolean>();
	return (day) => {
		const month = monthOf(day);
		const isOld = known.get(month) ?? addMonths(addDays(addMonths(month, 1), -1), horizon) <= as_at;
		known.set(month, isOld);
		return isOld;
	};
};

const rate = (facts: readonly FactCount[], horizon: Horizon, moment: Moment): Rate => {
	const isOldEnough = oldEnough(horizon, moment.as_at);
	let [numerator, denominator, tooLate] = [0, 0, 0];
	for (const { fact, value, day, length, n } of facts) {
		if ((fact !== 'open' && fact !== 'cohort') || !day) continue;
		if (!isOldEnough(day)) {
			tooLate += n;
			continue;
		}
		denominator += n;
		if (fact === 'cohort' && value === 'confirmed' && length !== null && length <= horizon) numerator += n;
	}
	const exclusions = tooLate > 0 ? [{ what: NOT_YET, n: tooLate }] : [];
	return rateOf({ name: `Confirmed within ${horizon} months`, numerator, denominator, exclusions }, moment);
};

/** Confirmed within 12, 24 and 48 months, out of what was asked in months that lie at least so far back. */
export const fixedHorizons = (facts: readonly FactCount[], moment: Moment) =>
	HORIZONS.map((horizon) => ({ horizon, rate: rate(facts, horizon, moment) }));

/** The same of each year in which something was asked, the newest last. */
export const horizonsByYear = (facts: readonly FactCount[], moment: Moment): OfYear[] => {
	const cohorts = facts.filter(({ fact, day }) => (fact === 'open' || fact === 'cohort') && day);
	const years = [...new Set(cohorts.map(({ day }) => (day ?? '').slice(0, 4)))].sort();
	return years.flatMap((year) => {
		const those = cohorts.filter(({ day }) => day?.startsWith(year));
		return fixedHorizons(those, moment).map((one) => ({ year, ...one }));
	});
};

/** What the method page prints of it. */
export const fixedHorizonRate: Words = {
	id: 'fixed-horizon-rate',
	name: 'Confirmed within 12, 24 and 48 months',
	in_plain_words:
		'Of what was asked at least so long ago, the share that was confirmed within that time, and still is.',
	formula: 'assured within the horizon ÷ asked at least that long ago',
	terms: [
		{
			name: 'assured within the horizon',
			means: `${assured.means} That day lies within so many months of the asking.`
		},
		{
			name: 'asked at least that long ago',
			means:
				'Assignments of the base asked in a month of which every day lies so many months back, so that each had the whole time.'
		}
	],
	left_out: [
		...leavesOut(base),
		{ name: NOT_YET, means: 'The horizon has not gone by since, so nobody can know.' }
	],
	authority:
		'After the rate by which the United States Government Accountability Office follows its recommendations: implemented within four years.'
};
