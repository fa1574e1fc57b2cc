import type { Standing } from '#lib/domain/standing.ts';
import { accepted, assured, base as standingAssignments, delivered, responded } from './assignments.ts';
import { share, shortfall, size, type Definition } from './definition.ts';

/** Assignments that stand, out of all that were made: what every other number is in the end a share of. */
export const base: Definition<Standing> = size({
	id: 'base',
	name: 'Base',
	in_plain_words:
		'How many assignments count. What an organisation refuses and what the board declines stays in, and is shown by itself.',
	of: standingAssignments,
	authority:
		'Our own. Only what is counted elsewhere, or was agreed not to apply, is taken out, so that nobody looks better by refusing.'
});

/** Accepted in full, in part or in principle, out of all that were answered. */
export const acceptanceRate: Definition<Standing> = share({
	id: 'acceptance-rate',
	name: 'Acceptance rate',
	in_plain_words: 'Of what organisations have answered, the share that they accepted.',
	which: accepted,
	of: responded,
	authority:
		'Our own. The three kinds of acceptance are counted together here and shown apart on each recommendation.'
});

/** What organisations say is done, out of what they accepted. */
export const reportedRate: Definition<Standing> = share({
	id: 'reported-rate',
	name: 'Reported rate',
	in_plain_words: 'Of what organisations accepted, the share that they say is done.',
	which: delivered,
	of: accepted,
	authority: 'Our own. It is what most progress reports give as the whole story.'
});

/** What somebody independent confirmed, out of what was accepted. */
export const assuredRate: Definition<Standing> = share({
	id: 'assured-rate',
	name: 'Assured rate',
	in_plain_words: 'Of what organisations accepted, the share that somebody independent has confirmed.',
	which: assured,
	of: accepted,
	authority: 'Our own. A confirmation that has lapsed no longer counts; one that was repeated does.'
});

/**
 * Share of accepted assignments that nobody independent has confirmed: 1 − assured ÷ accepted, as at one day.
 * `undefined` when nothing is accepted: a rate of nothing is not nought.
 */
export const implementationGap: Definition<Standing> = shortfall({
	id: 'implementation-gap',
	name: 'Implementation gap',
	in_plain_words: 'Of what organisations accepted, the share that nobody independent has confirmed.',
	reached: assured,
	of: accepted,
	authority:
		'Our own. It is the distance between a promise and its proof that HSSIB’s “Recommendations but no action” (2024) describes.'
});

/** The same against everything that was asked: 1 − assured ÷ base. */
export const implementationGapOfBase: Definition<Standing> = shortfall({
	id: 'implementation-gap-of-base',
	name: 'Implementation gap against the whole base',
	in_plain_words: 'Of all that was asked, accepted or not, the share that nobody independent has confirmed.',
	reached: assured,
	of: standingAssignments,
	authority: 'Our own. It stands beside the gap on what was accepted, which few acceptances would flatter.'
});
