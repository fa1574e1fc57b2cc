import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Reading } from '../schema.ts';

/** An e-mail as an administrator sees it. `text` is empty once it is sent or given up, and where it may not be read. */
export type Kept = {
	id: number;
	kind: string;
	to: string;
	subject: string;
	text: string;
	queued_at: Date;
	attempts: number;
	problem: string | null;
	sent_at: Date | null;
	given_up_at: Date | null;
};

/** The e-mails to people of a data set, the newest first; their words only where `reads` says so. */
export const list = async (
	db: Reading,
	data_set: DataSet,
	{ reads, limit, offset }: { reads: boolean; limit: number; offset: number }
): Promise<Kept[]> => {
	const { rows } = await sql<Kept>`
		select id, kind, "to", subject, case when ${reads}::boolean then text else '' end as text, queued_at, attempts, problem,
			sent_at, given_up_at
		from mail where data_set = ${data_set} order by id desc limit ${limit} offset ${offset}`.execute(db);
	return rows;
};

/** How many e-mails to people of a data set there are. */
export const count = async (db: Reading, data_set: DataSet): Promise<number> => {
	const { rows } = await sql<{ n: number }>`
		select count(*)::int as n from mail where data_set = ${data_set}`.execute(db);
	return rows[0]?.n ?? 0;
};

/** Work of the background, what is not done yet first, then the newest. */
export const jobs = (db: Reading, limit: number) =>
	db
		.selectFrom('job')
		.select([
			'id',
			'kind',
			'once',
			'queued_at',
			'next_try_at',
			'attempts',
			'problem',
			'done_at',
			'given_up_at'
		])
		.orderBy(sql`(done_at is null and given_up_at is null)`, 'desc')
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();

/** Whether work of a kind is still to be done. */
export const waits = async (reading: Reading, kind: string): Promise<boolean> =>
	(await reading
		.selectFrom('job')
		.select('id')
		.where('kind', '=', kind)
		.where('done_at', 'is', null)
		.where('given_up_at', 'is', null)
		.limit(1)
		.executeTakeFirst()) !== undefined;
