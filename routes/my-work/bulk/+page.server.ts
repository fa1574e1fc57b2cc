import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import * as myWork from '#db/queries/my-work.ts';
import { link } from '#lib/components/link.ts';
import { AssignmentUpdate } from '#lib/domain/assignment-update.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { saveUpdate } from '#lib/server/changes/save-update.ts';
import { submit } from '#lib/server/form.ts';
import { pageAsked } from '#lib/server/page-asked.ts';
import { NOTHING_HERE, signedIn } from '#lib/server/session.ts';
import type { Actions, PageServerLoad } from './$types';
import { choicesOf, choicesOfAll } from '../[assignment]/choices.ts';
import { cardOf } from '../card.ts';

const A_PAGE = 50;
const MOST = 500;
const LONGEST_WORDS = 100;

/** The numbers that the address picks; 404 for what is none, or for more than can be updated together. */
const picked = (url: URL): number[] => {
	const ids = [...new Set(url.searchParams.getAll('id'))];
	if (ids.length > MOST) error(404, `At most ${MOST} can be updated together.`);
	return ids.map((id) => (/^[1-9]\d{0,8}$/.test(id) ? Number(id) : error(404, NOTHING_HERE)));
};

export const load: PageServerLoad = async ({ locals, url }) => {
	const user = signedIn(locals, url);
	const { db, today } = locals;
	const ids = picked(url);
	const words = url.searchParams.get('q')?.trim().slice(0, LONGEST_WORDS) || undefined;
	if (ids.length > 0) {
		const found = (await myWork.findAll(db, user, ids)).filter(({ closure }) => closure === 'open');
		if (found.length < ids.length) error(404, NOTHING_HERE);
		const choices = found.map((one) => choicesOf(one, { as: may(user).update(one), today }));
		const [first] = found;
		return {
			picked: {
				asks: found.map(({ id, plain_summary, reference }) => ({ id, plain_summary, reference })),
				versions: found.map(({ id, version }) => `${id}:${version}`).join(' '),
				choices: choicesOfAll(choices),
				position: first?.position ?? '',
				person: user.id,
				form_key: randomUUID()
			},
			list: undefined
		};
	}
	const n = await myWork.countOpen(db, user, words);
	const { page, pages, ...part } = pageAsked(url, n, A_PAGE);
	const open = await myWork.open(db, user, { ...part, words });
	return {
		picked: undefined,
		list: { cards: open.map((one) => cardOf(one, today)), words, n, page, pages }
	};
};

export const actions: Actions = {
	update: async ({ locals, request, url }) => {
		const user = signedIn(locals, url);
		const ids = picked(url);
		const found = new Map((await myWork.findAll(locals.db, user, ids)).map((one) => [one.id, one]));
		if (ids.length === 0 || found.size < ids.length) error(404, NOTHING_HERE);
		const rejected = await submit(
			request,
			AssignmentUpdate,
			async (update, { key, versions = '' }) => {
				const seen = new Map(
					versions.split(' ').map((pair) => pair.split(':').map(Number) as [number, number])
				);
				const all = ids.map((assignment_id) => ({
					...update,
					assignment_id,
					seen_version: seen.get(assignment_id) ?? 0
				}));
				await saveUpdate(locals, all, key).catch((refusal: unknown) => {
					if (!(refusal instanceof Refusal) || refusal.about === undefined || refusal.asks) throw refusal;
					const ask = found.get(refusal.about)?.plain_summary ?? '';
					throw new Refusal(refusal.kind, `Nothing was saved. ${refusal.message} It is about: ${ask}`);
				});
			},
			{ assignment_id: String(ids[0]) }
		);
		if (rejected) return fail(rejected.status, rejected.data);
		redirect(303, link('/my-work', { data_set: locals.data_set, saved: ids.length }));
	}
};
