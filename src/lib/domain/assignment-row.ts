import { z } from 'zod';
import { Action, ACTION_STEPS, ActionUpdate } from './action.ts';
import { AssignmentUpdateFields, mustSaySomething } from './assignment-update.ts';
import { STRENGTHS } from './axes/strength.ts';
import { code, list } from './entry.ts';
import { day, oneOf, reference, wholeOrNone, words } from './field.ts';
import { Observation } from './measure.ts';

/** Rows of a file about assignments: the fields of the forms, with the codes and references that people know. */

const whose = {
	recommendation_ref: code('the reference of the recommendation'),
	organisation_code: code('the code of the organisation')
};
const said = AssignmentUpdateFields.omit({ assignment_id: true, seen_version: true });

/** A recommendation that an organisation is asked to act on, with what it promised and said so far. */
export const AssignmentRow = z
	.object({
		...whose,
		response_due_on: day('the day by which a reply is due'),
		action_due_on: day('the day by which it is to be done'),
		evidence_due_on: day('the day by which evidence is due'),
		...said.shape
	})
	.meta({ id: 'AssignmentRow' });
export type AssignmentRow = z.infer<typeof AssignmentRow>;

/** What is new about an assignment, which is told by its number or by its recommendation and organisation. */
export const StatusUpdateRow = z
	.object({
		assignment_id: wholeOrNone('the number of the assignment'),
		recommendation_ref: reference('the reference of the recommendation'),
		organisation_code: reference('the code of the organisation'),
		...said.shape
	})
	.superRefine(({ assignment_id, recommendation_ref, organisation_code }, context) => {
		if (assignment_id || (recommendation_ref && organisation_code)) return;
		context.addIssue({
			code: 'custom',
			path: [recommendation_ref ? 'organisation_code' : 'recommendation_ref'],
			message: 'Say which assignment it is: its number, or the recommendation and the organisation.'
		});
	})
	.superRefine(mustSaySomething)
	.meta({ id: 'StatusUpdateRow' });
export type StatusUpdateRow = z.infer<typeof StatusUpdateRow>;

/** A thing that an organisation will do, the recommendations that it serves, and what is new about it. */
export const ActionRow = z
	.object({
		organisation_code: whose.organisation_code,
		register_id: wholeOrNone('the number that the register gave the action, as its download has it'),
		recommendation_refs: list('the references of the recommendations that it serves'),
		enough_for: list('the references of those for which it is enough by itself'),
		...Action.omit({ organisation_id: true }).shape,
		// One that a file has no column for stays as it is.
		strength: oneOf('how strong it is', STRENGTHS),
		...ActionUpdate.omit({ action_id: true, seen_version: true }).shape,
		step: oneOf('how far it is', ACTION_STEPS),
		narrative: words('what is new about it, in their own words')
	})
	.superRefine(({ step, narrative, recommendation_refs, enough_for = [] }, context) => {
		const tell = (field: string, message: string) =>
			context.addIssue({ code: 'custom', path: [field], message });
		if (step && !narrative) tell('narrative', 'Say in a line what is new, or leave out how far it is.');
		if (narrative && !step) tell('step', `Say how far it is, too: ${ACTION_STEPS.join(' or ')}.`);
		const foreign = enough_for.find(
			(reference) => recommendation_refs && !recommendation_refs.includes(reference)
		);
		if (foreign)
			tell('enough_for', `‘${foreign}’ is not among the recommendations that it serves. Add it there.`);
	})
	.meta({ id: 'ActionRow' });
export type ActionRow = z.infer<typeof ActionRow>;

/** What a row's key is in words: rows with the same one are about the same action. */
export const actionInWords = ({ organisation_code, register_id, what }: Partial<ActionRow>): string =>
	register_id ? `${organisation_code}, action ${register_id}` : `${organisation_code}: ${what}`;

/** One value of a measure that is in the register. */
export const ObservationRow = z
	.object({ measure_ref: code('the reference of the measure'), ...Observation.shape })
	.meta({ id: 'ObservationRow' });
export type ObservationRow = z.infer<typeof ObservationRow>;
