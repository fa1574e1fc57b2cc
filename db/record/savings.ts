import { sql } from 'kysely';
import type { Writing } from '../schema.ts';

/**
 * Notes that a person saves a form; false when they have saved this very form with this content before. A second one that
 * comes at the same time waits for the first to end.
 */
export const noteSaving = async (
	trx: Writing,
	saving: { person_id: number; key: string; content_sha256: Uint8Array; saved_at: Date }
): Promise<boolean> => {
	const { person_id, saved_at } = saving;
	const yesterday = new Date(saved_at.getTime() - 24 * 3_600_000);
	await trx
		.deleteFrom('saving')
		.where('person_id', '=', person_id)
		.where('saved_at', '<', yesterday)
		.execute();
	const { rows } = await sql<{ key: string }>`insert into saving (person_id, key, content_sha256, saved_at)
		values (${person_id}, ${saving.key}, ${saving.content_sha256}, ${saved_at}) on conflict do nothing returning key`.execute(
		trx
	);
	return rows.length > 0;
};
