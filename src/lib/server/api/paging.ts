import { z } from '@hono/zod-openapi';
import { PAGE_SIZE } from '#lib/domain/filter.ts';
import { BadQuestion } from './bad-question.ts';

/** The most rows that one answer holds, whatever is asked. */
export const MOST_ROWS = 200;

/** How many rows an answer should hold: clamped to between 1 and 200, and 50 where nothing is said. */
export const limit = z.preprocess(
	(given) => (given === '' ? undefined : given),
	z
		.string({ error: 'Give “limit” once.' })
		.regex(/^\d{1,9}$/, '“limit” must be a whole number.')
		.transform((digits) => Math.min(Math.max(Number(digits), 1), MOST_ROWS))
		.default(PAGE_SIZE)
);

/** What every paged list says about itself. */
export const paged = {
	total: z.int().openapi({ description: 'How many there are on all pages.' }),
	page: z.int(),
	pages: z.int()
};

/** The same, counted. Refuses a page beyond the last. */
export const pagesOf = (total: number, page: number, size: number) => {
	const pages = Math.max(1, Math.ceil(total / size));
	if (page > pages)
		throw new BadQuestion(
			404,
			pages === 1 ? 'There is only one page.' : `There are ${pages} pages. Ask for page 1 to ${pages}.`
		);
	return { total, page, pages };
};
