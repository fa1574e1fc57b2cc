import type { ViewPage } from '#lib/domain/saved-view.ts';
import type { Generated, GeneratedAlways } from 'kysely';

/** One row a view of a page that a person keeps under a name. */
type SavedViewTable = {
	id: GeneratedAlways<number>;
	person_id: number;
	name: string;
	page: ViewPage;
	question: string;
	monthly: Generated<boolean>;
	stop_token: string;
	saved_at: Date;
};

/** The tables of what people keep of what they looked at. */
export type ViewTables = { saved_view: SavedViewTable };
