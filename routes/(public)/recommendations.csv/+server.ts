import * as recommendations from '#db/queries/recommendations.ts';
import { meant } from '#db/queries/search.ts';
import { write } from '#lib/csv/write.ts';
import { recommendationsAsked } from '#lib/domain/filter.ts';
import { asked } from '#lib/server/asked.ts';
import type { RequestHandler } from './$types';

const HEADINGS = [
	'data_set',
	'as_at',
	'reference',
	'source_code',
	'report_reference',
	'report_title',
	'kind',
	'plain_summary',
	'made_on',
	'made_year',
	'themes',
	'stage',
	'asked',
	'responded',
	'accepted',
	'planned',
	'delivered',
	'assured',
	'sustained',
	'disposition',
	'evidence_quality',
	'source_url',
	'url'
] as const;

/** Exactly the list that the page shows for the same question, all of its pages, in batches. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { reading, today } = locals;
	const typed = asked(recommendationsAsked, url);
	const found = typed.q && (await recommendations.count(reading, typed)) === 0;
	const q = found ? ((await meant(reading, typed.data, typed.q ?? '')) ?? typed.q) : typed.q;
	const rowsOf = (listed: recommendations.Listed[]) =>
		listed.map((one) => {
			const of = {
				...one,
				as_at: today,
				themes: one.themes.join(';'),
				url: new URL(
					`/recommendations/${one.slug}${one.data_set === 'demonstration' ? '?data=demonstration' : ''}`,
					url.origin
				).href
			};
			return HEADINGS.map((heading) => of[heading]);
		});
	const encoder = new TextEncoder();
	const batches = recommendations.every(reading, { ...typed, q });
	const body = new ReadableStream<Uint8Array>({
		start: (controller) => controller.enqueue(encoder.encode(write(HEADINGS, []))),
		pull: async (controller) => {
			const { value, done } = await batches.next();
			if (done) return controller.close();
			const [first, ...rest] = rowsOf(value);
			// What follows the headings is no new file, so it goes without the mark at the beginning of one.
			if (first) controller.enqueue(encoder.encode(write(first.map((cell) => String(cell ?? '')), rest).slice(1)));
		},
		cancel: async () => void (await batches.return(undefined))
	});
	return new Response(body, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="recommendations-${typed.data}-${today}.csv"`
		}
	});
};
