import type { DataSet } from '#lib/domain/data-set.ts';
import { inWords } from '#lib/domain/day.ts';
import { FEWEST_FOR_A_PERCENTAGE } from '#lib/domain/numbers/number.ts';
import type { FigureContext } from './figure.ts';

/** What a table is of: the thing, the part of the data, and the day in the sense that was asked for. */
export const caption = (what: string, { data, scope, as_at, known_at }: FigureContext): string =>
	[
		`${what}: ${scope}`,
		data === 'demonstration' ? 'invented demonstration data' : 'real register',
		known_at === undefined ? `as at ${inWords(as_at)}` : `as known on ${inWords(known_at)}`
	].join(', ');

/**
 * What is to be said where changes over time are told. In the register a reply of an unknown day is dated to the day on
 * which it was recorded (decision 6): without these words, that a page was read would look like a change in the world.
 */
export const unknownDays = (data: DataSet): string[] =>
	data === 'register'
		? [
				'A reply or a claim whose day is not known counts from the day on which we recorded it: some or all of this may be older.'
			]
		: [];

/** A share between 0 and 1 in per cent, with one decimal. */
export const inPercent = (share: number): number => Math.round(1000 * share) / 10;

/** A share for a table: percent with one decimal, empty where there are too few for a percentage. */
export const percent = (numerator: number, denominator: number): number | null =>
	denominator < FEWEST_FOR_A_PERCENTAGE ? null : Math.round((1000 * numerator) / denominator) / 10;
