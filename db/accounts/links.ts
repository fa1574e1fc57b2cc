import { createHash, randomBytes } from 'node:crypto';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Database, Reading, Writing } from '../schema.ts';
import type { LinkKind } from './schema.ts';

/** Whom a link is for. A link to set the installation up is for nobody yet. */
export type LinkOwner = { person_id: number; email: string; name: string; data_set: DataSet };

const digest = (token: string) => createHash('sha256').update(token).digest();

/** Makes a link that works once, until `expires_at`, and returns the secret that it carries; only its hash is kept. */
export const make = async (
	db: Database | Writing,
	link: {
		kind: LinkKind;
		person_id: number | null;
		email: string | null;
		made_at: Date;
		expires_at: Date;
	}
): Promise<string> => {
	const token = randomBytes(32).toString('base64url');
	await db
		.insertInto('auth.link')
		.values({ ...link, token_sha256: digest(token), used_at: null })
		.execute();
	return token;
};

/** Whether a link would work now; nothing is used up, since programs that guard mailboxes look at links too. */
export const works = async (db: Reading, kind: LinkKind, token: string, now: Date): Promise<boolean> =>
	(await db
		.selectFrom('auth.link')
		.select('id')
		.where('token_sha256', '=', digest(token))
		.where('kind', '=', kind)
		.where('used_at', 'is', null)
		.where('expires_at', '>', now)
		.executeTakeFirst()) !== undefined;

/** Whom a link is for that would work now; undefined for one that does not, or whose person is suspended. */
export const owner = (
	db: Reading,
	kind: LinkKind,
	token: string,
	now: Date
): Promise<LinkOwner | undefined> =>
	db
		.selectFrom('auth.link as l')
		.innerJoin('person as p', 'p.id', 'l.person_id')
		.select(['p.id as person_id', 'l.email', 'p.name', 'p.data_set'])
		.where('l.token_sha256', '=', digest(token))
		.where('l.kind', '=', kind)
		.where('l.used_at', 'is', null)
		.where('l.expires_at', '>', now)
		.where('p.suspended_at', 'is', null)
		.$narrowType<{ email: string }>()
		.executeTakeFirst();

/** Uses a link up. True for the one who was first; false for all others, however many try at once. */
export const use = async (trx: Writing, kind: LinkKind, token: string, now: Date): Promise<boolean> =>
	(await trx
		.updateTable('auth.link')
		.set({ used_at: now })
		.where('token_sha256', '=', digest(token))
		.where('kind', '=', kind)
		.where('used_at', 'is', null)
		.where('expires_at', '>', now)
		.returning('id')
		.executeTakeFirst()) !== undefined;

/** Makes void what links of these kinds a person still has. */
export const voidAll = async (
	trx: Writing,
	person_id: number,
	kinds: readonly LinkKind[],
	now: Date
): Promise<void> => {
	await trx
		.updateTable('auth.link')
		.set({ used_at: now })
		.where('person_id', '=', person_id)
		.where('kind', 'in', kinds)
		.where('used_at', 'is', null)
		.execute();
};

/** Whether a person was sent such a link since. */
export const wasMade = async (
	db: Reading,
	kind: LinkKind,
	person_id: number,
	since: Date
): Promise<boolean> =>
	(await db
		.selectFrom('auth.link')
		.select('id')
		.where('person_id', '=', person_id)
		.where('kind', '=', kind)
		.where('made_at', '>', since)
		.executeTakeFirst()) !== undefined;
