import { wordsOf } from '#lib/charts/matrix.ts';
import { write } from '#lib/csv/write.ts';
import { matrixOfReport } from '../matrix-asked.ts';
import type { RequestHandler } from './$types';

/** The matrix as it is shown: a row a recommendation, and a column an organisation by its code. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const { matrix, report } = await matrixOfReport(locals, params.reference, url);
	const csv = write(
		['reference', 'recommendation', ...matrix.organisations.map(({ code }) => code), 'data_set', 'as_at'],
		matrix.rows.map(({ reference, summary, cells }) => [
			reference,
			summary,
			...cells.map(wordsOf),
			locals.data_set,
			locals.today
		])
	);
	return new Response(csv, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="matrix-${report.id}-${locals.today}.csv"`
		}
	});
};
