import * as corrections from '#db/queries/corrections.ts';
import { settleReport } from '#db/record/corrections.ts';
import { record, type Draft } from '#db/record/record.ts';
import type { Writing } from '#db/schema.ts';
import { inTransaction } from '#db/transaction.ts';
import { CORRECTED_FIELDS, type CorrectedField, type CorrectionAnswer } from '#lib/domain/correction.ts';
import { inWords } from '#lib/domain/day.ts';
import { letter, pathTo, quoted } from '#lib/domain/letter.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import { queueMail } from '../mail.ts';
import { addRecommendations } from './add-recommendations.ts';

/** Changes a field of a recommendation as a correction says, and answers what it said before. */
const carryOver = async (
	at: At,
	trx: Writing,
	recommendation_id: number | null,
	field: CorrectedField,
	new_value: string | undefined
): Promise<string | undefined> => {
	if (recommendation_id === null)
		throw new Refusal(
			'not-possible',
			'This is about no recommendation. Choose “Something else”, and say what was corrected.',
			'field'
		);
	const name = CORRECTED_FIELDS[field];
	const entry = await corrections.entryOf(trx, recommendation_id);
	const { reference, report_reference, ordinal, summary } = entry;
	const row = {
		recommendation_ref: reference,
		report_ref: report_reference,
		ordinal,
		summary,
		[name]: new_value
	};
	const [kept] = await addRecommendations({ ...at, db: trx }, [row]);
	if (kept?.outcome === 'unchanged')
		throw new Refusal('not-possible', 'It says that already. Write what it should say.', 'new_value');
	return entry[name] ?? undefined;
};

/**
 * The registrar answers what somebody said is wrong. What is accepted is published with old and new, and is an event of
 * what it is about; a field of a recommendation is changed with it, and what it said is taken from the register. What is refused is told to whoever asked alone. Who asked is forgotten with the answer. Refuses what
 * was answered already. Returns the number of the report.
 */
export const answerCorrection = (at: At, answer: CorrectionAnswer): Promise<number> =>
	inTransaction(at, async (trx) => {
		const report = await corrections.lock(trx, answer.correction_id);
		if (!report) throw new Refusal('not-found', 'There is no such report. It may have been answered.');
		may(at.user).correct(report);
		if (report.state !== 'waiting')
			throw new Refusal(
				'not-possible',
				`It was ${report.state} on ${inWords(report.answered_on ?? at.today)}.`
			);
		const isAccepted = answer.state === 'accepted';
		const { field, new_value } = answer;
		const what = field ?? answer.what;
		const old_value =
			isAccepted && field
				? await carryOver(at, trx, report.recommendation_id, field, new_value)
				: answer.old_value;
		await settleReport(trx, report.id, {
			state: answer.state,
			what: isAccepted ? what : null,
			old_value: isAccepted ? (old_value ?? null) : null,
			new_value: isAccepted ? new_value : null,
			answer: answer.answer ?? null,
			answered_on: at.today,
			answered_by: at.user?.id ?? null
		});
		if (report.asker_email)
			await queueMail(trx, [
				{
					to: report.asker_email,
					data_set: report.data_set,
					kind: 'correction answered',
					...letter(
						report.asker ?? 'and thank you',
						isAccepted ? 'What you said was wrong has been corrected' : 'What you said was wrong',
						[
							`You wrote to us on ${inWords(report.asked_on)}:`,
							quoted(report.wrong),
							isAccepted
								? 'Thank you. It has been corrected, and the correction is published.'
								: 'We looked, and left it as it is.',
							...(answer.answer ? [`Our answer:\n${quoted(answer.answer)}`] : [])
						],
						{
							leads_to: 'All corrections are here:',
							path: pathTo('/corrections', report.data_set),
							has_account: false
						}
					)
				}
			]);
		const { recommendation_id, organisation_id, data_set } = report;
		const subject_id = recommendation_id ?? organisation_id;
		if (isAccepted && subject_id !== null) {
			const draft: Draft = {
				subject: recommendation_id === null ? 'organisation' : 'recommendation',
				subject_id,
				...(recommendation_id === null ? { organisation_id: subject_id } : { recommendation_id }),
				what: 'correction',
				...(old_value && { from_value: old_value }),
				...(new_value && { to_value: new_value }),
				...(answer.answer && { reason: answer.answer }),
				detail: {
					field: what ?? '',
					correction: report.id,
					...(field && { column: CORRECTED_FIELDS[field] })
				},
				effective_on: at.today,
				data_set
			};
			await record(trx, at, [draft]);
		}
		return report.id;
	});
