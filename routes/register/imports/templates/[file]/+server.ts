import { error } from '@sveltejs/kit';
import { templateNamed, templateOf } from '#lib/csv/templates.ts';
import { registrarOf } from '#lib/server/registrar.ts';
import type { RequestHandler } from './$types';

const TYPES = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
};

/** An empty table for a kind of file, as CSV or as a workbook that explains its columns. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	registrarOf(locals, url);
	const asked = templateNamed(params.file);
	if (!asked) error(404, 'There is no such template. They are listed where a file is uploaded.');
	const bytes = await templateOf(asked.kind, asked.format);
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': TYPES[asked.format],
			'content-disposition': `attachment; filename="template-${params.file}"`
		}
	});
};
