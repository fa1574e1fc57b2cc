import { sql } from 'kysely';
import type { Database, Tables } from '../schema.ts';
import { inTransaction } from '../transaction.ts';

/** Every table with rows of its own data set, those that point at others first. Themes belong to both and stay. */
const TABLES: (keyof Tables)[] = [
	'standing_change',
	'standing_pending',
	'duty_change',
	'duty_pending',
	'fact_change',
	'fact_pending',
	'standing_by_month',
	'standing_by_day',
	'standing_now',
	'duty_by_due_date',
	'overdue_by_day',
	'fact_count',
	'duty_by_month',
	'fact_by_month',
	'draft',
	'spreadsheet',
	'sample',
	'escalation',
	'statement',
	'office_holder',
	'correction',
	'paper_document',
	'paper',
	'decision',
	'meeting',
	'extension',
	'verdict',
	'evidence',
	'action',
	'assignment',
	'addressee',
	'resource',
	'measure',
	'family',
	'alike_pair',
	'asked_set',
	'priority_score',
	'priority_weighting',
	'recommendation',
	'report',
	'withdrawn_record',
	'import',
	'membership',
	'mail',
	'person',
	'organisation',
	'organisation_set',
	'source'
];

/**
 * Takes the demonstration out of the database, and nothing else: its events with the partition that holds them, its seals,
 * its rows. Only the owner of the tables can; the role that the product works under is refused. One transaction.
 * `progress` is told each table. The demonstration has a chain of its own, so the register's does not notice.
 */
export const removeDemonstration = (owner: Database, progress: (table: string) => void): Promise<void> =>
	inTransaction({ db: owner }, async (trx) => {
		progress('event');
		await sql`drop table if exists event_demonstration cascade`.execute(trx);
		progress('seal');
		await sql`alter table seal disable trigger append_only`.execute(trx);
		await sql`delete from seal where data_set = 'demonstration'`.execute(trx);
		await sql`alter table seal enable trigger append_only`.execute(trx);
		await sql`delete from decision_subject where decision_id in (select id from decision where data_set = 'demonstration')`.execute(
			trx
		);
		await sql`delete from organisation_succession where organisation_id in (select id from organisation where data_set = 'demonstration')`.execute(
			trx
		);
		for (const table of TABLES) {
			progress(table);
			await sql`delete from ${sql.table(table)} where data_set = 'demonstration'`.execute(trx);
		}
	});
