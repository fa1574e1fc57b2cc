import { sql } from 'kysely';

/**
 * Whether `event e` counts: it was not undone, and is not itself what undid another. The SQL twin of `undoneBy` in
 * `domain/undo.ts`.
 */
export const stands = sql<boolean>`(e.what <> 'undo' and not exists (select from event u where u.what = 'undo'
	and u.assignment_id = e.assignment_id and u.data_set = e.data_set and u.detail -> 'undoes' @> to_jsonb(e.id)))`;
