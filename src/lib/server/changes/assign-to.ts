import * as asked from '#db/queries/asked.ts';
import * as assigning from '#db/queries/assigning.ts';
import { keepAskedSets } from '#db/record/asked-sets.ts';
import type { Made } from '#db/record/assignments.ts';
import type { Database } from '#db/schema.ts';
import { inTransaction } from '#db/transaction.ts';
import { mustBeAssignable, outcomesOf, type AssignTo } from '#lib/domain/assigning.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import { assign } from './assign.ts';

/**
 * The board asks sets and single organisations for one thing, from today on. A set is whoever belongs to it today; it is
 * kept, so that those who join later can be offered the same. Whoever has it already is passed over, and for whoever has
 * closed the successor is asked. Returns the assignments that were made.
 */
export const assignTo = (
	at: At,
	{ recommendation_id, ...given }: AssignTo & { recommendation_id: number }
): Promise<Made[]> =>
	inTransaction(at, async (trx) => {
		const { today } = at;
		const found = (await asked.recommendations(trx, [recommendation_id])).get(recommendation_id);
		if (!found)
			throw new Refusal('not-found', 'There is no such recommendation. Check its reference, and try again.');
		may(at.user).assign(found);
		mustBeAssignable(found.disposition, given, today);
		const { data_set } = found;
		const candidates = await assigning.candidates(trx, { data_set, recommendation_id, today }, given);
		const codes = new Set(candidates.map(({ code }) => code));
		const unknown = given.organisations.filter((code) => !codes.has(code));
		if (unknown.length > 0)
			throw new Refusal(
				'not-found',
				`There is no organisation ‘${unknown.join('’, ‘')}’. Check the code.`,
				'organisations'
			);
		const terms = {
			response_due_on: given.response_due_on,
			action_due_on: given.action_due_on,
			evidence_due_on: given.evidence_due_on,
			reports_every: given.reports_every
		};
		await keepAskedSets(trx, given.sets, {
			...terms,
			data_set,
			recommendation_id,
			asked_on: today,
			asked_by: at.user?.id ?? null
		});
		return assign(
			{ ...at, db: trx as Database, reading: trx },
			outcomesOf(candidates, today).flatMap(({ asked: organisation_id }) =>
				organisation_id
					? [
							{
								...terms,
								// What the board leaves empty is not set by the rule of the source: it was asked long after that.
								response_due_on: terms.response_due_on ?? null,
								recommendation_id,
								organisation_id,
								asked_on: today
							}
						]
					: []
			)
		);
	});
