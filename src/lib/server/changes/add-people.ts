import { insertPeople } from '#db/record/people.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import type { NewPerson, Person } from '#lib/domain/person.ts';
import type { At } from '../at.ts';

/** Adds people with their roles, in the data set of whoever adds them, and returns them in the order given. */
export const addPeople = (at: At, people: readonly NewPerson[]): Promise<Person[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).administer({ data_set });
		const ids = await insertPeople(trx, data_set, people);
		await record(
			trx,
			at,
			ids.map((subject_id) => ({
				subject: 'person',
				subject_id,
				what: 'added',
				data_set,
				effective_on: at.today
			}))
		);
		return people.map((person, index) => ({ ...person, id: ids[index] ?? 0, data_set, suspended: false }));
	});
