import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Membership, Person } from '#lib/domain/person.ts';
import type { Reading } from '../schema.ts';

/** One role of one person, as the sign-in page lists it. */
export type Sign = {
	id: number;
	name: string;
	role: Membership['role'];
	organisation: string | null;
	source: string | null;
};

/** A person with the roles that they hold; undefined where there is none of that number in the data set. */
export const find = async (db: Reading, data_set: DataSet, id: number): Promise<Person | undefined> => {
	const rows = await db
		.selectFrom('person')
		.leftJoin('membership', 'membership.person_id', 'person.id')
		.select(['person.id', 'name', 'email', 'suspended_at', 'role', 'organisation_id', 'source_id'])
		.where('person.id', '=', id)
		.where('person.data_set', '=', data_set)
		.orderBy('membership.id')
		.execute();
	const [first] = rows;
	if (!first) return undefined;
	const { name, email, suspended_at } = first;
	const memberships = rows.flatMap(({ role, organisation_id, source_id }) =>
		role ? [{ role, organisation_id, source_id }] : []
	);
	return { id, name, email, data_set, memberships, suspended: suspended_at !== null };
};

/** Whether a data set has anybody who could sign in. */
export const areThere = async (db: Reading, data_set: DataSet): Promise<boolean> =>
	(await db
		.selectFrom('person')
		.select('id')
		.where('data_set', '=', data_set)
		.limit(1)
		.executeTakeFirst()) !== undefined;

/** People of a data set who may sign in, a row a role, `limit` a role at most. */
export const list = async (db: Reading, data_set: DataSet, limit: number): Promise<Sign[]> => {
	const { rows } = await sql<Sign>`
		select id, name, role, organisation, source from (
			select p.id, p.name, m.role, o.name as organisation, s.name as source,
				row_number() over (partition by m.role order by o.name, p.name, p.id) as place
			from person p
			join membership m on m.person_id = p.id
			left join organisation o on o.id = m.organisation_id
			left join source s on s.id = m.source_id
			where p.data_set = ${data_set} and p.suspended_at is null
		) people where place <= ${limit} order by role, place`.execute(db);
	return rows;
};

/** Whom each of the organisations answers to, and whom those do, up to the top of every line. */
export const parents = async (
	db: Reading,
	organisation_ids: readonly number[]
): Promise<Map<number, number>> => {
	const { rows } = await sql<{ id: number; parent_id: number }>`
		with recursive line as (
			select id, parent_id from organisation where id = any (${[...new Set(organisation_ids)]}::int[])
			union
			select o.id, o.parent_id from organisation o join line l on o.id = l.parent_id
		)
		select id, parent_id from line where parent_id is not null`.execute(db);
	return new Map(rows.map(({ id, parent_id }) => [id, parent_id]));
};
