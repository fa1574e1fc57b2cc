import * as assignments from '#db/queries/assignments.ts';
import * as actions from '#db/queries/actions.ts';
import { amendActions, insertActions, setServed } from '#db/record/actions.ts';
import { record } from '#db/record/record.ts';
import type { Writing } from '#db/schema.ts';
import { inTransaction } from '#db/transaction.ts';
import {
	amend,
	amendServed,
	mustHaveSeenAction,
	planned,
	type Action,
	type ActionAmendment
} from '#lib/domain/action.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';

/** Which assignments an action serves, and for which of them it is not enough by itself. */
type Serves = { serves: readonly number[]; not_enough: readonly number[] };

const NOT_THERE = 'There is nothing here, or it is not yours to see. Check the address.';

const notFound = (): never => {
	throw new Refusal('not-found', NOT_THERE);
};

/** Refuses an action that would serve what another organisation was asked. */
const mustBeOwn = async (trx: Writing, organisation_id: number, ids: readonly number[]) => {
	const locked = await assignments.lock(trx, ids);
	for (const id of ids) if (locked.get(id)?.organisation_id !== organisation_id) notFound();
};

const servings = (action_id: number, { serves, not_enough }: Serves) =>
	serves.map((assignment_id) => ({
		action_id,
		assignment_id,
		enough_by_itself: !not_enough.includes(assignment_id)
	}));

/** An organisation plans what it will do about what it was asked. Returns the numbers of the actions, in the order given. */
export const planAction = (at: At, plans: readonly (Action & Serves)[]): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const { user, today } = at;
		const data_set = user?.data_set ?? 'register';
		const rows = plans.map(({ organisation_id, what, owner, due_on, strength }) => {
			may(user).act({ data_set, organisation_id });
			return { data_set, organisation_id, what, owner, due_on, strength };
		});
		for (const { organisation_id, serves } of plans) await mustBeOwn(trx, organisation_id, serves);
		const ids = await insertActions(trx, rows);
		const made = plans.map((plan, index) => ({ ...plan, data_set, id: ids[index] ?? 0 }));
		await setServed(
			trx,
			ids,
			made.flatMap((plan) => servings(plan.id, plan))
		);
		await record(
			trx,
			at,
			made.map((plan) => planned(plan, plan.serves, today))
		);
		return ids;
	});

const ofOne = (links: readonly actions.Serving[], id: number) =>
	links.filter(({ action_id }) => action_id === id);

/** An organisation changes how its actions read and what they serve. Returns the numbers of the events. */
export const amendAction = (at: At, amendments: readonly (ActionAmendment & Serves)[]): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const ids = amendments.map(({ action_id }) => action_id);
		const locked = await actions.lock(trx, ids);
		const before = await actions.links(trx, ids);
		const drafts = [];
		for (const given of amendments) {
			const current = locked.get(given.action_id) ?? notFound();
			may(at.user).act({ ...current, is_public: false });
			mustHaveSeenAction(current, given.seen_version);
			// What it served before may have stayed with an organisation that this one took over from.
			const served = new Set(ofOne(before, current.id).map(({ assignment_id }) => assignment_id));
			await mustBeOwn(
				trx,
				current.organisation_id,
				given.serves.filter((id) => !served.has(id))
			);
			drafts.push(...amend(current, given, at.today));
		}
		await amendActions(
			trx,
			amendments.map(({ action_id, ...given }) => ({ ...given, id: action_id }))
		);
		await setServed(
			trx,
			ids,
			amendments.flatMap((given) => servings(given.action_id, given))
		);
		const after = await actions.links(trx, ids);
		const served = ids.flatMap((id) =>
			amendServed(locked.get(id) ?? notFound(), ofOne(before, id), ofOne(after, id), at.today)
		);
		return record(trx, at, [...served, ...drafts]);
	});
