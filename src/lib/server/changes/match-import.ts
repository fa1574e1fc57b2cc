import * as imports from '#db/queries/imports.ts';
import { rememberMapping, removeChecks, updateIn } from '#db/record/uploads.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Dialect } from '#lib/csv/dialect.ts';
import type { Mapping } from '#lib/csv/mapping.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';

/**
 * Notes how a person says that a file is to be read and which column is which field, and remembers it for the next file
 * of that shape. What an earlier check found is forgotten.
 */
export const matchImport = (
	at: At,
	id: number,
	{ dialect, mapping, shape }: { dialect: Dialect; mapping: Mapping; shape: string }
): Promise<number> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).importRegister({ data_set });
		if (!(await imports.find(trx, data_set, id))) throw new Refusal('not-found', 'There is no such import.');
		const isOpen = await updateIn(trx, id, ['uploaded', 'matched', 'checked', 'failed'], {
			state: 'matched',
			kind: mapping.kind,
			mapping: JSON.stringify(mapping),
			dialect: JSON.stringify(dialect),
			shape,
			failed_because: null
		});
		if (!isOpen)
			throw new Refusal(
				'not-possible',
				'This file is being worked on, or is done. Upload it again to match it anew.'
			);
		await removeChecks(trx, id);
		await rememberMapping(trx, {
			data_set,
			kind: mapping.kind,
			shape,
			mapping,
			dialect,
			kept_by: at.user?.id ?? null,
			kept_at: at.now
		});
		return id;
	});
