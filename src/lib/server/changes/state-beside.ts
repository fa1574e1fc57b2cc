import * as assignments from '#db/queries/assignments.ts';
import * as verdicts from '#db/queries/verdicts.ts';
import { record } from '#db/record/record.ts';
import { insertStatements } from '#db/record/statements.ts';
import { inTransaction } from '#db/transaction.ts';
import { ofAssignment } from '#lib/domain/event.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Statement } from '#lib/domain/statement.ts';
import type { At } from '../at.ts';

/**
 * An organisation puts its word beside verdicts about its claims. The newest is shown, in public; none is overwritten,
 * and the verdict stands as it was given. Only its approvers may. Returns the numbers of the events.
 */
export const stateBeside = (at: At, statements: readonly Statement[]): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const owners = await verdicts.assignmentsOf(
			trx,
			statements.map(({ verdict_id }) => verdict_id)
		);
		const locked = await assignments.lock(trx, [...owners.values()]);
		const made = statements.map(({ verdict_id, words }) => {
			const assignment = locked.get(owners.get(verdict_id) ?? 0);
			if (!assignment) throw new Refusal('not-found', 'There is no such verdict. Open the page again.');
			may(at.user).state(assignment);
			return { verdict_id, words, assignment };
		});
		await insertStatements(
			trx,
			made.map(({ verdict_id, words, assignment }) => ({
				data_set: assignment.data_set,
				verdict_id,
				assignment_id: assignment.id,
				organisation_id: assignment.organisation_id,
				words,
				made_on: at.today,
				made_at: at.now,
				made_by: at.user?.id ?? null
			}))
		);
		const drafts = made.map(({ verdict_id, words, assignment }) =>
			ofAssignment(assignment, {
				what: 'statement',
				narrative: words,
				detail: { verdict_id },
				effective_on: at.today
			})
		);
		return record(trx, at, drafts);
	});
