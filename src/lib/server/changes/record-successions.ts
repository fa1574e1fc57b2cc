import * as importing from '#db/queries/importing.ts';
import type { Kept } from '#db/record/nouns.ts';
import { keepSuccessions } from '#db/record/organisations.ts';
import { inTransaction } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import type { Succession } from '#lib/domain/organisation.ts';
import type { At } from '../at.ts';

/**
 * Records which organisation took over from one that ended. Open duties are not moved by it: in the register a page
 * named the old body, and nothing read shows that the successor took the duty on. To move them is a decision of its own.
 */
export const recordSuccessions = (at: At, successions: readonly Succession[]): Promise<Kept[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).keepRegister({ data_set });
		const codes = successions.flatMap(({ code, successor_code }) => [code, successor_code]);
		const ids = await importing.ids(trx, 'organisation', data_set, codes);
		const organisation = importing.mustFind(ids, 'organisation', 'code');
		const successor = importing.mustFind(ids, 'organisation', 'successor_code');
		return keepSuccessions(
			trx,
			at,
			data_set,
			successions.map((one) => ({
				...one,
				organisation_id: organisation(one.code),
				successor_id: successor(one.successor_code)
			}))
		);
	});
