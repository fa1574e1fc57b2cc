import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { move, type Adequacy } from '#lib/domain/axes/adequacy.ts';
import type { Said } from '#lib/domain/axes/axis.ts';
import { may } from '#lib/domain/may.ts';
import type { At } from '../at.ts';
import { inTurn, lockFor, type Trusted } from './in-turn.ts';

type Judgement = Said &
	Trusted & { assignment_id: number; seen_version?: number | undefined; adequacy: Adequacy };

/** The issuer says whether replies would meet what it asked for. */
export const judgeResponse = (at: At, judgements: readonly Judgement[]): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const locked = await lockFor(trx, judgements);
		const drafts = inTurn(at, locked, judgements, (current, judgement, { user, today }) =>
			move(current, judgement, { as: may(user).gradeResponse(current), today })
		);
		return record(trx, at, drafts);
	});
