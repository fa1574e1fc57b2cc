import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { EvidenceState, OnFile } from '#lib/domain/evidence.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';

export type NewEvidence = {
	data_set: DataSet;
	assignment_id: number;
	organisation_id: number;
	on_file: OnFile;
	added_by: number | null;
	added_at: Date;
};

const COLUMNS = {
	data_set: 'text',
	assignment_id: 'int4',
	organisation_id: 'int4',
	kind: 'text',
	title: 'text',
	url: 'text',
	file_key: 'text',
	file_name: 'text',
	file_type: 'text',
	file_bytes: 'int4',
	file_sha256: 'text',
	dated_on: 'date',
	added_by: 'int4',
	added_at: 'timestamptz'
};

/** Puts links and files on file as evidence, all in one statement. The bytes of a file lie in the store already. */
export const insertEvidence = async (trx: Writing, rows: readonly NewEvidence[]): Promise<void> => {
	if (rows.length === 0) return;
	const names = Object.keys(COLUMNS);
	const given = rows.map(({ on_file: { file, ...piece }, added_at, ...row }) => ({
		...row,
		...piece,
		...file,
		added_at: added_at.toISOString()
	}));
	await sql`insert into evidence (${sql.join(names.map((name) => sql.ref(name)))})
		select ${sql.join(names.map((name) => (name === 'file_sha256' ? sql`decode(file_sha256, 'hex')` : sql.ref(name))))}
		from ${asTable(given, COLUMNS)}`.execute(trx);
};

/** Writes who may see pieces of evidence. */
export const setPublic = async (
	trx: Writing,
	rows: readonly { id: number; is_public: boolean }[]
): Promise<void> => {
	await sql`update evidence kept set is_public = given.is_public
		from ${asTable(rows, { id: 'int4', is_public: 'bool' })} where kept.id = given.id`.execute(trx);
};

/** Writes what became of pieces of evidence, and why. */
export const setStates = async (
	trx: Writing,
	rows: readonly { id: number; state: EvidenceState; reason?: string | undefined }[]
): Promise<void> => {
	await sql`update evidence kept set state = given.state, state_reason = given.reason
		from ${asTable(rows, { id: 'int4', state: 'text', reason: 'text' })} where kept.id = given.id`.execute(trx);
};

/** Withdraws the evidence that somebody put on file for an assignment at one time, unless it was judged since. */
export const withdrawEvidence = async (
	trx: Writing,
	savings: readonly { assignment_id: number; person_id: number; recorded_at: Date }[]
): Promise<void> => {
	if (savings.length === 0) return;
	const columns = { assignment_id: 'int4', person_id: 'int4', recorded_at: 'timestamptz' };
	const given = savings.map((one) => ({ ...one, recorded_at: one.recorded_at.toISOString() }));
	await sql`update evidence kept set state = 'withdrawn' from ${asTable(given, columns)}
		where kept.assignment_id = given.assignment_id and kept.added_by = given.person_id
			and kept.added_at = given.recorded_at and kept.state = 'in review'`.execute(trx);
};
