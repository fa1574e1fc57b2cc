import { MEANINGS, STRENGTHS, type Strength } from '#lib/domain/axes/strength.ts';
import type { Words } from './definition.ts';

/** How many actions are so strong. */
export type StrengthCount = { strength: Strength; n: number };

/** The strengths in their order, each with how many actions have it, also where none has; and how many there are. */
export const mixOf = (counts: readonly StrengthCount[]): { all: number; mix: StrengthCount[] } => ({
	all: counts.reduce((sum, { n }) => sum + n, 0),
	mix: STRENGTHS.map((strength) => ({
		strength,
		n: counts.find((count) => count.strength === strength)?.n ?? 0
	}))
});

/** What the method page prints of it. */
export const strengthMix: Words = {
	id: 'strength-mix',
	name: 'Strength of actions',
	in_plain_words: 'How strongly what organisations do can be expected to hold.',
	formula: 'actions of a strength ÷ actions',
	terms: [
		{
			name: 'actions',
			means:
				'What organisations planned to do about at least one thing that they were asked, each once, however many it serves. By what it serves now.'
		},
		...STRENGTHS.map((name) => ({ name, means: MEANINGS[name] }))
	],
	left_out: [{ name: 'actions that serve nothing asked', means: 'Nobody said what they are for.' }],
	authority:
		'The action hierarchy of RCA²: Improving Root Cause Analyses and Actions to Prevent Harm (National Patient Safety Foundation, 2015).'
};
