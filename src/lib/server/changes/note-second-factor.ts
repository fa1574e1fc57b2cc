import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Person } from '#lib/domain/person.ts';
import { changed } from '../accounts/letters.ts';
import type { At } from '../at.ts';
import { queueMail } from '../mail.ts';

const WORDS = {
	on: 'Codes from an app are asked for now when you sign in.',
	off: 'Codes from an app are no longer asked for when you sign in.',
	'new recovery codes': 'New recovery codes were made; the old ones no longer work.'
};

/** Puts on the record that somebody changed their own second factor, and tells them by e-mail. */
export const noteSecondFactor = (
	at: At,
	person: Person & { id: number },
	to_value: keyof typeof WORDS
): Promise<void> =>
	inTransaction({ ...at, user: person }, async (trx) => {
		await record(trx, { ...at, user: person }, [
			{
				subject: 'person',
				subject_id: person.id,
				data_set: person.data_set,
				what: 'amended',
				to_value,
				detail: { column: 'second factor' },
				effective_on: at.today
			}
		]);
		const { id, name, email } = person;
		await queueMail(trx, [changed({ person_id: id, name, email }, WORDS[to_value])]);
	});
