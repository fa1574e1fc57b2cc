import * as families from '#db/queries/families.ts';
import { named } from '#db/queries/recommendation.ts';
import { insertMembers, removeMember } from '#db/record/families.ts';
import { record } from '#db/record/record.ts';
import type { Writing } from '#db/schema.ts';
import { inTransaction } from '#db/transaction.ts';
import type { FamilyMember } from '#lib/domain/family.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';

/** Moves one recommendation into a family or out of it, and records what was done and why. */
const moved = (
	at: At,
	{ family_id, reference, reason }: FamilyMember,
	what: 'joined' | 'left',
	move: (trx: Writing, member: { family_id: number; recommendation_id: number }) => Promise<unknown>
): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).keepRegister({ data_set });
		if (!(await families.isThere(trx, data_set, family_id)))
			throw new Refusal('not-found', 'There is no such family.');
		const recommendation_id = (await named(trx, data_set, reference))?.id;
		if (!recommendation_id)
			throw new Refusal('not-found', `There is no recommendation “${reference}”.`, 'reference');
		await move(trx, { family_id, recommendation_id });
		return record(trx, at, [
			{
				subject: 'family',
				subject_id: family_id,
				what: 'amended',
				reason,
				detail: { column: 'members', [what]: [recommendation_id] },
				data_set,
				effective_on: at.today
			}
		]);
	});

/** A registrar puts a recommendation into a family, and says why. */
export const joinFamily = (at: At, member: FamilyMember): Promise<number[]> =>
	moved(at, member, 'joined', async (trx, one) => {
		const confirmed = { by: at.user?.id ?? null, at: at.now };
		if ((await insertMembers(trx, [one], confirmed)) === 0)
			throw new Refusal('not-possible', `“${member.reference}” is in this family already.`, 'reference');
	});

/** A registrar takes a recommendation out of a family, and says why. */
export const leaveFamily = (at: At, member: FamilyMember): Promise<number[]> =>
	moved(at, member, 'left', async (trx, one) => {
		if (!(await removeMember(trx, one)))
			throw new Refusal('not-possible', `“${member.reference}” is not in this family.`, 'reference');
	});
