import { error } from '@sveltejs/kit';
import * as myWork from '#db/queries/my-work.ts';
import { HEADINGS, headline, SECTIONS, type Section } from '#lib/domain/my-work.ts';
import { pageAsked } from '#lib/server/page-asked.ts';
import { signedIn } from '#lib/server/session.ts';
import type { PageServerLoad } from './$types';
import { cardOf } from './card.ts';

/** Of each part, the most pressing: on a phone the next part is then a thumb away, and the rest behind a link. */
const FIRST = 5;
const MANY = 10;
const A_PAGE = 50;
const LONGEST_WORDS = 100;

/** Which part is asked for alone, and which page of it; 404 for a part or a page that there is not. */
const asked = (url: URL, counts: Record<Section, number>) => {
	const named = url.searchParams.get('section');
	const section = SECTIONS.find((each) => each === named);
	if (named && !section) error(404, `My work has these parts: ${SECTIONS.join(', ')}.`);
	return { section, ...pageAsked(url, section ? counts[section] : 0, A_PAGE) };
};

export const load: PageServerLoad = async ({ locals, url }) => {
	const user = signedIn(locals, url);
	const { db, today } = locals;
	const words = url.searchParams.get('q')?.trim().slice(0, LONGEST_WORDS) || undefined;
	const all = await myWork.counts(db, user, today);
	const counts = words ? await myWork.counts(db, user, today, words) : all;
	const { section, page, pages, offset } = asked(url, counts);
	const shown = (section ? [section] : SECTIONS).filter((each) => counts[each] > 0);
	const sections = await Promise.all(
		shown.map(async (each) => ({
			section: each,
			...HEADINGS[each],
			count: counts[each],
			cards: (
				await myWork.list(db, user, today, each, {
					limit: section ? A_PAGE : FIRST,
					offset,
					words
				})
			).map((assignment) => cardOf(assignment, today))
		}))
	);
	return {
		headline: headline(all, today),
		words,
		canFilter: SECTIONS.reduce((sum, each) => sum + all[each], 0) > MANY,
		saved: /^[1-9]\d{0,3}$/.exec(url.searchParams.get('saved') ?? '')?.[0],
		signs: user.memberships.some(({ role }) => role === 'approver') ? counts['waiting for sign-off'] : 0,
		speaks: user.memberships.some(({ role }) => role === 'contributor' || role === 'approver'),
		several: new Set(user.memberships.map(({ organisation_id }) => organisation_id)).size > 1,
		section,
		sections,
		page,
		pages
	};
};
