import { sql, type RawBuilder } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Reading } from '../schema.ts';

/** An organisation that ended, who took over from it, and how many of its assignments are still open under the old name. */
export type Succeeded = {
	organisation_id: number;
	code: string;
	name: string;
	successor_id: number;
	successor_code: string;
	successor: string;
	took_over_on: Day;
	note: string | null;
	still_open: number;
};

const openOf = (organisation: RawBuilder<unknown>) =>
	sql`(select count(*)::int from assignment a where a.organisation_id = ${organisation} and a.closure = 'open')`;

const from = (data_set: DataSet, today: Day) => sql`from organisation_succession x
	join organisation o on o.id = x.organisation_id join organisation n on n.id = x.successor_id
	where o.data_set = ${data_set} and x.took_over_on <= ${today}::date`;

const columns = sql`x.organisation_id, o.code, o.name, x.successor_id, n.code as successor_code, n.name as successor,
	x.took_over_on, x.note, ${openOf(sql`o.id`)} as still_open`;

/** The successions of a data set that have come about, the newest first. */
export const list = async (
	reading: Reading,
	data_set: DataSet,
	today: Day,
	{ limit, offset }: { limit: number; offset: number }
): Promise<Succeeded[]> => {
	const { rows } = await sql<Succeeded>`select ${columns} ${from(data_set, today)}
		order by x.took_over_on desc, o.name, n.name limit ${limit} offset ${offset}`.execute(reading);
	return rows;
};

/** How many those are. */
export const count = async (reading: Reading, data_set: DataSet, today: Day): Promise<number> => {
	const { rows } = await sql<{ n: number }>`select count(*)::int as n ${from(data_set, today)}`.execute(
		reading
	);
	return rows[0]?.n ?? 0;
};

/** One of them; undefined where nobody recorded that the one took over from the other, or it has not come about. */
export const find = async (
	reading: Reading,
	data_set: DataSet,
	today: Day,
	{ organisation_id, successor_id }: { organisation_id: number; successor_id: number }
): Promise<Succeeded | undefined> => {
	const { rows } = await sql<Succeeded>`select ${columns} ${from(data_set, today)}
		and x.organisation_id = ${organisation_id} and x.successor_id = ${successor_id}`.execute(reading);
	return rows[0];
};

/** How many assignments of an organisation are open. */
export const stillOpen = async (reading: Reading, organisation_id: number): Promise<number> => {
	const { rows } = await sql<{ n: number }>`select ${openOf(sql`${organisation_id}`)} as n`.execute(reading);
	return rows[0]?.n ?? 0;
};
