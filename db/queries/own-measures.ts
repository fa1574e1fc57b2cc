import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Person } from '#lib/domain/person.ts';
import type { Reading } from '../schema.ts';

/** A measure that an organisation keeps of its own work. */
export type Own = {
	id: number;
	data_set: DataSet;
	organisation_id: number;
	organisation: string;
	reference: string;
	name: string;
	unit: string;
	population: string | null;
	target: string | null;
	baseline: string | null;
	changed_on: Day | null;
	changed_because: string | null;
	/** How many values there are, and the latest of them. */
	values: number;
	latest_on: Day | null;
	latest: string | null;
};

const theirs = (user: Person) => {
	const own = user.memberships.flatMap(({ role, organisation_id }) =>
		organisation_id && (role === 'contributor' || role === 'approver') ? [organisation_id] : []
	);
	return sql`m.data_set = ${user.data_set} and m.organisation_id = any (${[...new Set(own)]}::int[])`;
};

const told = sql`m.id, m.data_set, m.organisation_id, o.name as organisation, m.reference, m.name, m.unit, m.population,
	m.target::text, m.baseline::text, m.changed_on, m.changed_because, (select count(*)::int from observation v where v.measure_id = m.id) as values,
	latest.observed_on as latest_on, trim_scale(latest.value)::text as latest`;
const from = sql`measure m join organisation o on o.id = m.organisation_id
	left join lateral (select observed_on, value from observation v where v.measure_id = m.id and observed_on is not null
		order by observed_on desc, id desc limit 1) latest on true`;

/** The measures of a person's own organisations by name, `limit` at most. */
export const list = async (db: Reading, user: Person, limit: number): Promise<Own[]> => {
	const { rows } =
		await sql<Own>`select ${told} from ${from} where ${theirs(user)} order by m.name, m.id limit ${limit}`.execute(
			db
		);
	return rows;
};

/** A measure of a person's own organisation; undefined where there is none, or where it is another's. */
export const find = async (db: Reading, user: Person, id: number): Promise<Own | undefined> => {
	const { rows } = await sql<Own>`select ${told} from ${from} where m.id = ${id} and ${theirs(user)}`.execute(
		db
	);
	return rows[0];
};

/** Whose a measure is; undefined where it is no organisation's own. */
export const ownerOf = async (
	db: Reading,
	id: number
): Promise<{ data_set: DataSet; organisation_id: number } | undefined> => {
	const { rows } = await sql<{
		data_set: DataSet;
		organisation_id: number;
	}>`select data_set, organisation_id from measure where id = ${id} and organisation_id is not null for no key update`.execute(
		db
	);
	return rows[0];
};

/** The latest values of a measure, the earliest of them first. */
export const values = async (
	db: Reading,
	id: number,
	limit: number
): Promise<{ on: Day; value: number }[]> => {
	const { rows } = await sql<{ on: Day; value: number }>`
		select "on", value from (
			select observed_on as "on", value::float8 as value, id from observation
			where measure_id = ${id} and observed_on is not null order by observed_on desc, id desc limit ${limit}
		) latest order by "on", id`.execute(db);
	return rows;
};

/** The code of an organisation. */
export const codeOf = async (db: Reading, organisation_id: number): Promise<string | undefined> =>
	(await db.selectFrom('organisation').select('code').where('id', '=', organisation_id).executeTakeFirst())
		?.code;
