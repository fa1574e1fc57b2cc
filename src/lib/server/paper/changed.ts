import type { Reading } from '#db/schema.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import { overdueInstant } from '#lib/domain/clock.ts';
import type { Day } from '#lib/domain/day.ts';
import { headlineNumbers, type HeadlineNumber } from '#lib/domain/numbers/headline.ts';
import type { PaperContent } from '#lib/domain/paper.ts';
import { scopeOf } from '#lib/domain/scope.ts';
import type { SinceCount } from '#lib/domain/since.ts';
import { cutOf } from './compose.ts';
import { headlineCounts } from './headline.ts';
import { sinceThen } from './since.ts';

type Now = { today: Day; now: Date };

/** What has changed since a paper was frozen: its day as we know it now, today, and every entry between, line by line. */
export type Changed = {
	that_day: HeadlineNumber[];
	today: HeadlineNumber[];
	since: SinceCount[];
};

/** Looks at the live figures beside a frozen paper. The paper itself is only read. */
export const changedSince = async (
	reading: Reading,
	paper: PaperContent,
	{ today, now }: Now
): Promise<Changed> => {
	const { data_set, known_at } = paper;
	const numbersOf = async (as_at: Day) =>
		headlineNumbers(await headlineCounts(reading, scopeOf({ as_at }, data_set, today)), { as_at });
	const after = cutOf({ known_at, frozen_at: new Date(paper.frozen_at) });
	const time = { after, upto: now, from_on: known_at, to_on: today };
	return {
		that_day: await numbersOf(known_at),
		today: await numbersOf(today),
		since: await sinceThen(reading, data_set, time, today)
	};
};

/** One side of a comparison: a day as it was known then, or what a frozen paper said. */
export type Side = { known_at: Day; numbers: HeadlineNumber[]; upto: Date };

/** A day as it was known at its end; of today, as it is known now. */
export const sideOfDay = async (
	reading: Reading,
	data_set: DataSet,
	known_at: Day,
	{ today, now }: Now
): Promise<Side> => {
	const counts = await headlineCounts(reading, scopeOf({ known_at }, data_set, today));
	const end = overdueInstant(known_at);
	return {
		known_at,
		numbers: headlineNumbers(counts, { as_at: known_at, known_at }),
		upto: now < end ? now : end
	};
};

/** What a paper said; none of it is computed again. */
export const sideOfPaper = ({ known_at, frozen_at, numbers }: PaperContent): Side => ({
	known_at,
	numbers,
	upto: cutOf({ known_at, frozen_at: new Date(frozen_at) })
});

/** What lies between two sides: what came in, what moved, what was entered late. */
export const between = (
	reading: Reading,
	data_set: DataSet,
	[from, to]: readonly [Side, Side],
	today: Day
): Promise<SinceCount[]> =>
	sinceThen(
		reading,
		data_set,
		{ after: from.upto, upto: to.upto, from_on: from.known_at, to_on: to.known_at },
		today
	);
