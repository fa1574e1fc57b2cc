import * as assignments from '#db/queries/assignments.ts';
import { insertExtensions, type NewExtension } from '#db/record/extensions.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { ask, type ExtensionRequest } from '#lib/domain/extension.ts';
import { may } from '#lib/domain/may.ts';
import type { At } from '../at.ts';
import { inTurn, lockFor, type Trusted } from './in-turn.ts';

/** Organisations ask for later dates. No date moves yet. Returns the numbers of the requests, in the order given. */
export const askForExtension = (
	at: At,
	requests: readonly (ExtensionRequest & Trusted)[]
): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const locked = await lockFor(trx, requests);
		const before = new Map<string, { granted_before: number; waits: boolean }>();
		const of = (assignment_id: number, clock: string) =>
			before.get(`${assignment_id} ${clock}`) ?? { granted_before: 0, waits: false };
		for (const { assignment_id, clock, decision } of await assignments.extensions(trx, [...locked.keys()])) {
			const { granted_before, waits } = of(assignment_id, clock);
			before.set(`${assignment_id} ${clock}`, {
				granted_before: granted_before + Number(decision === 'granted'),
				waits: waits || decision === null
			});
		}
		const asked: NewExtension[] = [];
		const drafts = inTurn(at, locked, requests, (current, request, { user, today }) => {
			const as = may(user).askExtension(current);
			const history = of(current.id, request.clock);
			const events = ask(current, request, history, { as, today });
			before.set(`${current.id} ${request.clock}`, { ...history, waits: true });
			for (const { detail, effective_on } of events)
				asked.push({
					data_set: current.data_set,
					assignment_id: current.id,
					organisation_id: current.organisation_id,
					clock: request.clock,
					due_on: String(detail?.due_on),
					asked_for_on: request.asked_for_on,
					reason: request.reason,
					barrier: request.barrier,
					asked_on: effective_on,
					asked_by: user?.id ?? null,
					needs_board: detail?.needs_board === true
				});
			return events;
		});
		const ids = await insertExtensions(trx, asked);
		await record(trx, at, drafts, locked);
		return ids;
	});
