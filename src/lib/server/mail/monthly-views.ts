import * as duties from '#db/queries/duties.ts';
import * as progress from '#db/queries/progress.ts';
import * as recommendations from '#db/queries/recommendations.ts';
import * as savedViews from '#db/queries/saved-views.ts';
import * as standings from '#db/queries/standings.ts';
import type { Database } from '#db/schema.ts';
import { inTransaction, readAs } from '#db/transaction.ts';
import { opening } from '#lib/charts/opening.ts';
import { inWords, type Day } from '#lib/domain/day.ts';
import { progressPageAsked, read, recommendationsAsked } from '#lib/domain/filter.ts';
import { shortened } from '#lib/domain/letter.ts';
import { countOf, verb } from '#lib/domain/numbers/in-words.ts';
import { daysOfLetter, pathOf, viewLetter } from '#lib/domain/saved-view.ts';
import { scopeOf, scopeThen } from '#lib/domain/scope.ts';
import { CutShort } from '../jobs/cut-short.ts';
import { queueMail } from '../mail.ts';

const A_BATCH = 100;
const NAMED = 3;

type Told = { sentences: string[]; path: string };

/** What the page of progress begins with, of the end of the month; undefined where the view can no longer be asked. */
const ofProgress = async (db: Database, view: savedViews.Owned, month: Day): Promise<Told | undefined> => {
	const { asked } = read(progressPageAsked, new URLSearchParams(view.question));
	if (!asked) return undefined;
	const { as_at, compare } = daysOfLetter(month);
	const scope = scopeOf({ ...asked, as_at, known_at: undefined }, view.data_set, month);
	const then = scopeThen(scope, compare);
	const now = {
		as_at,
		standings: await standings.count(db, scope),
		duties: await duties.countOpen(db, scope)
	};
	const said = opening(now, {
		as_at: compare,
		data: view.data_set,
		...(await progress.countedThen(db, then))
	});
	return {
		sentences: [said.where_we_stand, said.what_changed ?? [], said.what_needs_attention].flat(),
		path: pathOf(view, view.data_set, { as_at, compare, known_at: undefined })
	};
};

/** How many recommendations a view has, and the newest; undefined where it can no longer be asked. */
const ofRecommendations = async (db: Database, view: savedViews.Owned): Promise<Told | undefined> => {
	const { asked } = read(recommendationsAsked, new URLSearchParams(view.question));
	if (!asked) return undefined;
	const all = { ...asked, data: view.data_set, sort: 'newest' as const, page: 1 };
	const [n, newest] = [await recommendations.count(db, all), await recommendations.list(db, all, NAMED)];
	const lines = newest.map(
		({ plain_summary, made_on }) =>
			`  • ${shortened(plain_summary, 120)}${made_on ? ` (${inWords(made_on)})` : ''}`
	);
	return {
		sentences: [
			`${countOf(n, 'recommendation')} ${verb(n, 'is', 'are')} in it.`,
			...(lines.length > 0 ? [['The newest:', ...lines].join('\n')] : [])
		],
		path: pathOf(view, view.data_set)
	};
};

/**
 * Queues the letters of a month, by its first day, to everybody who wants to be told of a view. Each is a transaction of
 * its own with a key, so that work that is begun again sends nobody a second one. Throws `CutShort` when `isOver` says so.
 */
export const queueViews = async (
	{ db }: { db: Database },
	month: Day,
	isOver: () => boolean
): Promise<void> => {
	const installation = { id: null };
	for (let after: number | undefined = 0; after !== undefined;) {
		const from: number = after;
		const batch = await readAs({ db, user: installation }, (trx) =>
			savedViews.monthly(trx, { after: from, limit: A_BATCH })
		);
		for (const view of batch) {
			if (isOver()) throw new CutShort();
			const told = await (view.page === 'progress'
				? ofProgress(db, view, month)
				: ofRecommendations(db, view));
			if (!told) continue;
			const to = { name: view.person };
			const stop_path = `/account/views/stop/${view.stop_token}`;
			const words = viewLetter(to, { name: view.name, ...told, stop_path }, month);
			const once = `monthly view ${month} ${view.id}`;
			await inTransaction({ db, user: installation }, (trx) =>
				queueMail(trx, [{ to: view.email, person_id: view.person_id, kind: 'monthly view', once, ...words }])
			);
		}
		after = batch.length < A_BATCH ? undefined : batch.at(-1)?.id;
	}
};
