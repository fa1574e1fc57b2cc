import * as pairs from '#db/queries/alike-pairs.ts';
import * as families from '#db/queries/families.ts';
import { judgePairs } from '#db/record/alike.ts';
import { insertFamilies, insertMembers } from '#db/record/families.ts';
import { record, type Draft } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import type { AlikeJudgement } from '#lib/domain/family.ts';
import { may } from '#lib/domain/may.ts';
import { slugOf } from '#lib/domain/recommendation.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';

/**
 * A registrar judges pairs that are alike: they make a new family, belong to one that there is, or do not ask for the
 * same. Whatever is judged is never suggested again. Refuses what somebody else judged meanwhile.
 */
export const judgeAlike = (at: At, judgements: readonly AlikeJudgement[]): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).keepRegister({ data_set });
		const confirmed = { by: at.user?.id ?? null, at: at.now };
		const ids = judgements.map(({ pair_id }) => pair_id);
		const locked = new Map((await pairs.lock(trx, data_set, ids)).map((pair) => [pair.id, pair]));
		const drafts: Draft[] = [];
		for (const { pair_id, judged, family_id, name, asks_for, reason } of judgements) {
			const pair = locked.get(pair_id);
			if (!pair) throw new Refusal('not-found', 'There is no such pair.');
			if (pair.judged)
				throw new Refusal('not-possible', `Somebody judged this pair meanwhile: ${pair.judged}.`);
			const said = { data_set, effective_on: at.today, ...(reason && { reason }) };
			const members = [pair.one_id, pair.other_id];
			if (judged === 'not the same')
				drafts.push({
					...said,
					subject: 'recommendation',
					subject_id: pair.other_id,
					what: 'amended',
					to_value: 'not the same',
					detail: { column: 'alike', other: [pair.one_id] }
				});
			else if (judged === 'a new family') {
				const slug = await families.freeSlug(trx, data_set, slugOf(name ?? '').toLowerCase());
				const made = { slug, name: name ?? '', asks_for: asks_for ?? '', recommendation_ids: members };
				const [subject_id = 0] = await insertFamilies(trx, data_set, [made], confirmed);
				drafts.push({ ...said, subject: 'family', subject_id, what: 'added' });
			} else {
				if (!(await families.isThere(trx, data_set, family_id ?? 0)))
					throw new Refusal('not-found', 'There is no such family.', 'family_id');
				const joining = members.map((recommendation_id) => ({ family_id, recommendation_id }));
				await insertMembers(trx, joining, confirmed);
				drafts.push({
					...said,
					subject: 'family',
					subject_id: family_id ?? 0,
					what: 'amended',
					detail: { column: 'members', joined: members }
				});
			}
			const outcome = judged === 'not the same' ? 'not the same' : 'the same';
			await judgePairs(trx, [pair_id], { judged: outcome, judged_by: confirmed.by, judged_at: at.now });
		}
		return record(trx, at, drafts);
	});
