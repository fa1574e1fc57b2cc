import { freshSince } from '#lib/domain/clock.ts';
import { addDays, type Day } from '#lib/domain/day.ts';
import type { Fact } from '#lib/domain/fact.ts';
import { periodBefore } from './on-time.ts';

/** The two days that stand for all on which something was last heard of: it counts as fresh or as stale, no finer. */
export const heardDays = (as_at: Day, cycle_months: number | null): { fresh: Day; stale: Day } => {
	const fresh = freshSince(as_at, cycle_months ?? undefined);
	return { fresh, stale: addDays(fresh, -1) };
};

/**
 * A fact as finely as the numbers tell it apart as at a day; undefined where none counts it. A date that was moved counts
 * in the period of the on-time rate alone, of which the last day stands for all.
 */
export const toldOf = (fact: Fact, as_at: Day): Fact | undefined => {
	const { day } = fact;
	if (fact.fact === 'heard' && day) {
		const { fresh, stale } = heardDays(as_at, fact.length);
		return { ...fact, day: day >= fresh ? fresh : stale };
	}
	if (fact.fact !== 'originally' && fact.fact !== 'currently') return fact;
	const { from, to } = periodBefore(as_at);
	return day && day >= from && day <= to ? { ...fact, day: to } : undefined;
};
