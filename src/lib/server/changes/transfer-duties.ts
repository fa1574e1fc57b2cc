import * as actions from '#db/queries/actions.ts';
import * as asked from '#db/queries/asked.ts';
import * as assignments from '#db/queries/assignments.ts';
import * as successions from '#db/queries/successions.ts';
import { giveActions } from '#db/record/actions.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { passedOn } from '#lib/domain/action.ts';
import { inWords, later, type Day } from '#lib/domain/day.ts';
import { ofAssignment } from '#lib/domain/event.ts';
import { may } from '#lib/domain/may.ts';
import type { PassedOn } from '#lib/domain/organisation.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import { actorOf, signed, type Trusted } from './in-turn.ts';

type Succession = Trusted & { from: number; to: number; on: Day };

/**
 * The open assignments of an organisation that has ended pass to its successor, and with them the actions that serve
 * them and are still to be done; what is closed or done keeps the old name.
 * Where the successor was asked for the same already, the old assignment is closed as superseded. Returns how many passed.
 */
export const transferDuties = (at: At, { from, to, on, ...trusted }: Succession): Promise<number> =>
	inTransaction(at, async (trx) => {
		const actor = actorOf(at, trusted);
		const organisations = await asked.organisations(trx, [from, to]);
		const [old, successor] = [organisations.get(from), organisations.get(to)];
		if (!old || !successor || old.data_set !== successor.data_set || from === to)
			throw new Refusal('not-found', 'There is no such organisation, or no such successor. Check both.');
		may(actor.user).keepRegister(old);
		const both = await assignments.lockAllOf(trx, 'organisation_id', [from, to]);
		const already = new Set(
			both.filter((row) => row.organisation_id === to).map((row) => row.recommendation_id)
		);
		const open = both.filter((row) => row.organisation_id === from && row.closure === 'open');
		const reason = `${successor.name} took over from ${old.name} on ${inWords(on)}.`;
		const drafts = open.map((row) => {
			const effective_on = later(on, row.assigned_on);
			return already.has(row.recommendation_id)
				? ofAssignment(row, {
						what: 'closure',
						from_value: 'open',
						to_value: 'superseded',
						reason: `${reason} It was asked for the same already.`,
						effective_on
					})
				: ofAssignment(row, {
						what: 'transfer',
						from_value: old.name,
						to_value: successor.name,
						reason,
						detail: { to_organisation_id: to },
						effective_on
					});
		});
		const passing = open.filter(({ recommendation_id }) => !already.has(recommendation_id));
		const ids = await actions.toBeDone(
			trx,
			from,
			passing.map(({ id }) => id)
		);
		const given = [...(await actions.lock(trx, ids)).values()].map((action) =>
			passedOn(action, { from_value: old.name, to_value: successor.name, reason, effective_on: on }, to)
		);
		await giveActions(trx, ids, to);
		await record(trx, at, signed([...drafts, ...given], actor));
		return passing.length;
	});

/**
 * The open assignments of an organisation that has ended pass as its recorded succession says, from the day on which the
 * successor took over. Refuses where nobody recorded one. Returns how many passed.
 */
export const passOn = (at: At, which: PassedOn): Promise<number> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).keepRegister({ data_set });
		const found = await successions.find(trx, data_set, at.today, which);
		if (!found)
			throw new Refusal(
				'not-found',
				'Nobody has recorded that the one took over from the other. Import that first.'
			);
		const { organisation_id: from, successor_id: to, took_over_on: on } = found;
		return transferDuties({ ...at, db: trx }, { from, to, on });
	});
