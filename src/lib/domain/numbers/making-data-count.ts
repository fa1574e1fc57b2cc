import { SIGNALS, type Phase, type Signal } from './xmr.ts';

/** Which way a measure should go; undefined where neither way is better. */
export type Better = 'higher' | 'lower' | undefined;

/** What the latest value tells of change: none beyond chance, one for the better, for the worse, or one that is neither. */
export const VARIATIONS = ['common cause', 'improvement', 'concern', 'change'] as const;
export type Variation = {
	kind: (typeof VARIATIONS)[number];
	/** Which way it went; undefined where it did not. */
	went: 'up' | 'down' | undefined;
	/** By which rules of chance. */
	signals: Signal[];
};

/** Whether the process as it is will meet its aim: always, never, or now and then by chance alone. */
export const ASSURANCES = ['meets it', 'misses it', 'hit and miss'] as const;
export type AimAssurance = (typeof ASSURANCES)[number];

/** Which way a signal of the last of some values points. */
const wentBy = (signal: Signal, values: readonly { value: number }[], mean: number): 'up' | 'down' => {
	const last = values.at(-1)?.value ?? mean;
	const from = signal === 'trend' ? (values.at(-2)?.value ?? last) : mean;
	return last > from ? 'up' : 'down';
};

/**
 * What NHS England's “Making data count” shows by its icon of variation: judged by the latest value, and where several
 * rules fire by the first of them. Undefined without limits.
 */
export const variationOf = ({ limits, values }: Phase, better: Better): Variation | undefined => {
	if (!limits) return undefined;
	const signals = SIGNALS.filter((signal) => values.at(-1)?.signals.includes(signal));
	const [first] = signals;
	if (!first) return { kind: 'common cause', went: undefined, signals };
	const went = wentBy(first, values, limits.mean);
	const isBetter = (went === 'up') === (better === 'higher');
	return { kind: better === undefined ? 'change' : isBetter ? 'improvement' : 'concern', went, signals };
};

/**
 * What its icon of assurance shows: whether the limits of chance lie on the good side of the aim, on the bad side, or
 * around it. Undefined without limits, an aim, or a better side.
 */
export const assuranceOf = (
	{ limits }: Phase,
	aim: number | null | undefined,
	better: Better
): AimAssurance | undefined => {
	if (!limits || aim === null || aim === undefined || better === undefined) return undefined;
	if (limits.lower <= aim && aim <= limits.upper) return 'hit and miss';
	return limits.lower > aim === (better === 'higher') ? 'meets it' : 'misses it';
};
