import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { link } from '#lib/components/link.ts';
import { dayOf, inWords, timeOf } from '#lib/domain/day.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { previewAnswers, saveAnswers } from '#lib/server/changes/save-answers.ts';
import { pageAsked } from '#lib/server/page-asked.ts';
import { NOTHING_HERE, signedIn } from '#lib/server/session.ts';
import { STATUS_OF } from '#lib/server/status.ts';
import type { Actions, PageServerLoad } from './$types';

const A_PAGE = 50;
const MOST_PROBLEMS = 50;

const numberOf = (params: { sheet: string }) =>
	/^[1-9]\d{0,8}$/.test(params.sheet) ? Number(params.sheet) : error(404, NOTHING_HERE);

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const user = signedIn(locals, url);
	const sheet = await previewAnswers({ ...locals, user }, numberOf(params));
	if (!sheet) error(404, NOTHING_HERE);
	const { file_name, uploaded_at, saved_at, saved_rows, preview } = sheet;
	const told = { file_name, uploaded: `${inWords(dayOf(uploaded_at))} at ${timeOf(uploaded_at)}` };
	if (!preview)
		return {
			...told,
			saved: { rows: saved_rows ?? 0, at: saved_at ? timeOf(saved_at) : '' },
			sheet: undefined
		};

	const of = (outcome: string) => preview.rows.filter((row) => row.outcome === outcome);
	const changed = of('changed');
	const problems = [
		...preview.problems.map(({ row, column, what, do: todo }) => ({ row, column, what, todo })),
		...of('refused').flatMap(({ row, problems: found }) =>
			found.map(({ field, sentence }) => ({ row, column: field, what: '', todo: sentence }))
		)
	].sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
	const { page, pages, limit, offset } = pageAsked(url, changed.length, A_PAGE);
	return {
		...told,
		saved: undefined,
		sheet: {
			seal: preview.seal,
			rows: preview.row_count,
			changed: changed.length,
			unchanged: of('unchanged').length,
			refused: new Set(problems.map(({ row }) => row)).size,
			ignored: preview.ignored,
			problems: problems.slice(0, MOST_PROBLEMS),
			more_problems: Math.max(0, problems.length - MOST_PROBLEMS),
			changes: changed
				.slice(offset, offset + limit)
				.map(({ row, plain_summary, changes }) => ({ row, plain_summary, changes })),
			page,
			pages
		}
	};
};

export const actions: Actions = {
	default: async ({ locals, params, request, url }: RequestEvent<{ sheet: string }>) => {
		const user = signedIn(locals, url);
		const seal = (await request.formData().catch(() => undefined))?.get('seal');
		try {
			await saveAnswers({ ...locals, user }, numberOf(params), typeof seal === 'string' ? seal : '');
		} catch (refusal) {
			if (!(refusal instanceof Refusal)) throw refusal;
			if (refusal.kind === 'not-found') error(404, NOTHING_HERE);
			return fail(STATUS_OF[refusal.kind], { error: refusal.message });
		}
		redirect(303, link(`/my-work/spreadsheet/${params.sheet}`, { data_set: locals.data_set }));
	}
};
