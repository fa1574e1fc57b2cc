import * as assignments from '#db/queries/assignments.ts';
import type { Locked } from '#db/queries/assignments.ts';
import * as recipients from '#db/queries/recipients.ts';
import type { Writing } from '#db/schema.ts';
import type { EventDraft } from '#lib/domain/event.ts';
import { noticeLetter, noticeOf, type Item, type Notice } from '#lib/domain/notice.ts';
import type { At } from '../at.ts';
import { queueMail } from '../mail.ts';

type News = { draft: EventDraft; notice: Notice; before: Locked };

/** Whom each piece of news concerns most: whoever claimed, put forward or asked. */
const concerned = async (trx: Writing, news: readonly News[]): Promise<(one: News) => readonly number[]> => {
	const of = (notice: Notice) => news.filter((one) => one.notice === notice).map(({ before }) => before.id);
	const checked = of('not assured');
	const decided = of('extension decided');
	const submitters =
		checked.length > 0 ? await assignments.submitters(trx, checked) : new Map<number, number[]>();
	const askers = decided.length > 0 ? await recipients.askers(trx, decided) : new Map<string, number>();
	return ({ notice, before, draft }) => {
		switch (notice) {
			case 'claim waits':
				return [];
			case 'claim returned':
				return [before.claimed_by ?? []].flat();
			case 'not assured':
				return submitters.get(before.id) ?? [];
			case 'extension decided':
				return [askers.get(`${before.id} ${draft.detail?.clock}`) ?? []].flat();
		}
	};
};

const itemOf = (described: Item, { draft, notice }: News): Item => ({
	...described,
	reason: draft.reason,
	...(notice === 'extension decided'
		? { decision: draft.to_value, asked_for_on: String(draft.detail?.asked_for_on) }
		: {})
});

/**
 * Queues the notices of what a change did, in its own transaction: a claim that waits goes to the approvers; what was
 * returned, not assured or decided goes to whoever asked for it, or to all who speak for the organisation where they no
 * longer do. One e-mail a person and kind, however many assignments. Nobody is told of what they did themselves, nor
 * anybody of what the installation's seeds tell. `locked` is how the assignments stood before.
 */
export const tellOf = async (
	trx: Writing,
	{ user }: At,
	locked: ReadonlyMap<number, Locked>,
	drafts: readonly EventDraft[]
): Promise<void> => {
	if (!user?.id) return;
	const news = drafts.flatMap((draft): News[] => {
		const notice = noticeOf(draft);
		const before = locked.get(draft.assignment_id ?? 0);
		return notice && before ? [{ draft, notice, before }] : [];
	});
	if (news.length === 0) return;
	const speakers = await recipients.speakers(
		trx,
		news.map(({ before }) => before.organisation_id)
	);
	const described = await recipients.items(
		trx,
		news.map(({ before }) => before.id)
	);
	const concerns = await concerned(trx, news);

	const letters = new Map<string, { to: recipients.Speaker; notice: Notice; items: Item[] }>();
	for (const one of news) {
		const theirs = speakers.filter(({ organisation_id }) => organisation_id === one.before.organisation_id);
		const first = new Set(concerns(one));
		const wanted =
			one.notice === 'claim waits'
				? theirs.filter(({ role }) => role === 'approver')
				: theirs.some(({ person_id }) => first.has(person_id))
					? theirs.filter(({ person_id }) => first.has(person_id))
					: theirs;
		const item = described.get(one.before.id);
		const people = new Map(wanted.filter(({ wants }) => wants).map((each) => [each.person_id, each]));
		people.delete(user.id);
		for (const to of item ? people.values() : []) {
			const key = `${to.person_id} ${one.notice}`;
			const begun = letters.get(key) ?? { to, notice: one.notice, items: [] };
			begun.items.push(itemOf(item as Item, one));
			letters.set(key, begun);
		}
	}
	await queueMail(
		trx,
		[...letters.values()].map(({ to, notice, items }) => ({
			to: to.email,
			person_id: to.person_id,
			kind: notice,
			...noticeLetter(notice, to, items, user.name)
		}))
	);
};
