import { fail, redirect } from '@sveltejs/kit';
import * as imports from '#db/queries/imports.ts';
import { readAs } from '#db/transaction.ts';
import { link } from '#lib/components/link.ts';
import { Dialect } from '#lib/csv/dialect.ts';
import { describedFields } from '#lib/csv/fields.ts';
import { IMPORT_KINDS, type ImportKind } from '#lib/csv/kinds.ts';
import { likelierKind, Mapping, propose, shapeOf } from '#lib/csv/mapping.ts';
import { readings } from '#lib/csv/readings.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { cancelImport } from '#lib/server/changes/cancel-import.ts';
import { matchImport } from '#lib/server/changes/match-import.ts';
import { bytesOf } from '#lib/server/import-file.ts';
import { beginStep } from '#lib/server/import-steps.ts';
import { importAt, registrarOf, sendingRegistrar } from '#lib/server/registrar.ts';
import { STATUS_OF } from '#lib/server/status.ts';
import { stepOf } from '#lib/domain/import.ts';
import { asksOf, fixable, matchedBy } from './matched.ts';
import type { Actions, PageServerLoad } from './$types';

const isKind = (kind: string | null): kind is ImportKind => IMPORT_KINDS.includes(kind as ImportKind);

/** How the address says that the file is to be read: what it leaves out is found out. */
const chosenIn = (url: URL): Partial<Dialect> => {
	const asked = Object.fromEntries([...url.searchParams].filter(([, value]) => value !== ''));
	const { header_row, ...rest } = asked;
	const row =
		header_row === 'none' ? { header_row: null } : header_row ? { header_row: Number(header_row) } : {};
	return Dialect.partial().safeParse({ ...rest, ...row }).data ?? {};
};

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { data_set } = registrarOf(locals, url);
	const found = await importAt(locals, params.id);
	const { id, file_name, state } = found;
	if (!['uploaded', 'matched', 'checked', 'failed'].includes(state))
		redirect(303, link(`/register/imports/${id}/${stepOf(state)}`, { data_set }));
	const kept = Dialect.safeParse(found.dialect).data;
	const read = await readings(file_name, () => bytesOf(locals, id), { ...kept, ...chosenIn(url) });
	const asked = url.searchParams.get('kind');
	const kind = isKind(asked) ? asked : (found.kind as ImportKind);
	const about = { id, file_name, kind, kinds: IMPORT_KINDS };
	if ('what' in read) return { ...about, problem: { what: read.what, todo: read.do }, table: undefined };

	const shape = shapeOf(read.headings);
	const { columns, missing, mapping } = propose(read, kind);
	const last = await readAs(locals, (db) => imports.remembered(db, data_set, kind, shape));
	const remembered = Mapping.safeParse(last?.mapping).data;
	const proposed = columns.map((column) => {
		const then = remembered?.columns.find(({ place }) => place === column.place);
		return then
			? {
					...column,
					field: then.field,
					split_by: then.split_by,
					sure: true,
					why: 'Matched so the last time.'
				}
			: column;
	});
	const fixed = { ...mapping.fixed, ...remembered?.fixed };
	const asks = await asksOf(() => bytesOf(locals, id), file_name, read.dialect, {
		kind,
		columns: proposed.map(({ place, heading, field, split_by }) => ({ place, heading, field, split_by })),
		values: remembered?.values ?? {},
		fixed
	});
	return {
		...about,
		problem: undefined,
		table: {
			dialect: read.dialect,
			doubts: read.doubts,
			notes: read.notes,
			looks_like: likelierKind(read, kind),
			row_count: read.row_count,
			columns: proposed.toSorted((a, b) => Number(a.sure) - Number(b.sure) || a.place - b.place),
			missing: remembered ? [] : missing,
			fields: describedFields(kind).map(({ field, is, required, what }) => ({ field, is, required, what })),
			fixable: fixable(describedFields(kind), proposed, fixed),
			asks,
			is_remembered: remembered !== undefined
		}
	};
};

export const actions: Actions = {
	match: async ({ locals, params, request }) => {
		const { data_set } = sendingRegistrar(locals);
		const found = await importAt(locals, params.id);
		const form = await request.formData().catch(() => new FormData());
		const values = Object.fromEntries(
			[...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))
		);
		const matched = await matchedBy(values, () => bytesOf(locals, found.id), found.file_name);
		if (!matched.mapping) return fail(422, { values, errors: matched.errors, asks: matched.asks });
		const { mapping, dialect, headings } = matched;
		try {
			await matchImport(locals, found.id, { mapping, dialect, shape: shapeOf(headings) });
			await beginStep(locals, found, 'check');
		} catch (refusal) {
			if (!(refusal instanceof Refusal)) throw refusal;
			return fail(STATUS_OF[refusal.kind], { values, errors: { form: refusal.message }, asks: [] });
		}
		redirect(303, link(`/register/imports/${found.id}/check`, { data_set }));
	},
	cancel: async ({ locals, params }) => {
		const { data_set } = sendingRegistrar(locals);
		const { id } = await importAt(locals, params.id);
		await cancelImport(locals, id);
		redirect(303, link(`/register/imports/${id}/done`, { data_set }));
	}
};
