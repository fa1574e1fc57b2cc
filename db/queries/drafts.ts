import type { Reading } from '../schema.ts';

/** What a person typed about an assignment and has not saved, here or in the browser that holds the key; the newest. */
export const find = (
	db: Reading,
	person_id: number,
	assignment_id: number,
	key_sha256: Uint8Array | undefined
): Promise<{ fields: Record<string, string>; kept_at: Date } | undefined> =>
	db
		.selectFrom('draft')
		.select(['fields', 'kept_at'])
		.where('person_id', '=', person_id)
		.where('assignment_id', '=', assignment_id)
		.where((eb) =>
			eb.or([
				eb('key_sha256', 'is', null),
				...(key_sha256 ? [eb('key_sha256', '=', Buffer.from(key_sha256))] : [])
			])
		)
		.orderBy('kept_at', 'desc')
		.limit(1)
		.executeTakeFirst();
