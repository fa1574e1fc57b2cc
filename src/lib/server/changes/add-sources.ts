import { keep, type Kept, type Noun } from '#db/record/nouns.ts';
import { inTransaction } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import type { Source } from '#lib/domain/source.ts';
import type { At } from '../at.ts';

const SOURCE: Noun = {
	subject: 'source',
	table: 'source',
	key: 'code',
	columns: {
		code: 'text',
		name: 'text',
		kind: 'text',
		jurisdiction: 'text',
		url: 'text',
		response_rule: 'text'
	}
};

/** Adds the bodies that issue recommendations, or amends those whose code is known. Answers what became of each. */
export const addSources = (at: At, sources: readonly Source[]): Promise<Kept[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).importRegister({ data_set });
		return keep(trx, at, SOURCE, data_set, sources);
	});
