import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import * as imports from '#db/queries/imports.ts';
import { readAs } from '#db/transaction.ts';
import { link } from '#lib/components/link.ts';
import { kindOf, type ImportKind } from '#lib/csv/kinds.ts';
import { IMPORT_CHOICES, isUnderWay, VERDICTS, type ImportVerdict } from '#lib/domain/import.ts';
import { oneOf } from '#lib/domain/field.ts';
import { cancelImport } from '#lib/server/changes/cancel-import.ts';
import { chooseImport } from '#lib/server/changes/commit-upload.ts';
import { press } from '#lib/server/form.ts';
import { beginStep, progressOf } from '#lib/server/import-steps.ts';
import { importAt, registrarOf, sendingRegistrar } from '#lib/server/registrar.ts';
import { pageAsked } from '#lib/server/page-asked.ts';
import type { Actions, PageServerLoad } from './$types';

const A_PAGE = 50;
const MOST_GROUPS = 100;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { data_set } = registrarOf(locals, url);
	const found = await importAt(locals, params.id);
	const { id, file_name, kind, state, failed_because, choice } = found;
	if (state === 'uploaded' || state === 'matched')
		redirect(303, link(`/register/imports/${id}/columns`, { data_set }));
	if (state === 'cancelled') redirect(303, link(`/register/imports/${id}/done`, { data_set }));
	const about = { id, file_name, kind, state, failed_because, choice, of_the_file: found.problems ?? [] };
	if (isUnderWay(state)) return { ...about, progress: await progressOf(locals, id), checked: undefined };
	if (state === 'failed') return { ...about, progress: undefined, checked: undefined };

	const asked = url.searchParams.get('verdict');
	const verdict = VERDICTS.find((each) => each === asked);
	return readAs(locals, async (db) => {
		const counts = await imports.verdicts(db, id);
		const count = (each: ImportVerdict) => counts[each] ?? 0;
		const shown = verdict ?? VERDICTS.find((each) => each !== 'unchanged' && count(each) > 0) ?? 'unchanged';
		const { page, pages, ...part } = pageAsked(url, count(shown), A_PAGE);
		const rows = await imports.checks(db, id, [shown], part);
		return {
			...about,
			progress: undefined,
			checked: {
				known_by: kindOf(kind as ImportKind).known_by,
				counts: VERDICTS.map((each) => ({ verdict: each, n: count(each) })),
				groups: await imports.problemGroups(db, id, MOST_GROUPS),
				shown,
				page,
				pages,
				rows: rows.map(({ fields, ...row }) => ({
					...row,
					summary: String((fields as Record<string, unknown> | null)?.summary ?? '')
				}))
			}
		};
	});
};

const Choice = z.object({
	choice: oneOf('what is taken in', IMPORT_CHOICES),
	with_alike: oneOf('what becomes of probable duplicates', ['yes', 'no'])
});

export const actions: Actions = {
	commit: async ({ locals, params, request }) => {
		const { data_set } = sendingRegistrar(locals);
		const found = await importAt(locals, params.id);
		const form = await request.formData().catch(() => new FormData());
		const given = Choice.safeParse(Object.fromEntries(form)).data;
		if (!given?.choice)
			return fail(422, { error: 'Choose whether all rows must be good, or the good ones are taken in now.' });
		const { choice, with_alike } = given;
		const refused = await press(async () => {
			await chooseImport(locals, found.id, { choice, with_alike: with_alike === 'yes' });
			await beginStep(locals, found, 'commit');
		});
		return refused ?? redirect(303, link(`/register/imports/${found.id}/done`, { data_set }));
	},
	cancel: async ({ locals, params }) => {
		const { data_set } = sendingRegistrar(locals);
		const { id } = await importAt(locals, params.id);
		const refused = await press(() => cancelImport(locals, id));
		return refused ?? redirect(303, link(`/register/imports/${id}/done`, { data_set }));
	}
};
