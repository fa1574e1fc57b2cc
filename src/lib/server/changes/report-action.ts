import * as actions from '#db/queries/actions.ts';
import * as assignments from '#db/queries/assignments.ts';
import { reportActions, setServed } from '#db/record/actions.ts';
import { record } from '#db/record/record.ts';
import type { Database } from '#db/schema.ts';
import { inTransaction } from '#db/transaction.ts';
import { mustHaveSeenAction, report, type ActionUpdate, type Kept } from '#lib/domain/action.ts';
import * as delivery from '#lib/domain/axes/delivery.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import { updateAssignment } from './update-assignment.ts';

type Told = ActionUpdate & {
	/** The assignments for which the action is not enough by itself. */
	not_enough: readonly number[];
};

const inOneLine = ({ what }: Kept, { narrative, step }: ActionUpdate) =>
	`${what.replace(/[.\s]+$/, '')} (${step}): ${narrative}`;

/**
 * An organisation says what is new about its actions, once: every open assignment that an action serves gets the same
 * words. What is done claims those that it is enough for by itself, where such a claim can be made, and puts the others
 * under way. One transaction; returns the numbers of the actions' own events.
 */
export const reportAction = (at: At, updates: readonly Told[]): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const ids = updates.map(({ action_id }) => action_id);
		const links = await actions.links(trx, ids);
		// Assignments before actions, as everywhere, so that two can't wait for each other.
		const served = await assignments.lock(
			trx,
			links.map(({ assignment_id }) => assignment_id)
		);
		const locked = await actions.lock(trx, ids);
		const drafts = [];
		for (const update of updates) {
			const current = locked.get(update.action_id);
			if (!current) throw new Refusal('not-found', 'There is nothing here, or it is not yours to see.');
			const as = may(at.user).act({ ...current, is_public: false });
			mustHaveSeenAction(current, update.seen_version);
			drafts.push(report(current, update, at.today));
			const open = links.flatMap(({ action_id, assignment_id }) => {
				const assignment = served.get(assignment_id);
				return action_id === current.id && assignment?.closure === 'open' ? [assignment] : [];
			});
			await updateAssignment(
				{ ...at, db: trx as Database, reading: trx },
				open.map((assignment) => {
					const can = delivery.movesFrom(assignment, { as, today: at.today });
					const isEnough = update.step === 'done' && !update.not_enough.includes(assignment.id);
					const wanted = isEnough ? 'delivered' : 'in progress';
					const isNew =
						wanted === 'delivered' ||
						['no information', 'not started', 'planned'].includes(assignment.delivery);
					return {
						assignment_id: assignment.id,
						narrative: inOneLine(current, update),
						delivery: isNew && can.includes(wanted) ? wanted : undefined,
						evidence_url: update.evidence_url,
						no_evidence_reason: update.no_evidence_reason,
						effective_on: update.effective_on
					};
				})
			);
		}
		await reportActions(
			trx,
			updates.map(({ action_id, step, narrative, effective_on = at.today }) => ({
				id: action_id,
				done_on: step === 'done' ? effective_on : null,
				last_said: narrative,
				updated_on: effective_on
			}))
		);
		await setServed(
			trx,
			ids,
			links.map((link) => ({
				...link,
				enough_by_itself: !updates.some(
					({ action_id, not_enough }) =>
						action_id === link.action_id && not_enough.includes(link.assignment_id)
				)
			}))
		);
		return record(trx, at, drafts);
	});
