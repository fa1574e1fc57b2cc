import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import { asTable } from './rows.ts';
import type { Writing } from './schema.ts';

/** An e-mail that is to be sent. */
export type NewMail = {
	to: string;
	/** Whom it is for; left out for somebody who has no account yet. */
	person_id?: number | undefined;
	/** Whether that is a real or an invented person; where it is left out, what `person_id` is, else real. */
	data_set?: DataSet | undefined;
	/** What it is about, in a word or two: `invitation`, `weekly digest`. */
	kind: string;
	subject: string;
	text: string;
	/** What it must be sent only once for: a second mail with the same key is dropped. */
	once?: string | undefined;
};

/** Adds e-mails to the outbox, in one statement; what is there already under the same `once` is left as it is. */
export const insertMails = async (trx: Writing, mails: readonly NewMail[]): Promise<void> => {
	if (mails.length === 0) return;
	const columns = {
		to: 'text',
		person_id: 'int4',
		data_set: 'text',
		kind: 'text',
		subject: 'text',
		text: 'text',
		once: 'text'
	};
	await sql`insert into mail ("to", person_id, data_set, kind, subject, text, once)
		select given."to", given.person_id, coalesce(given.data_set, p.data_set, 'register'), kind, subject, text, once
		from ${asTable(mails, columns)} left join person p on p.id = given.person_id
		on conflict do nothing`.execute(trx);
};

/** An e-mail that this process alone may send now. */
export type Claimed = {
	id: number;
	to: string;
	subject: string;
	text: string;
	queued_at: Date;
	/** Which try this is, from 1. */
	attempts: number;
	/** Whether it is for somebody who is suspended, by number or by address. */
	is_suspended: boolean;
};

/**
 * Takes the e-mail that has waited longest, if any is to be tried by `now`, and keeps it from every other process for
 * `lease_ms`: a process that ends in between leaves it to be tried again. Never one to an invented person, at whose
 * address nobody reads, or a stranger.
 */
export const claim = async (trx: Writing, now: Date, lease_ms: number): Promise<Claimed | undefined> => {
	const until = new Date(now.getTime() + lease_ms);
	const { rows } = await sql<Claimed>`
		update mail set attempts = attempts + 1, next_try_at = ${until.toISOString()}::timestamptz
		where id = (
			select id from mail where sent_at is null and given_up_at is null and data_set = 'register' and next_try_at <= ${now.toISOString()}::timestamptz
			order by next_try_at, id limit 1 for update skip locked
		)
		returning id, "to", subject, text, queued_at, attempts,
			exists (select from person p where (p.id = mail.person_id or p.email = mail."to") and p.suspended_at is not null) as is_suspended`.execute(
		trx
	);
	return rows[0];
};

/** What became of a try: it was sent, is tried again at a time, or never. */
export type Outcome =
	{ sent_at: Date } | { next_try_at: Date; problem: string } | { given_up_at: Date; problem: string };

/** Notes what became of a try. The words of what is over are kept no longer: they may hold a link that opens an account. */
export const settle = async (trx: Writing, id: number, outcome: Outcome): Promise<void> => {
	const problem = 'problem' in outcome ? outcome.problem : null;
	const words = 'next_try_at' in outcome ? {} : { text: '' };
	await trx
		.updateTable('mail')
		.set({ ...outcome, ...words, problem })
		.where('id', '=', id)
		.execute();
};
