import { removeUpload, updateIn } from '#db/record/uploads.ts';
import { inTransaction } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';

/**
 * Cancels an import of which nothing is in the register yet, also while it is being taken in: that work is undone by
 * itself. The file and what was found in it go; that there was such an upload stays.
 */
export const cancelImport = (at: At, id: number): Promise<number> =>
	inTransaction(at, async (trx) => {
		may(at.user).importRegister({ data_set: at.user?.data_set ?? 'register' });
		const isOpen = await updateIn(
			trx,
			id,
			['uploaded', 'matched', 'checking', 'checked', 'committing', 'failed'],
			{ state: 'cancelled', finished_at: at.now, problems: null }
		);
		if (!isOpen) throw new Refusal('not-possible', 'This import is over already, so it cannot be cancelled.');
		await removeUpload(trx, id);
		return id;
	});
