import { z } from 'zod';
import { day, required, whole, words } from './field.ts';

/** An approver's signature under a claim that something is delivered. */
export const SignOff = z.object({
	assignment_id: whole('the assignment'),
	seen_version: whole('the version that you saw').optional(),
	narrative: words('your own words'),
	effective_on: day('the day from which it was delivered')
});
export type SignOff = z.infer<typeof SignOff>;

/** A claim sent back to whoever made it, with the reason. */
export const ReturnedClaim = z.object({
	assignment_id: whole('the assignment'),
	seen_version: whole('the version that you saw').optional(),
	reason: required(words('the reason'), 'Give the reason why you return this, so that it can be put right.'),
	effective_on: day('the day on which you return it')
});
export type ReturnedClaim = z.infer<typeof ReturnedClaim>;
