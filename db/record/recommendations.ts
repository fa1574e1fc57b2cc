import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';

/** Gives the recommendations of some reports the source of their report. */
export const followReports = async (trx: Writing, report_ids: readonly number[]): Promise<void> => {
	if (report_ids.length === 0) return;
	await sql`update recommendation r set source_id = p.source_id from report p
		where p.id = r.report_id and p.id = any (${report_ids}::int[])`.execute(trx);
};

/** Replaces the themes of recommendations. */
export const writeThemes = async (
	trx: Writing,
	rows: readonly { recommendation_id: number; theme_ids: readonly number[] }[]
): Promise<void> => {
	if (rows.length === 0) return;
	const pairs = rows.flatMap(({ recommendation_id, theme_ids }) =>
		theme_ids.map((theme_id) => ({ recommendation_id, theme_id }))
	);
	await sql`delete from recommendation_theme
		where recommendation_id = any (${rows.map((row) => row.recommendation_id)}::int[])`.execute(trx);
	await sql`insert into recommendation_theme (recommendation_id, theme_id)
		select recommendation_id, theme_id from ${asTable(pairs, { recommendation_id: 'int4', theme_id: 'int4' })}`.execute(
		trx
	);
};

/** A body or group as the text names it, and what it was found to be. */
export type NewAddressee = {
	recommendation_id: number;
	ordinal: number;
	named_as: string;
	organisation_id: number | null;
	organisation_set_id: number | null;
	assigned_to_members: boolean;
	note: string | null;
};

const COLUMNS = {
	recommendation_id: 'int4',
	ordinal: 'int2',
	named_as: 'text',
	organisation_id: 'int4',
	organisation_set_id: 'int4',
	assigned_to_members: 'bool',
	note: 'text'
};

/** Replaces all addressees of the recommendations that the rows are of. */
export const writeAddressees = async (
	trx: Writing,
	data_set: DataSet,
	recommendation_ids: readonly number[],
	rows: readonly NewAddressee[]
): Promise<void> => {
	if (recommendation_ids.length === 0) return;
	const names = sql.join(Object.keys(COLUMNS).map((name) => sql.ref(name)));
	await sql`delete from addressee where recommendation_id = any (${recommendation_ids}::int[])`.execute(trx);
	await sql`insert into addressee (data_set, ${names}) select ${data_set}, ${names} from ${asTable(rows, COLUMNS)}`.execute(
		trx
	);
};

/** Says of addressees that are groups whether their members were really asked, and why. */
export const judgeAddressees = async (
	trx: Writing,
	rows: readonly { recommendation_id: number; ordinal: number; assigned_to_members: boolean; note: string }[]
): Promise<void> => {
	const columns = { recommendation_id: 'int4', ordinal: 'int2', assigned_to_members: 'bool', note: 'text' };
	await sql`update addressee kept set assigned_to_members = given.assigned_to_members, note = given.note
		from ${asTable(rows, columns)}
		where kept.recommendation_id = given.recommendation_id and kept.ordinal = given.ordinal`.execute(trx);
};
