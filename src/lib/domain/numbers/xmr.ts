import type { Day } from '#lib/domain/day.ts';

/** From how many values on limits are worked out: fewer move about too much to judge by. */
export const FEWEST_FOR_LIMITS = 12;

/** How many values in a row on one side of the mean, or rising or falling, are more than chance. */
const RUN = 7;

// 3 ÷ 1.128: three standard deviations, of which the mean moving range of two is 1.128 (Shewhart; Wheeler, 1993).
const LIMIT_FACTOR = 2.66;

/** What tells that something changed, as NHS England's “Making data count” has it. */
export const SIGNALS = ['outside a limit', 'run on one side', 'trend', 'near a limit'] as const;
export type Signal = (typeof SIGNALS)[number];

/** Each signal in a line. */
export const SIGNAL_MEANINGS: Record<Signal, string> = {
	'outside a limit': 'a value outside the limits',
	'run on one side': '7 or more values in a row on one side of the mean',
	trend: '7 or more values in a row that rise, or that fall',
	'near a limit': '2 of 3 values in a row close to a limit'
};

export type Value = { on: Day; value: number };

/** The limits within which values vary by chance alone. */
export type Limits = { mean: number; mean_moving_range: number; upper: number; lower: number };

/** A value with what it tells: none where it may be chance. */
export type Judged = Value & { signals: Signal[] };

/**
 * Mean, and mean ± 2.66 × the mean of the moving ranges, each the distance between a value and the one before. Undefined
 * with fewer than two values.
 */
export const limitsOf = (values: readonly number[]): Limits | undefined => {
	if (values.length < 2) return undefined;
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const ranges = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)));
	const mean_moving_range = ranges.reduce((sum, range) => sum + range, 0) / ranges.length;
	const reach = LIMIT_FACTOR * mean_moving_range;
	return { mean, mean_moving_range, upper: mean + reach, lower: mean - reach };
};

/** The places of all values in runs of at least `length` steps that go the same way. */
const inRuns = (signs: readonly number[], length: number): Set<number> => {
	const places = new Set<number>();
	let from = 0;
	for (let at = 0; at <= signs.length; at += 1) {
		if (at < signs.length && signs[at] !== 0 && signs[at] === signs[from]) continue;
		if (signs[from] !== 0 && at - from >= length) for (let i = from; i < at; i += 1) places.add(i);
		from = at;
	}
	return places;
};

/** The places where two of three values in a row lie in the outer third between the mean and the same limit. */
const nearLimits = (values: readonly number[], { mean, upper }: Limits): Set<number> => {
	const near = ((upper - mean) * 2) / 3;
	const side = values.map((value) =>
		near > 0 && Math.abs(value - mean) >= near ? Math.sign(value - mean) : 0
	);
	const places = new Set<number>();
	for (let at = 0; at + 2 < side.length; at += 1)
		for (const sign of [1, -1]) {
			const those = [at, at + 1, at + 2].filter((i) => side[i] === sign);
			if (those.length >= 2) for (const i of those) places.add(i);
		}
	return places;
};

/**
 * The limits of a series in the order of its days, and what each value tells. Limits are undefined, and nothing tells
 * anything, with fewer than twelve values.
 */
export const xmr = (values: readonly Value[]): { limits: Limits | undefined; values: Judged[] } => {
	const inOrder = [...values].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
	const numbers = inOrder.map(({ value }) => value);
	const limits = numbers.length < FEWEST_FOR_LIMITS ? undefined : limitsOf(numbers);
	if (!limits) return { limits, values: inOrder.map((value) => ({ ...value, signals: [] })) };
	const { mean, upper, lower } = limits;
	const sided = inRuns(
		numbers.map((value) => Math.sign(value - mean)),
		RUN
	);
	const steps = inRuns(
		numbers.slice(1).map((value, i) => Math.sign(value - (numbers[i] ?? value))),
		RUN - 1
	);
	const near = nearLimits(numbers, limits);
	const tells: Record<Signal, (place: number, value: number) => boolean> = {
		'outside a limit': (_, value) => value > upper || value < lower,
		'run on one side': (place) => sided.has(place),
		// Six steps the same way join seven values.
		trend: (place) => steps.has(place) || steps.has(place - 1),
		'near a limit': (place) => near.has(place)
	};
	return {
		limits,
		values: inOrder.map((value, place) => ({
			...value,
			signals: SIGNALS.filter((signal) => tells[signal](place, value.value))
		}))
	};
};

/** A stretch of a series over which one set of limits holds. */
export type Phase = ReturnType<typeof xmr>;

/**
 * A series in one stretch, or in two where a person marked a day of change: limits are worked out anew from that day on.
 * Nothing else ever moves them.
 */
export const phasesOf = (values: readonly Value[], changed_on?: Day): Phase[] => {
	if (changed_on === undefined) return [xmr(values)];
	const before = values.filter(({ on }) => on < changed_on);
	const since = values.filter(({ on }) => on >= changed_on);
	return before.length === 0 || since.length === 0 ? [xmr(values)] : [xmr(before), xmr(since)];
};

/** How many values there are and their mean; the mean is undefined of none. */
export type MeanOf = { n: number; mean: number | undefined };

/** The mean of the values before a day, and of those on it and after it. */
export const beforeAndAfter = (values: readonly Value[], day: Day): { before: MeanOf; after: MeanOf } => {
	const meanOf = (some: readonly Value[]): MeanOf => ({
		n: some.length,
		mean: some.length === 0 ? undefined : some.reduce((sum, { value }) => sum + value, 0) / some.length
	});
	return {
		before: meanOf(values.filter(({ on }) => on < day)),
		after: meanOf(values.filter(({ on }) => on >= day))
	};
};
