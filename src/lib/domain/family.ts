import { z } from 'zod';
import { oneOf, required, whole, wholeOrNone, words } from './field.ts';

/** How one recommendation may be tied to another. */
export const LINK_KINDS = ['duplicates', 'supports', 'contradicts', 'supersedes', 'endorses'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

const ASKS = ['a new family', 'a family that there is', 'not the same'] as const;

/** What a registrar judges of two recommendations that are alike: which family they make, or that they are not the same. */
export const AlikeJudgement = z
	.object({
		pair_id: whole('the pair'),
		judged: required(oneOf('what you judge', ASKS), 'Choose whether they ask for the same.'),
		family_id: wholeOrNone('the family'),
		name: words('the name of the family', 120),
		asks_for: words('what they ask for', 400),
		reason: words('the reason', 1000)
	})
	.refine(({ judged, name }) => judged !== 'a new family' || name !== undefined, {
		path: ['name'],
		error: 'Give the new family a name: what is asked for, in a few words.'
	})
	.refine(({ judged, family_id }) => judged !== 'a family that there is' || family_id !== undefined, {
		path: ['family_id'],
		error: 'Choose the family that they belong to.'
	});
export type AlikeJudgement = z.output<typeof AlikeJudgement>;

const reference = (what: string) => required(words(what, 120), `Give ${what}.`);

/** A tie between two recommendations, as a registrar enters it: `R/2022/188 supersedes R/2019/034`. */
export const NewLink = z
	.object({
		from_ref: reference('the reference of the first recommendation'),
		kind: required(oneOf('what it does', LINK_KINDS), 'Choose what the first does to the second.'),
		to_ref: reference('the reference of the second recommendation'),
		note: required(words('the reason', 1000), 'Say why: what in the texts shows it.')
	})
	// What is left empty is told by the field itself, and comes here all the same.
	.refine(({ from_ref, to_ref }) => !from_ref || from_ref.toLowerCase() !== to_ref?.toLowerCase(), {
		path: ['to_ref'],
		error: 'Give another recommendation: nothing is tied to itself.'
	});
export type NewLink = z.output<typeof NewLink>;

/** A member that is put into a family or taken out of it by hand. */
export const FamilyMember = z.object({
	family_id: whole('the family'),
	reference: reference('the reference of the recommendation'),
	reason: required(words('the reason', 1000), 'Say why: what in the texts shows it.')
});
export type FamilyMember = z.output<typeof FamilyMember>;
