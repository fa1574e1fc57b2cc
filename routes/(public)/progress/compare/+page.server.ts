import { error } from '@sveltejs/kit';
import * as papers from '#db/queries/papers.ts';
import type { Reading } from '#db/schema.ts';
import { readAs } from '#db/transaction.ts';
import { inWords, type Day } from '#lib/domain/day.ts';
import { compareAsked } from '#lib/domain/filter.ts';
import { may } from '#lib/domain/may.ts';
import { comparedTo } from '#lib/domain/scope.ts';
import { asked } from '#lib/server/asked.ts';
import { between, sideOfDay, sideOfPaper, type Side } from '#lib/server/paper/changed.ts';
import { paperAt } from '#lib/server/paper/read.ts';
import type { PageServerLoad } from './$types';

const MOST_PAPERS = 50;

type Named = Side & { label: string; slug: string | null };

/** One side of the comparison: the paper that was asked for, or else the day. */
const sideAt = async (
	db: Reading,
	locals: App.Locals,
	slug: string | undefined,
	day: Day
): Promise<Named> => {
	const { data_set, today } = locals;
	if (slug) {
		const paper = await paperAt(db, locals, slug);
		const content = await papers.content(db, paper.id);
		if (!content) throw new Error(`The paper ${slug} says nothing.`);
		return { ...sideOfPaper(content), label: `Paper of ${inWords(paper.held_on)}`, slug };
	}
	if (day > today)
		error(400, `${inWords(day)} is still to come. Choose ${inWords(today)} or an earlier day.`);
	return { ...(await sideOfDay(db, data_set, day, locals)), label: inWords(day), slug: null };
};

export const load: PageServerLoad = ({ locals, url }) =>
	readAs(locals, async (db) => {
		const { data_set, today, user } = locals;
		const question = asked(compareAsked, url);
		const to = await sideAt(db, locals, question.to_paper, question.to ?? today);
		const from = await sideAt(db, locals, question.from_paper, question.from ?? comparedTo(to.known_at));
		if (from.upto >= to.upto)
			error(400, `${from.label} does not lie before ${to.label}. Put the earlier one first.`);
		const readable = (await papers.list(db, data_set, { limit: MOST_PAPERS })).filter(({ published_at }) =>
			may(user).can('readPaper', { data_set, is_public: published_at !== null })
		);
		const shown = ({ label, slug, known_at, numbers }: Named) => ({ label, slug, known_at, numbers });
		return {
			from: shown(from),
			to: shown(to),
			between: await between(db, data_set, [from, to], today),
			papers: readable.map(({ slug, board, held_on }) => ({
				value: slug,
				label: `${inWords(held_on)}, ${board}${slug === held_on ? '' : ` (${slug})`}`
			}))
		};
	});
