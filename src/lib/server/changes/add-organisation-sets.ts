import { keepSets } from '#db/record/organisations.ts';
import type { Kept } from '#db/record/nouns.ts';
import { inTransaction } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import type { OrganisationSet } from '#lib/domain/organisation.ts';
import type { At } from '../at.ts';

/** Adds groups that can be asked as one, or amends those whose code is known. Answers what became of each. */
export const addOrganisationSets = (at: At, sets: readonly OrganisationSet[]): Promise<Kept[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).importRegister({ data_set });
		return keepSets(trx, at, data_set, sets);
	});
