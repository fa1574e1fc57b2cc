import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { NewPerson } from '#lib/domain/person.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';

/** Makes people with their roles, and returns their numbers in the order given. */
export const insertPeople = async (
	trx: Writing,
	data_set: DataSet,
	people: readonly NewPerson[]
): Promise<number[]> => {
	if (people.length === 0) return [];
	const { rows } = await sql<{ id: number; email: string }>`
		insert into person (data_set, name, email)
		select ${data_set}, name, email from ${asTable(people, { name: 'text', email: 'text' })}
		returning id, email`.execute(trx);
	const ids = new Map(rows.map(({ id, email }) => [email, id]));
	const memberships = people.flatMap(({ email, memberships: roles }) =>
		roles.map((role) => ({ organisation_id: null, source_id: null, ...role, person_id: ids.get(email) }))
	);
	await sql`insert into membership (data_set, person_id, role, organisation_id, source_id)
		select ${data_set}, person_id, role, organisation_id, source_id
		from ${asTable(memberships, { person_id: 'int4', role: 'text', organisation_id: 'int4', source_id: 'int4' })}`.execute(
		trx
	);
	return people.map(({ email }) => ids.get(email) ?? 0);
};
