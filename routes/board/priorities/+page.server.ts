import * as priorities from '#db/queries/priorities.ts';
import { FIRST_CRITERIA, rankOf, whyOf, type Part } from '#lib/domain/priority.ts';
import { CANDIDATES, shareInTop, TOP, weightingsAround } from '#lib/domain/sensitivity.ts';
import { boardOf } from '#lib/server/board.ts';
import { pageAsked } from '#lib/server/page-asked.ts';
import type { PageServerLoad } from './$types';

const A_PAGE = 20;
const UNSCORED = 10;

const said = ({ code, name, score, share }: Part) => ({ code, name, score, share });

export const load: PageServerLoad = async ({ locals, url }) => {
	const { data_set } = boardOf(locals, url);
	const { db } = locals;
	const [weighting] = await priorities.weightings(db, data_set, 1);
	const criteria = weighting?.weights ?? FIRST_CRITERIA;
	const ranked = rankOf(criteria, await priorities.entries(db, data_set));
	const tops = shareInTop(weightingsAround(criteria), ranked.slice(0, CANDIDATES));
	const { page, pages, offset } = pageAsked(url, ranked.length, A_PAGE);
	const part = ranked.slice(offset, offset + A_PAGE);
	const shown = await priorities.shown(
		db,
		part.map(({ id }) => id)
	);
	return {
		n: ranked.length,
		page,
		pages,
		top: TOP,
		criteria,
		weighting: weighting && { set_on: weighting.set_on, by: weighting.by, reason: weighting.reason },
		ranked: part.flatMap((one) => {
			const found = shown.get(one.id);
			const { most, unstated } = whyOf(one);
			return found
				? [
						{
							...found,
							rank: one.rank,
							score: one.score,
							stated: one.stated,
							most: most.map(said),
							unstated: unstated.map(said),
							in_top: tops.get(one.id)
						}
					]
				: [];
		}),
		// How often a criterion could not be told, of all that are ranked.
		unstated: criteria
			.filter(({ weight }) => weight > 0)
			.map(({ code, name }) => ({
				code,
				name,
				n: ranked.filter(({ scores }) => scores[code] === null || scores[code] === undefined).length
			})),
		unscored: await priorities.unscored(db, data_set, UNSCORED)
	};
};
