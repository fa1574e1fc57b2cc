import type { DataSet } from '#lib/domain/data-set.ts';
import type { Saved } from '#lib/domain/saved-view.ts';
import type { Reading } from '../schema.ts';

/** A view as its owner sees it. */
export type Own = Saved & { id: number; monthly: boolean };

/** The views that a person keeps, by name. */
export const list = (db: Reading, person_id: number): Promise<Own[]> =>
	db
		.selectFrom('saved_view')
		.select(['id', 'name', 'page', 'question', 'monthly'])
		.where('person_id', '=', person_id)
		.orderBy('name')
		.execute();

/** A view, and whose it is. */
export type Owned = Own & {
	stop_token: string;
	person_id: number;
	person: string;
	email: string;
	data_set: DataSet;
};

const withOwners = (db: Reading) =>
	db
		.selectFrom('saved_view')
		.innerJoin('person', 'person.id', 'saved_view.person_id')
		.select([
			'saved_view.id',
			'saved_view.name',
			'page',
			'question',
			'monthly',
			'stop_token',
			'person_id',
			'person.name as person',
			'email',
			'data_set'
		]);

/** The views behind a number of which somebody wants to be told each month, unless suspended, by number. */
export const monthly = (db: Reading, { after, limit }: { after: number; limit: number }): Promise<Owned[]> =>
	withOwners(db)
		.where('monthly', '=', true)
		.where('saved_view.id', '>', after)
		.where('suspended_at', 'is', null)
		.orderBy('saved_view.id')
		.limit(limit)
		.execute();

/** The view whose monthly e-mail an address ends, also where it has ended; undefined where there is none such. */
export const byStopToken = (db: Reading, stop_token: string): Promise<Owned | undefined> =>
	withOwners(db).where('stop_token', '=', stop_token).executeTakeFirst();
