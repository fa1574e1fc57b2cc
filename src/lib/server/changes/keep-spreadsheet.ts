import { insertSpreadsheet } from '#db/record/spreadsheets.ts';
import { inTransaction } from '#db/transaction.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';

/** Keeps the bytes of a sheet of answers, unread and unjudged, for whoever uploaded it. Returns its number. */
export const keepSpreadsheet = (at: At, sheet: { file_name: string; bytes: Uint8Array }): Promise<number> =>
	inTransaction(at, async (trx) => {
		const { user } = at;
		const speaks = user?.memberships.some(({ role }) => role === 'contributor' || role === 'approver');
		if (!user?.id || !speaks)
			throw new Refusal('not-allowed', 'Only people who speak for an organisation can upload its answers.');
		return insertSpreadsheet(trx, {
			...sheet,
			data_set: user.data_set,
			person_id: user.id,
			uploaded_at: at.now
		});
	});
