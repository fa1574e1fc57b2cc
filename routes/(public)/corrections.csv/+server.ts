import * as corrections from '#db/queries/corrections.ts';
import { write } from '#lib/csv/write.ts';
import type { RequestHandler } from './$types';

const MOST = 10_000;
const HEADINGS = [
	'recommendation_reference',
	'organisation_code',
	'page',
	'what',
	'old_value',
	'new_value',
	'answer',
	'asked_on',
	'answered_on'
];

/** All corrections that were published, the newest first. */
export const GET: RequestHandler = async ({ locals }) => {
	const { reading, data_set, today } = locals;
	const rows = await corrections.list(reading, data_set, 'accepted', { limit: MOST, offset: 0 });
	const csv = write(
		HEADINGS,
		rows.map((row) => [
			row.recommendation?.reference,
			row.organisation?.code,
			row.page,
			row.what,
			row.old_value,
			row.new_value,
			row.answer,
			row.asked_on,
			row.answered_on
		])
	);
	return new Response(csv, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="corrections-${today}.csv"`
		}
	});
};
