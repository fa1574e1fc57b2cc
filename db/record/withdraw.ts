import { sql, type RawBuilder } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import { anyOf } from '../rows.ts';
import type { Writing } from '../schema.ts';
import { foldAlone } from './rollups.ts';

/** Records of the register by their numbers. */
export type Numbers = {
	assignments: readonly number[];
	actions: readonly number[];
	recommendations: readonly number[];
	reports: readonly number[];
	sources: readonly number[];
	organisations: readonly number[];
	themes: readonly number[];
};

/** With which import they leave the register, who undid it, and when. */
export type Withdrawal = { import_id: number; data_set: DataSet; by: number | null; at: Date };

const list = (items: RawBuilder<unknown>) =>
	sql`(select coalesce(jsonb_agg(to_jsonb(i)), '[]') from (${items}) i)`;

/** What belongs to a record alone and goes with it. */
const PARTS: Record<string, RawBuilder<unknown>> = {
	recommendation: sql`jsonb_build_object(
		'addressees', ${list(sql`select * from addressee where recommendation_id = t.id`)},
		'theme_ids', ${list(sql`select theme_id from recommendation_theme where recommendation_id = t.id`)})`,
	assignment: sql`jsonb_build_object(
		'actions', ${list(sql`select action_id, enough_by_itself from assignment_action where assignment_id = t.id`)})`,
	action: sql`jsonb_build_object(
		'assignments', ${list(sql`select assignment_id, enough_by_itself from assignment_action where action_id = t.id`)})`
};

/** The numbers among these that nothing else has come to need. */
const free = async (
	trx: Writing,
	table: string,
	ids: readonly number[],
	needs: readonly RawBuilder<unknown>[]
): Promise<number[]> => {
	if (ids.length === 0) return [];
	const isFree = needs.map((need) => sql`not exists (${need})`);
	const { rows } = await sql<{ id: number }>`
		select id from ${sql.table(table)} t where id = ${anyOf(ids)} and ${sql.join(isFree, sql` and `)}`.execute(
		trx
	);
	return rows.map(({ id }) => id);
};

/** Keeps records whole, and takes them out of the table that pages read. */
const move = async (
	trx: Writing,
	{ import_id, data_set, by, at }: Withdrawal,
	subject: string,
	ids: readonly number[]
): Promise<void> => {
	if (ids.length === 0) return;
	const table = sql.table(subject);
	const parts = PARTS[subject] ? sql`|| ${PARTS[subject]}` : sql``;
	await sql`insert into withdrawn_record (subject, subject_id, data_set, content, import_id, withdrawn_at, withdrawn_by)
		select ${subject}, t.id, ${data_set}, to_jsonb(t) ${parts}, ${import_id}, ${at}, ${by}
		from ${table} t where t.id = ${anyOf(ids)}`.execute(trx);
	await sql`delete from ${table} where id = ${anyOf(ids)}`.execute(trx);
};

/**
 * Takes records out of the register that an import had put there, once their events are undone, and keeps each as it
 * was. What others have come to need meanwhile, a report or a source, stays. The events that speak of them stay, too.
 */
export const withdrawRecords = async (trx: Writing, withdrawal: Withdrawal, of: Numbers): Promise<void> => {
	await foldAlone(trx);
	const { rows: evidence } = await sql<{ id: number }>`
		select id from evidence where assignment_id = ${anyOf(of.assignments)}`.execute(trx);
	await move(
		trx,
		withdrawal,
		'evidence',
		evidence.map(({ id }) => id)
	);
	await move(trx, withdrawal, 'action', of.actions);
	await move(trx, withdrawal, 'assignment', of.assignments);
	await move(trx, withdrawal, 'recommendation', of.recommendations);
	const reports = await free(trx, 'report', of.reports, [
		sql`select from recommendation n where n.report_id = t.id`,
		sql`select from measure m where m.report_id = t.id`
	]);
	await move(trx, withdrawal, 'report', reports);
	const sources = await free(trx, 'source', of.sources, [
		sql`select from report r where r.source_id = t.id`,
		sql`select from recommendation n where n.source_id = t.id`,
		sql`select from membership m where m.source_id = t.id`
	]);
	await move(trx, withdrawal, 'source', sources);
	await move(trx, withdrawal, 'organisation', of.organisations);
	await move(trx, withdrawal, 'theme', of.themes);
};
