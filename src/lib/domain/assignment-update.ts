import { z } from 'zod';
import type { Assigned } from './axes/assigned.ts';
import { dayOfEffect, type Context } from './axes/axis.ts';
import { BARRIERS } from './axes/barrier.ts';
import * as delivery from './axes/delivery.ts';
import * as position from './axes/position.ts';
import { EFFECTIVE_ON_IS, ofAssignment, type EventDraft } from './event.ts';
import * as evidence from './evidence.ts';
import { uploaded, type EvidenceFile } from './evidence-file.ts';
import { day, link, oneOf, whole, wholeOrNone, words } from './field.ts';
import { Refusal, together } from './refusal.ts';

/** The fields of a status update. The form, the API and the columns of a file have these names. */
export const AssignmentUpdateFields = z.object({
	assignment_id: whole('the assignment'),
	seen_version: wholeOrNone('the version that you saw'),
	position: oneOf('the position', position.POSITIONS),
	delivery: oneOf('the status', delivery.DELIVERIES),
	barrier: oneOf('what stands in the way', BARRIERS),
	reason: words('the reason'),
	narrative: words('your own words'),
	evidence_url: link('the link to the evidence'),
	evidence_kind: oneOf('the kind of evidence', evidence.EVIDENCE_KINDS),
	evidence_title: words('the title of the evidence', 300),
	no_evidence_reason: words('why there is no evidence', 1000),
	planned_owner: words('the owner of the plan', 200),
	planned_finish_on: day('the day by which it is planned to be done'),
	effective_on: day('the day on which it happened'),
	effective_on_is: oneOf('how well the day is known', EFFECTIVE_ON_IS)
});

type Fields = z.infer<typeof AssignmentUpdateFields> & { evidence_file?: EvidenceFile | undefined };

/** An update that says nothing is none. */
export const mustSaySomething = (update: Omit<Fields, 'assignment_id'>, context: z.RefinementCtx) => {
	const saysSomething = [
		update.position,
		update.delivery,
		update.narrative,
		update.evidence_url,
		update.evidence_file,
		update.barrier
	];
	if (saysSomething.every((said) => said === undefined))
		context.addIssue({
			code: 'custom',
			path: ['narrative'],
			message: 'Say what is new: choose a position or a status, write a line, or give a link to evidence.'
		});
};

/**
 * One status update as API and file give it, which says something. What its choices need depends on where it stands: the
 * move asks for that.
 */
export const AssignmentUpdate = AssignmentUpdateFields.superRefine(mustSaySomething);

/** One status update as its own form gives it: it can bring a file. */
export const AssignmentUpdateForm = AssignmentUpdateFields.extend({
	evidence_file: uploaded('the file'),
	dated_on: day('the date of the evidence')
}).superRefine(mustSaySomething);
export type AssignmentUpdate = z.infer<typeof AssignmentUpdate> &
	Partial<Pick<z.infer<typeof AssignmentUpdateForm>, 'evidence_file' | 'dated_on'>>;

/** Refuses when somebody else has saved since the person looked: they would overwrite what they have not seen. */
export const mustHaveSeen = (current: { version: number }, seen_version: number | undefined): void => {
	if (seen_version !== undefined && seen_version !== current.version)
		throw new Refusal(
			'not-possible',
			'Somebody else has saved something here since you opened it. Look at what is new, then say yours again.'
		);
};

/**
 * The events of one status update: position, then delivery, then evidence; or, when none of these moves, what was said.
 * A value that holds already is no move, so that a file may carry all columns back. `has_evidence` says whether any is
 * on file; it is looked up, never typed.
 */
export const move = (
	current: Assigned & { version: number },
	update: Omit<AssignmentUpdate, 'assignment_id'> & { has_evidence?: boolean },
	context: Context
): EventDraft[] => {
	mustHaveSeen(current, update.seen_version);
	const has_evidence = update.has_evidence || update.evidence_file !== undefined;
	const replies = update.position === current.position ? undefined : update.position;
	const reports = update.delivery === current.delivery ? undefined : update.delivery;
	const said = { ...update, has_evidence, position: replies, delivery: reports };
	const moves = together(
		() => position.move(current, said, context),
		() => delivery.move(current, said, context)
	).map((draft, index) => (index === 0 ? draft : { ...draft, narrative: undefined }));
	const { effective_on } = update;
	const added = evidence
		.piecesOf(update)
		.flatMap((piece) => evidence.add(current, { ...piece, effective_on }, context));
	const detail = {
		barrier: update.barrier,
		planned_owner: update.planned_owner,
		planned_finish_on: update.planned_finish_on
	};
	const isNews = update.narrative !== undefined || Object.values(detail).some((given) => given !== undefined);
	if (moves.length > 0 || !isNews) return [...moves, ...added];
	return [
		ofAssignment(current, {
			what: 'update',
			reason: update.reason,
			narrative: update.narrative,
			detail,
			effective_on: dayOfEffect(update, context.today, current.assigned_on),
			effective_on_is: update.effective_on_is
		}),
		...added
	];
};
