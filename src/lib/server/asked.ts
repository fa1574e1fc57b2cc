import { error } from '@sveltejs/kit';
import type { z } from 'zod';
import { PAGE_SIZE, read } from '#lib/domain/filter.ts';
import { written } from '#lib/domain/numbers/in-words.ts';

/** What a page is asked by its query string; ends the request with 400 and the sentence where it cannot be read. */
export const asked = <T extends z.ZodType>(schema: T, url: URL): z.output<T> => {
	const { asked, problem } = read(schema, url.searchParams);
	if (problem !== undefined) error(400, problem);
	return asked;
};

/** How many pages a list of so many rows has: one at least. Ends the request with 404 for a page beyond the last. */
export const pagesOf = (total: number, page: number, size = PAGE_SIZE): number => {
	const pages = Math.max(1, Math.ceil(total / size));
	if (page > pages) error(404, `There is no page ${written(page)} here. The last page is ${written(pages)}.`);
	return pages;
};

/** Ends the request with 404 where nothing was found. */
export const orNotFound = <T>(found: T | undefined, sentence: string): T => found ?? error(404, sentence);
