import * as outbox from '#db/queries/outbox.ts';
import * as papers from '#db/queries/papers.ts';
import { readAs } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import { FREEZE_INVENTED } from '#lib/server/changes/freeze-invented.ts';
import { pageAsked } from '#lib/server/page-asked.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 50;

export const load: PageServerLoad = ({ locals, url }) =>
	readAs(locals, async (db) => {
		const { user, data_set } = locals;
		const { page, pages, ...part } = pageAsked(url, await papers.count(db, data_set), A_PAGE);
		const found = await papers.list(db, data_set, part);
		return {
			page,
			pages,
			is_being_made:
				found.length === 0 && data_set === 'demonstration' && (await outbox.waits(db, FREEZE_INVENTED)),
			papers: found
				.filter(({ published_at }) =>
					may(user).can('readPaper', { data_set, is_public: published_at !== null })
				)
				.map(({ slug, board, held_on, known_at, published_at, has_pdf }) => ({
					slug,
					board,
					held_on,
					known_at,
					is_public: published_at !== null,
					has_pdf
				}))
		};
	});
