import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Said } from '#lib/domain/axes/axis.ts';
import { move, type Closure } from '#lib/domain/axes/closure.ts';
import { may } from '#lib/domain/may.ts';
import type { At } from '../at.ts';
import { inTurn, lockFor, type Trusted } from './in-turn.ts';

type Closing = Said &
	Trusted & { assignment_id: number; seen_version?: number | undefined; closure: Closure };

/** The issuer or the board closes assignments, or opens them again. */
export const closeAssignment = (at: At, closings: readonly Closing[]): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const locked = await lockFor(trx, closings);
		const drafts = inTurn(at, locked, closings, (current, closing, { user, today }) =>
			move(current, closing, { as: may(user).close(current), today })
		);
		return record(trx, at, drafts, locked);
	});
