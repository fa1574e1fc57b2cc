import { randomBytes } from 'node:crypto';
import * as savedViews from '#db/queries/saved-views.ts';
import { record } from '#db/record/record.ts';
import { amendView, forgetView, keepView } from '#db/record/saved-views.ts';
import type { Writing } from '#db/schema.ts';
import { actAs, inTransaction } from '#db/transaction.ts';
import { themselves } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { MOST_VIEWS, type NewView } from '#lib/domain/saved-view.ts';
import type { At } from '../at.ts';
import { amendedThemselves } from './amended-themselves.ts';

type Owner = ReturnType<typeof themselves>;

/** Everybody can read the record, so it says that something was done with a view, and not what it is called. */
const note = (trx: Writing, at: At, owner: Owner, did: string) =>
	record(trx, at, [amendedThemselves(at, owner, 'saved_view', did)]);

const mustBeTheirs = (isTheirs: boolean) => {
	if (!isTheirs) throw new Refusal('not-found', 'There is no such view any more. Look at the list again.');
};

/**
 * Whoever is signed in keeps a view under a name; one of theirs by the same name is replaced. Refuses more than fifty.
 */
export const saveView = (at: At, view: NewView): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const owner = themselves(at.user);
		const own = await savedViews.list(trx, owner.id);
		if (own.length >= MOST_VIEWS && !own.some(({ name }) => name === view.name))
			throw new Refusal(
				'not-possible',
				`You keep ${MOST_VIEWS} views already. Delete one that you no longer need.`,
				'name'
			);
		const stop_token = randomBytes(32).toString('base64url');
		await keepView(trx, { ...view, person_id: owner.id, stop_token, saved_at: at.now });
		return note(trx, at, owner, 'saved');
	});

/** Whoever is signed in calls a view of theirs something else. Refuses a name that another view of theirs has. */
export const renameView = (at: At, { view_id, name }: { view_id: number; name: string }): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const owner = themselves(at.user);
		const own = await savedViews.list(trx, owner.id);
		if (own.some((view) => view.name === name && view.id !== view_id))
			throw new Refusal(
				'not-possible',
				'You have another view by that name. Choose a different name.',
				'name'
			);
		mustBeTheirs(await amendView(trx, { id: view_id, person_id: owner.id }, { name }));
		return note(trx, at, owner, 'renamed');
	});

/** Whoever is signed in asks to be told of a view of theirs each month, or no longer. */
export const subscribeToView = (
	at: At,
	{ view_id, monthly }: { view_id: number; monthly: 'yes' | 'no' }
): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const owner = themselves(at.user);
		const of = { id: view_id, person_id: owner.id };
		mustBeTheirs(await amendView(trx, of, { monthly: monthly === 'yes' }));
		return note(trx, at, owner, monthly === 'yes' ? 'monthly e-mail begun' : 'monthly e-mail ended');
	});

/** Whoever is signed in deletes a view of theirs. */
export const deleteView = (at: At, { view_id }: { view_id: number }): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const owner = themselves(at.user);
		mustBeTheirs(await forgetView(trx, { id: view_id, person_id: owner.id }));
		return note(trx, at, owner, 'deleted');
	});

/** What somebody is told by whose address there is nothing to end. */
export const NO_VIEW = 'There is no such view any more, so no e-mails about it will come.';

/** Whoever has the address in a monthly e-mail ends these e-mails, without signing in. */
export const stopViewLetters = (at: At, stop_token: string): Promise<number[]> =>
	inTransaction({ ...at, user: { id: null } }, async (trx) => {
		const view = await savedViews.byStopToken(trx, stop_token);
		if (!view) throw new Refusal('not-found', NO_VIEW);
		if (!view.monthly) return [];
		const owner = { id: view.person_id, data_set: view.data_set };
		await actAs(trx, owner);
		await amendView(trx, { id: view.id, person_id: owner.id }, { monthly: false });
		return record(trx, { ...at, user: owner }, [
			amendedThemselves(at, owner, 'saved_view', 'monthly e-mail ended')
		]);
	});
