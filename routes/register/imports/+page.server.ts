import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import * as imports from '#db/queries/imports.ts';
import { readAs } from '#db/transaction.ts';
import { link } from '#lib/components/link.ts';
import { IMPORT_KINDS, type ImportKind } from '#lib/csv/kinds.ts';
import { limitsInWords } from '#lib/csv/limits.ts';
import { TEMPLATE_FORMATS, templateName } from '#lib/csv/templates.ts';
import { beginImport } from '#lib/server/changes/begin-import.ts';
import { submit } from '#lib/server/form.ts';
import { takesImport, type ArrivedFile } from '#lib/server/import-file.ts';
import { momentInWords } from '#lib/server/moment.ts';
import { registrarOf, sendingRegistrar } from '#lib/server/registrar.ts';
import { pageAsked } from '#lib/server/page-asked.ts';
import type { Actions, PageServerLoad } from './$types';

const A_PAGE = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { data_set } = registrarOf(locals, url);
	const n = await readAs(locals, (db) => imports.count(db, data_set));
	const { page, pages, ...part } = pageAsked(url, n, A_PAGE);
	const rows = await readAs(locals, (db) => imports.list(db, data_set, part));
	return {
		n,
		page,
		pages,
		kinds: IMPORT_KINDS,
		limits: limitsInWords(),
		templates: IMPORT_KINDS.map((kind) => ({
			kind,
			files: TEMPLATE_FORMATS.map((format) => ({ format, name: templateName(kind, format) }))
		})),
		imports: rows.map(({ id, file_name, kind, state, who, uploaded_at, row_count, outcome }) => ({
			id,
			file_name,
			kind,
			state,
			who,
			uploaded: momentInWords(uploaded_at),
			row_count,
			changed: (outcome.new ?? 0) + (outcome.changed ?? 0)
		}))
	};
};

const Upload = z.object({
	kind: z.enum(IMPORT_KINDS as [ImportKind, ...ImportKind[]], { error: 'Choose what the file holds.' }),
	file: z.custom<ArrivedFile>(
		(value) => typeof value === 'object' && value !== null && 'path' in value,
		'Choose the file. It has to be a CSV file or an Excel workbook with rows in it.'
	)
});

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const { data_set } = sendingRegistrar(locals);
		let id = 0;
		const rejected = await submit(
			request,
			Upload,
			async (given) => (id = await beginImport(locals, given)),
			{},
			{ file: takesImport(join(tmpdir(), 'followthrough-imports')) }
		);
		return rejected ?? redirect(303, link(`/register/imports/${id}/columns`, { data_set }));
	}
};
