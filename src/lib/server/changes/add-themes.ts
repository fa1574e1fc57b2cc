import { keep, type Kept, type Noun } from '#db/record/nouns.ts';
import { inTransaction } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import type { Theme } from '#lib/domain/theme.ts';
import type { At } from '../at.ts';

const THEME: Noun = {
	subject: 'theme',
	table: 'theme',
	key: 'code',
	columns: { code: 'text', name: 'text', description: 'text' },
	isShared: true
};

/** Adds themes, or amends those whose code is known. Both data sets share them, so they belong to the register. */
export const addThemes = (at: At, themes: readonly Theme[]): Promise<Kept[]> =>
	inTransaction(at, async (trx) => {
		may(at.user).importRegister({ data_set: 'register' });
		return keep(trx, at, THEME, 'register', themes);
	});
