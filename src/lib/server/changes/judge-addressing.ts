import * as importing from '#db/queries/importing.ts';
import type { Kept } from '#db/record/nouns.ts';
import { judgeAddressees } from '#db/record/recommendations.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Addressing } from '#lib/domain/addressing.ts';
import { may } from '#lib/domain/may.ts';
import { ofRecommendation } from '#lib/domain/event.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import { assign, type Asking } from './assign.ts';

/**
 * Says of groups that recommendations name whether each member was really asked, and why; where so, assigns the
 * recommendation to all who belong to the group today. Who was assigned before stays so.
 */
export const judgeAddressing = (at: At, judgements: readonly Addressing[]): Promise<Kept[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).importRegister({ data_set });
		const references = judgements.map(({ recommendation_ref }) => recommendation_ref);
		const ids = await importing.ids(trx, 'recommendation', data_set, references);
		const recommendation = importing.mustFind(ids, 'recommendation', 'recommendation_ref');
		const named = await importing.addresseesOf(trx, [...ids.values()]);
		const groups = new Map(
			named.flatMap((one) =>
				one.organisation_set_id === null ? [] : [[`${one.recommendation_id} ${one.named_as}`, one] as const]
			)
		);
		const members = new Map<number, number[]>();
		const duties: Asking[] = [];
		const judged = [];
		for (const { recommendation_ref, addressee, assigned_to_members, why } of judgements) {
			const recommendation_id = recommendation(recommendation_ref);
			const group = groups.get(`${recommendation_id} ${addressee}`);
			if (!group?.organisation_set_id)
				throw new Refusal(
					'not-found',
					`‘${recommendation_ref}’ does not name a group ‘${addressee}’. Check its addressees, or name one of its groups.`,
					'addressee'
				);
			const set_id = group.organisation_set_id;
			const isAssigned = assigned_to_members === 'yes';
			if (isAssigned) {
				const theirs = members.get(set_id) ?? (await importing.membersOf(trx, set_id, at.today));
				members.set(set_id, theirs);
				duties.push(...theirs.map((organisation_id) => ({ recommendation_id, organisation_id })));
			}
			const isNews = group.assigned_to_members !== isAssigned || group.note !== why;
			judged.push({
				recommendation_id,
				ordinal: group.ordinal,
				addressee,
				assigned_to_members: isAssigned,
				note: why,
				isNews
			});
		}
		const news = judged.filter(({ isNews }) => isNews);
		await judgeAddressees(trx, news);
		await record(
			trx,
			at,
			news.map(({ recommendation_id, addressee, assigned_to_members, note }) => ({
				...ofRecommendation(
					{ id: recommendation_id },
					{
						what: 'amended',
						to_value: assigned_to_members ? 'yes' : 'no',
						reason: note,
						detail: { column: 'assigned_to_members', addressee },
						effective_on: at.today
					}
				),
				data_set
			}))
		);
		const made = await assign({ ...at, db: trx }, duties);
		const widened = new Set(made.map(({ recommendation_id }) => recommendation_id));
		return judged.map(({ recommendation_id: id, isNews }) => ({
			id,
			outcome: isNews || widened.has(id) ? 'changed' : 'unchanged'
		}));
	});
