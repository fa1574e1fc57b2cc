import { insertReport } from '#db/record/corrections.ts';
import { inTransaction } from '#db/transaction.ts';
import type { CorrectionReport } from '#lib/domain/correction.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { At } from '../at.ts';

/** What a report is about besides its page. */
export type Concerned = { recommendation_id?: number | undefined; organisation_id?: number | undefined };

/**
 * Keeps what anybody says is wrong in public, for the registrar to answer. It changes nothing of the record, and is no
 * event until it is answered. Whoever calls has seen to it that no machine sends hundreds.
 */
export const reportWrong = (
	at: At,
	data_set: DataSet,
	report: CorrectionReport,
	{ recommendation_id, organisation_id }: Concerned
): Promise<boolean> =>
	inTransaction(at, async (trx) => {
		await insertReport(trx, {
			data_set,
			recommendation_id: recommendation_id ?? null,
			organisation_id: organisation_id ?? null,
			page: report.page,
			wrong: report.wrong,
			right_is: report.right_is ?? null,
			shown_at: report.shown_at ?? null,
			asker: report.asker ?? null,
			asker_email: report.asker_email ?? null,
			asked_at: at.now,
			asked_on: at.today
		});
		return true;
	});
