import { sql } from 'kysely';
import { asTable } from './rows.ts';
import type { Writing } from './schema.ts';

/** A piece of work for the background. */
export type NewJob = {
	kind: string;
	data?: unknown;
	/** What it must be done only once for: a second job with the same key is dropped. */
	once?: string | undefined;
	/** When it may be begun at the earliest; at once where it is left out. */
	not_before?: Date | undefined;
};

/** Puts work into the queue, in one statement; what is there already under the same `once` is left as it is. */
export const insertJobs = async (trx: Writing, jobs: readonly NewJob[]): Promise<void> => {
	const rows = jobs.map(({ data = {}, not_before, ...job }) => ({
		...job,
		data: JSON.stringify(data),
		not_before: not_before?.toISOString()
	}));
	const columns = { kind: 'text', data: 'text', once: 'text', not_before: 'timestamptz' };
	await sql`insert into job (kind, data, once, next_try_at)
		select kind, data::jsonb, once, coalesce(not_before, now()) from ${asTable(rows, columns)}
		on conflict do nothing`.execute(trx);
};

/** Work that this process alone may do now. `attempts` says which try it is, from 1. */
export type Claimed = { id: number; kind: string; data: unknown; queued_at: Date; attempts: number };

const inMs = (now: Date, ms: number) => new Date(now.getTime() + ms);

/**
 * Takes the work of these kinds that has waited longest, if any is to be done by `now`, and keeps it from every other
 * process for `lease_ms`: a process that ends in between leaves it to be taken over.
 */
export const claim = async (
	trx: Writing,
	kinds: readonly string[],
	now: Date,
	lease_ms: number
): Promise<Claimed | undefined> => {
	const { rows } = await sql<Claimed>`
		update job set attempts = attempts + 1, next_try_at = ${inMs(now, lease_ms).toISOString()}::timestamptz
		where id = (
			select id from job where done_at is null and given_up_at is null
				and next_try_at <= ${now.toISOString()}::timestamptz and kind = any (${kinds}::text[])
			order by next_try_at, id limit 1 for update skip locked
		)
		returning id, kind, data, queued_at, attempts`.execute(trx);
	return rows[0];
};

const mine = (trx: Writing, { id, attempts }: Claimed) =>
	trx.updateTable('job').where('id', '=', id).where('attempts', '=', attempts).where('done_at', 'is', null);

/** Keeps work for another `lease_ms`. Answers whether it is still this process's: nobody has taken it over. */
export const hold = async (trx: Writing, job: Claimed, now: Date, lease_ms: number): Promise<boolean> => {
	const { numUpdatedRows } = await mine(trx, job)
		.set({ next_try_at: inMs(now, lease_ms) })
		.executeTakeFirst();
	return numUpdatedRows > 0n;
};

/** What became of a try: it was done, is tried again at a time, or never. */
export type Outcome =
	{ done_at: Date } | { next_try_at: Date; problem: string } | { given_up_at: Date; problem: string };

/** Notes what became of a try, unless another process has taken the work over since. */
export const settle = async (trx: Writing, job: Claimed, outcome: Outcome): Promise<void> => {
	await mine(trx, job)
		.set({ problem: null, ...outcome })
		.execute();
};

/** Forgets e-mails and work that were over before a time. */
export const forget = async (trx: Writing, before: Date): Promise<void> => {
	await sql`delete from mail where coalesce(sent_at, given_up_at, queued_at) < ${before.toISOString()}::timestamptz`.execute(
		trx
	);
	await sql`delete from job where coalesce(done_at, given_up_at) < ${before.toISOString()}::timestamptz`.execute(
		trx
	);
};
