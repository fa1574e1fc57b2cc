import { CLOCKS, type Clock } from '#lib/domain/clock.ts';
import type { FactCount } from '#lib/domain/fact.ts';
import { base } from './assignments.ts';
import { leavesOut, type Words } from './definition.ts';
import { quantile } from './quantile.ts';

/** How far the dates of one clock were moved, in days. Both quantiles are undefined where none was. */
export type Slip = { clock: Clock; moved: number; median: number | undefined; ninetieth: number | undefined };

/** How far dates were moved, by clock: the days between the first date and the one that holds now. */
export const slips = (facts: readonly FactCount[]): Slip[] =>
	CLOCKS.map((clock) => {
		const moved = facts
			.filter(({ fact, value }) => fact === 'slip' && value === clock)
			.map(({ length, n }) => ({ length: length ?? 0, n }));
		return {
			clock,
			moved: moved.reduce((sum, { n }) => sum + n, 0),
			median: quantile(moved, 0.5),
			ninetieth: quantile(moved, 0.9)
		};
	});

/** How many extensions were granted, and to how many assignments. */
export const extensionsGranted = (
	facts: readonly FactCount[]
): { extensions: number; assignments: number } => {
	const granted = facts.filter(({ fact }) => fact === 'extensions');
	return {
		extensions: granted.reduce((sum, { length, n }) => sum + (length ?? 0) * n, 0),
		assignments: granted.reduce((sum, { n }) => sum + n, 0)
	};
};

/** What the method page prints of it. */
export const slip: Words = {
	id: 'slip',
	name: 'Slip',
	in_plain_words:
		'How many days dates were moved: half were moved by so many or fewer, nine in ten by so many or fewer.',
	formula: 'the date that holds now − the first date, in days: median and 90th centile; extensions ÷ base',
	terms: [
		{
			name: 'first date',
			means: 'The first day that was set for the response, the action or the evidence. It is kept for ever.'
		},
		{ name: 'median', means: 'Half of the dates that were moved were moved by so many days or fewer.' },
		{
			name: '90th centile',
			means: 'Nine in ten of the dates that were moved were moved by so many days or fewer.'
		},
		{ name: 'extensions', means: 'Times that the board or the issuer granted more time.' }
	],
	left_out: [
		...leavesOut(base),
		{
			name: 'dates never moved',
			means: 'A date that was kept has no slip. How many were moved is said beside it.'
		}
	],
	authority:
		'Our own. Quantiles after Hyndman and Fan, The American Statistician 1996; 50: 361–5, definition 2.'
};
