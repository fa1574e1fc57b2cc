import type { Day } from '#lib/domain/day.ts';
import type { Writing } from '../schema.ts';

/** Keeps that one organisation took over from another; says nothing when it is kept already. */
export const insertSuccession = async (
	trx: Writing,
	succession: { organisation_id: number; successor_id: number; took_over_on: Day }
): Promise<void> => {
	await trx
		.insertInto('organisation_succession')
		.values(succession)
		.onConflict((conflict) => conflict.columns(['organisation_id', 'successor_id']).doNothing())
		.execute();
};
