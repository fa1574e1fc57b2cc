import { error } from '@sveltejs/kit';
import { BULK_FILES, headings, rows } from '#db/queries/bulk.ts';
import { write } from '#lib/csv/write.ts';
import { onlyData } from '#lib/domain/filter.ts';
import { asked } from '#lib/server/asked.ts';
import type { RequestHandler } from './$types';

const TYPES: Record<string, string> = {
	csv: 'text/csv; charset=utf-8',
	json: 'application/json; charset=utf-8'
};

/** A whole file of the register or of the demonstration, at an address that stays: written as it is read, in batches. */
export const GET: RequestHandler = ({ locals, params, url }) => {
	const { data } = asked(onlyData, url);
	const { reading, today } = locals;
	const file = BULK_FILES.find(({ name }) => name === params.file);
	const type = TYPES[params.format];
	if (!file || !type) error(404, 'There is no such file. The files are listed at /data.');
	const columns = ['data_set', 'as_at', ...headings(file.name)];
	const isCsv = params.format === 'csv';
	const cellsOf = (row: Record<string, unknown>) =>
		columns.map((column) => ({ ...row, data_set: data, as_at: today })[column] as string | number | null);

	const texts = async function* () {
		yield isCsv ? write(columns, []) : `{"data_set":"${data}","as_at":"${today}","${file.name}":[`;
		let isFirst = true;
		for await (const batch of rows(reading, file.name, data)) {
			const [first = [], ...rest] = batch.map(cellsOf);
			// What follows the headings is no new file, so it goes without the mark at the beginning of one.
			if (isCsv)
				yield write(
					first.map((cell) => String(cell ?? '')),
					rest
				).slice(1);
			else yield (isFirst ? '' : ',\n') + batch.map((row) => JSON.stringify(row)).join(',\n');
			isFirst = false;
		}
		if (!isCsv) yield ']}\n';
	};
	const text = texts();
	const encoder = new TextEncoder();
	const body = new ReadableStream<Uint8Array>({
		pull: async (controller) => {
			const { value, done } = await text.next();
			if (done) controller.close();
			else controller.enqueue(encoder.encode(value));
		},
		cancel: async () => void (await text.return(undefined))
	});
	return new Response(body, {
		headers: {
			'content-type': type,
			'content-disposition': `attachment; filename="followthrough-${file.name}-${data}-${today}.${params.format}"`,
			'cache-control': 'public, max-age=0, must-revalidate',
			'access-control-allow-origin': '*'
		}
	});
};
