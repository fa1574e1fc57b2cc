import { redirect } from '@sveltejs/kit';
import { link } from '#lib/components/link.ts';
import { Mapping } from '#lib/csv/mapping.ts';
import { isUnderWay, stepOf } from '#lib/domain/import.ts';
import { cancelImport } from '#lib/server/changes/cancel-import.ts';
import { undoImport } from '#lib/server/changes/undo-import.ts';
import { press } from '#lib/server/form.ts';
import { progressOf } from '#lib/server/import-steps.ts';
import { momentInWords } from '#lib/server/moment.ts';
import { importAt, registrarOf, sendingRegistrar } from '#lib/server/registrar.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { data_set } = registrarOf(locals, url);
	const found = await importAt(locals, params.id);
	const { id, state } = found;
	const step = stepOf(state);
	if (step !== 'done') redirect(303, link(`/register/imports/${id}/${step}`, { data_set }));
	const mapping = Mapping.safeParse(found.mapping).data;
	const { started_at, finished_at, imported_at, undone_at, file_sha256 } = found;
	// An undo is the later end of the same work, and tells nothing of how long it took to take the file in.
	const seconds =
		started_at && finished_at && state === 'committed'
			? Math.max(0.1, (finished_at.getTime() - started_at.getTime()) / 1000)
			: undefined;
	return {
		id,
		state,
		progress: isUnderWay(state) ? await progressOf(locals, id) : undefined,
		file_name: found.file_name,
		kind: found.kind,
		who: found.who,
		uploaded: momentInWords(found.uploaded_at),
		imported: imported_at && momentInWords(imported_at),
		undone: undone_at && { at: momentInWords(undone_at), who: found.undone_by_whom },
		sha256: Buffer.from(file_sha256).toString('hex'),
		bytes: found.file_bytes,
		rows: found.row_count,
		outcome: found.outcome,
		rate:
			seconds && found.rows_done && found.imported_at
				? { seconds, rows: Math.max(1, Math.round(found.rows_done / seconds)) }
				: undefined,
		matched:
			mapping?.columns.map(({ heading, field }) => ({ heading, field })) ??
			Object.entries(found.mapping as Record<string, string>).map(([heading, field]) => ({ heading, field }))
	};
};

export const actions: Actions = {
	cancel: async ({ locals, params }) => {
		const { data_set } = sendingRegistrar(locals);
		const { id } = await importAt(locals, params.id);
		const refused = await press(() => cancelImport(locals, id));
		return refused ?? redirect(303, link(`/register/imports/${id}/done`, { data_set }));
	},
	undo: async ({ locals, params }) => {
		const { data_set } = sendingRegistrar(locals);
		const { id } = await importAt(locals, params.id);
		const refused = await press(() => undoImport(locals, id));
		return refused ?? redirect(303, link(`/register/imports/${id}/done`, { data_set }));
	}
};
