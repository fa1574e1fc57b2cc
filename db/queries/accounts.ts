import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Membership } from '#lib/domain/person.ts';
import type { Reading } from '../schema.ts';

/** A role that somebody holds, with the names of what they hold it for. */
export type Held = {
	id: number;
	role: Membership['role'];
	organisation_id: number | null;
	organisation: string | null;
	source_id: number | null;
	source: string | null;
};

/** A person as whoever manages people sees them. */
export type Managed = {
	id: number;
	name: string;
	email: string;
	suspended: boolean;
	/** Whether they have ever come in: not while their invitation waits. */
	joined: boolean;
	roles: Held[];
};

const MANAGED = sql`p.id, p.name, p.email, p.suspended_at is not null as suspended,
	exists (select from auth.account a where a.user_id = p.id) as joined,
	coalesce((select json_agg(json_build_object('id', m.id, 'role', m.role, 'organisation_id', m.organisation_id,
		'organisation', o.name, 'source_id', m.source_id, 'source', s.name) order by m.id)
		from membership m left join organisation o on o.id = m.organisation_id left join source s on s.id = m.source_id
		where m.person_id = p.id), '[]') as roles`;

const matching = (q: string) => `%${q.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** The people of a data set, by name; `q` is part of a name or an address. */
export const list = async (
	db: Reading,
	data_set: DataSet,
	{ q, limit, offset }: { q: string | undefined; limit: number; offset: number }
): Promise<Managed[]> => {
	const found = q ? sql`and (p.name ilike ${matching(q)} or p.email ilike ${matching(q)})` : sql``;
	const { rows } = await sql<Managed>`select ${MANAGED} from person p where p.data_set = ${data_set} ${found}
		order by p.name, p.id limit ${limit} offset ${offset}`.execute(db);
	return rows;
};

/** How many there are of them. */
export const count = async (db: Reading, data_set: DataSet, q: string | undefined): Promise<number> => {
	const found = q ? sql`and (p.name ilike ${matching(q)} or p.email ilike ${matching(q)})` : sql``;
	const { rows } = await sql<{
		n: number;
	}>`select count(*)::int as n from person p where p.data_set = ${data_set} ${found}`.execute(db);
	return rows[0]?.n ?? 0;
};

/** One person of a data set. */
export const find = async (db: Reading, data_set: DataSet, id: number): Promise<Managed | undefined> =>
	(
		await sql<Managed>`select ${MANAGED} from person p where p.data_set = ${data_set} and p.id = ${id}`.execute(
			db
		)
	).rows[0];

/** Who works for these organisations, by name, two hundred at most. Roles that they hold elsewhere are left out. */
export const colleagues = async (db: Reading, organisation_ids: readonly number[]): Promise<Managed[]> => {
	const { rows } = await sql<Managed>`select ${MANAGED} from person p where p.id in (
			select person_id from membership where role in ('contributor', 'approver') and organisation_id = any (${[...organisation_ids]}::int[]))
		order by p.name, p.id limit 200`.execute(db);
	return rows.map((person) => ({
		...person,
		roles: person.roles.filter(
			({ role, organisation_id }) =>
				(role === 'contributor' || role === 'approver') && organisation_ids.includes(organisation_id ?? 0)
		)
	}));
};

/** The person who has that address, whatever its letters. */
export const byEmail = async (
	db: Reading,
	email: string
): Promise<
	{ id: number; name: string; data_set: DataSet; suspended: boolean; joined: boolean } | undefined
> =>
	(
		await sql<{ id: number; name: string; data_set: DataSet; suspended: boolean; joined: boolean }>`
			select p.id, p.name, p.data_set, p.suspended_at is not null as suspended,
				exists (select from auth.account a where a.user_id = p.id) as joined
			from auth."user" u join person p on p.id = u.id where u.email = ${email.toLowerCase()}`.execute(db)
	).rows[0];

/** A membership with whose it is. */
export const membership = (db: Reading, id: number) =>
	db
		.selectFrom('membership')
		.select(['id', 'person_id', 'data_set', 'role', 'organisation_id', 'source_id'])
		.where('id', '=', id)
		.executeTakeFirst();

/** The organisation or the source of a data set that has this code or this name, whatever its letters. */
export const body = async (
	db: Reading,
	kind: 'organisation' | 'source',
	data_set: DataSet,
	text: string
): Promise<number | undefined> => {
	const { rows } = await sql<{ id: number }>`select id from ${sql.table(kind)}
		where data_set = ${data_set} and (code = ${text} or lower(name) = lower(${text})) order by code = ${text} desc limit 1`.execute(
		db
	);
	return rows[0]?.id;
};

/** The names of organisations of a data set, by number. */
export const organisationNames = async (
	db: Reading,
	data_set: DataSet,
	ids: readonly number[]
): Promise<{ id: number; name: string }[]> =>
	db
		.selectFrom('organisation')
		.select(['id', 'name'])
		.where('id', '=', sql<number>`any (${[...ids]}::int[])`)
		.where('data_set', '=', data_set)
		.orderBy('name')
		.execute();
