import { BULK_FILES } from '#db/queries/bulk.ts';
import { dictionary } from '#db/queries/dictionary.ts';
import { onlyData } from '#lib/domain/filter.ts';
import { asked } from '#lib/server/asked.ts';
import terms from '#seeds/LICENCES.md?raw';
import type { PageServerLoad } from './$types';
import { blocksOf } from './terms.ts';

/** The files, their terms as they stand beside the seeds, and the dictionary from the comments in the database. */
export const load: PageServerLoad = async ({ locals, url }) => {
	asked(onlyData, url);
	return { files: BULK_FILES, terms: blocksOf(terms), tables: await dictionary(locals.reading) };
};
