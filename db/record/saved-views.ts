import type { Saved } from '#lib/domain/saved-view.ts';
import type { Writing } from '../schema.ts';

/** Keeps a view, in place of the person's own of the same name. */
export const keepView = async (
	trx: Writing,
	view: Saved & { person_id: number; stop_token: string; saved_at: Date }
): Promise<void> => {
	const { page, question, saved_at } = view;
	await trx
		.insertInto('saved_view')
		.values(view)
		.onConflict((conflict) =>
			conflict.columns(['person_id', 'name']).doUpdateSet({ page, question, saved_at })
		)
		.execute();
};

/** Writes what is new about a person's view; answers whether there is one by that number. */
export const amendView = async (
	trx: Writing,
	of: { id: number; person_id: number },
	given: { name: string } | { monthly: boolean }
): Promise<boolean> => {
	const { numUpdatedRows } = await trx
		.updateTable('saved_view')
		.set(given)
		.where('id', '=', of.id)
		.where('person_id', '=', of.person_id)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
};

/** Forgets a person's view; answers whether there was one by that number. */
export const forgetView = async (trx: Writing, of: { id: number; person_id: number }): Promise<boolean> => {
	const { numDeletedRows } = await trx
		.deleteFrom('saved_view')
		.where('id', '=', of.id)
		.where('person_id', '=', of.person_id)
		.executeTakeFirst();
	return numDeletedRows > 0n;
};
