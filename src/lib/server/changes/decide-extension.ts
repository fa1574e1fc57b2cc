import * as assignments from '#db/queries/assignments.ts';
import { decideExtensions, type Decided } from '#db/record/extensions.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { inWords } from '#lib/domain/day.ts';
import { decide, type ExtensionRuling } from '#lib/domain/extension.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import { tellOf } from '../mail/notices.ts';
import { inTurn, lockFor, type Trusted } from './in-turn.ts';

/**
 * The board or the issuer decides requests for later dates; never the owner. A date that is granted moves on the day
 * of the decision, and the first one is kept for ever.
 */
export const decideExtension = (at: At, rulings: readonly (ExtensionRuling & Trusted)[]): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const ids = rulings.map(({ extension_id }) => extension_id);
		const owners = new Map(
			(await assignments.extensionsById(trx, ids)).map((row) => [row.id, row.assignment_id])
		);
		const updates = rulings.map((ruling) => ({
			...ruling,
			assignment_id: owners.get(ruling.extension_id) ?? 0
		}));
		const locked = await lockFor(trx, updates);
		// Read again under the lock: somebody may have decided in between.
		const requests = new Map((await assignments.extensionsById(trx, ids)).map((row) => [row.id, row]));
		const decided: Decided[] = [];
		const drafts = inTurn(at, locked, updates, (current, ruling, { user, today }) => {
			const request = requests.get(ruling.extension_id);
			if (!request || request.decision)
				throw new Refusal(
					'not-possible',
					`This request was ${request?.decision} on ${inWords(request?.decided_on ?? today)}. Ask for a new one if it has to be decided again.`
				);
			const as = may(user).decideExtension({ assignment: current, needs_board: request.needs_board });
			const events = decide(current, request, ruling, { as, today });
			const decided_on = events[0]?.effective_on ?? today;
			requests.set(request.id, { ...request, decision: ruling.decision, decided_on });
			decided.push({
				id: request.id,
				decision: ruling.decision,
				decided_on,
				decided_by: user?.id ?? null,
				decision_reason: ruling.reason
			});
			return events;
		});
		await decideExtensions(trx, decided);
		await tellOf(trx, at, locked, drafts);
		return record(trx, at, drafts, locked);
	});
