import { named } from '#db/queries/recommendation.ts';
import { insertLink, removeLink } from '#db/record/families.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import type { NewLink } from '#lib/domain/family.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';

/** A registrar ties recommendations: one duplicates, supports, contradicts, supersedes or endorses another. */
export const linkRecommendations = (at: At, links: readonly NewLink[]): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).keepRegister({ data_set });
		const ids: number[] = [];
		for (const { from_ref, to_ref, kind, note } of links) {
			const from_id = (await named(trx, data_set, from_ref))?.id;
			const to_id = (await named(trx, data_set, to_ref))?.id;
			if (!from_id)
				throw new Refusal('not-possible', `There is no recommendation “${from_ref}”.`, 'from_ref');
			if (!to_id) throw new Refusal('not-possible', `There is no recommendation “${to_ref}”.`, 'to_ref');
			if (from_id === to_id) throw new Refusal('not-possible', 'Nothing is tied to itself.', 'to_ref');
			const id = await insertLink(trx, { from_id, to_id, kind, note });
			if (!id)
				throw new Refusal('not-possible', `It is on record already that ${from_ref} ${kind} ${to_ref}.`);
			ids.push(id);
			await record(trx, at, [
				{
					subject: 'recommendation',
					subject_id: from_id,
					what: 'amended',
					to_value: `${kind} ${to_ref}`,
					reason: note,
					detail: { column: 'links', to: [to_id] },
					data_set,
					effective_on: at.today
				}
			]);
		}
		return ids;
	});

/** A registrar takes a tie away again, and says why. */
export const unlinkRecommendations = (at: At, id: number, reason: string): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).keepRegister({ data_set });
		const removed = await removeLink(trx, data_set, id);
		if (!removed) throw new Refusal('not-found', 'There is no such tie, or somebody took it away meanwhile.');
		return record(trx, at, [
			{
				subject: 'recommendation',
				subject_id: removed.from_id,
				what: 'amended',
				from_value: `${removed.kind} ${removed.to_reference}`,
				reason,
				detail: { column: 'links' },
				data_set,
				effective_on: at.today
			}
		]);
	});
