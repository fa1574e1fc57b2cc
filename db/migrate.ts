import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Migrator, sql, type Migration } from 'kysely';
import * as nouns from './migrations/2026-11-22T1000_nouns.ts';
import * as peopleAndAssignments from './migrations/2026-11-22T1100_people_and_assignments.ts';
import * as record from './migrations/2026-11-22T1200_record.ts';
import * as guard from './migrations/2026-11-22T1300_guard.ts';
import * as accounts from './migrations/2026-11-22T1400_accounts.ts';
import * as myWork from './migrations/2026-11-22T1500_my_work.ts';
import * as evidenceFiles from './migrations/2026-11-22T1600_evidence_files.ts';
import * as mailAndReminders from './migrations/2026-11-22T1700_mail_and_reminders.ts';
import * as jobs from './migrations/2026-11-22T1710_jobs.ts';
import * as imports from './migrations/2026-11-22T1800_imports.ts';
import * as wornOut from './migrations/2026-11-22T1900_worn_out.ts';
import * as ownWork from './migrations/2026-11-22T1910_own_work.ts';
import * as withdrawn from './migrations/2026-11-23T1000_withdrawn.ts';
import * as recommendationText from './migrations/2026-11-23T1100_recommendation_text.ts';
import * as yearMade from './migrations/2026-11-23T1200_year_made.ts';
import * as facts from './migrations/2026-11-23T1210_facts.ts';
import * as families from './migrations/2026-11-23T1400_families.ts';
import * as markedChange from './migrations/2026-11-23T1410_marked_change.ts';
import * as overdueByDay from './migrations/2026-11-23T1500_overdue_by_day.ts';
import * as inbox from './migrations/2026-11-23T1600_inbox.ts';
import * as askedSets from './migrations/2026-11-23T1610_asked_sets.ts';
import * as priority from './migrations/2026-11-23T1620_priority.ts';
import * as checksAndAnswers from './migrations/2026-11-23T1700_checks_and_answers.ts';
import * as oldestEvidence from './migrations/2026-11-23T1710_oldest_evidence.ts';
import * as meetings from './migrations/2026-11-23T1800_meetings.ts';
import * as savedViews from './migrations/2026-11-23T1900_saved_views.ts';
import * as actionStrength from './migrations/2026-11-23T1910_action_strength.ts';
import * as stillOpen from './migrations/2026-11-23T1950_still_open.ts';
import * as actionEvents from './migrations/2026-11-23T1960_action_events.ts';
import * as priorityBand from './migrations/2026-11-23T2200_priority_band.ts';
import * as cadence from './migrations/2026-11-23T2300_cadence.ts';
import * as officeHolders from './migrations/2026-11-23T2600_office_holders.ts';
import * as together from './migrations/2026-11-23T2601_together.ts';
import * as byMonth from './migrations/2026-11-23T2602_by_month.ts';
import * as allByMonth from './migrations/2026-11-23T2900_all_by_month.ts';
import * as stillOpenCounted from './migrations/2026-11-23T2910_still_open_counted.ts';
import * as alikeRows from './migrations/2026-11-23T2920_alike_rows.ts';
import * as settled from './migrations/2026-11-23T2930_settled.ts';
import * as broadlyTogether from './migrations/2026-11-23T2940_broadly_together.ts';
import * as keysOfDimensions from './migrations/2026-11-23T2950_keys_of_dimensions.ts';
import { APP_ROLE } from './connection.ts';
import type { Database } from './schema.ts';

/** Every step, in order. A step that has run anywhere is frozen. */
const STEPS: Record<string, Migration> = {
	'2026-11-22T1000_nouns': nouns,
	'2026-11-22T1100_people_and_assignments': peopleAndAssignments,
	'2026-11-22T1200_record': record,
	'2026-11-22T1300_guard': guard,
	'2026-11-22T1400_accounts': accounts,
	'2026-11-22T1500_my_work': myWork,
	'2026-11-22T1600_evidence_files': evidenceFiles,
	'2026-11-22T1700_mail_and_reminders': mailAndReminders,
	'2026-11-22T1710_jobs': jobs,
	'2026-11-22T1800_imports': imports,
	'2026-11-22T1900_worn_out': wornOut,
	'2026-11-22T1910_own_work': ownWork,
	'2026-11-23T1000_withdrawn': withdrawn,
	'2026-11-23T1100_recommendation_text': recommendationText,
	'2026-11-23T1200_year_made': yearMade,
	'2026-11-23T1210_facts': facts,
	'2026-11-23T1400_families': families,
	'2026-11-23T1410_marked_change': markedChange,
	'2026-11-23T1500_overdue_by_day': overdueByDay,
	'2026-11-23T1600_inbox': inbox,
	'2026-11-23T1610_asked_sets': askedSets,
	'2026-11-23T1620_priority': priority,
	'2026-11-23T1700_checks_and_answers': checksAndAnswers,
	'2026-11-23T1710_oldest_evidence': oldestEvidence,
	'2026-11-23T1800_meetings': meetings,
	'2026-11-23T1900_saved_views': savedViews,
	'2026-11-23T1910_action_strength': actionStrength,
	'2026-11-23T1950_still_open': stillOpen,
	'2026-11-23T1960_action_events': actionEvents,
	'2026-11-23T2200_priority_band': priorityBand,
	'2026-11-23T2300_cadence': cadence,
	'2026-11-23T2600_office_holders': officeHolders,
	'2026-11-23T2601_together': together,
	'2026-11-23T2602_by_month': byMonth,
	'2026-11-23T2900_all_by_month': allByMonth,
	'2026-11-23T2910_still_open_counted': stillOpenCounted,
	'2026-11-23T2920_alike_rows': alikeRows,
	'2026-11-23T2930_settled': settled,
	'2026-11-23T2940_broadly_together': broadlyTogether,
	'2026-11-23T2950_keys_of_dimensions': keysOfDimensions
};

/** Steps that add to what is made from the events: whoever takes one on a record that is not empty replays it. */
const MADE_FROM_EVENTS = ['2026-11-23T1210_facts', '2026-11-23T2300_cadence'];

/** Whether the tables have to be made anew from the events after these steps. */
export const needReplay = (steps: readonly string[]): boolean =>
	steps.some((step) => MADE_FROM_EVENTS.includes(step));

const migrator = (owner: Database) =>
	new Migrator({ db: owner, provider: { getMigrations: async () => STEPS } });

/**
 * The application's own role, which may append to the record and never alter it. Where the login may not make
 * roles the product works under the login itself, and the triggers alone guard the record.
 */
const grantRole = async (owner: Database) => {
	await sql`do $$ begin create role ${sql.raw(APP_ROLE)} nologin; exception
		when duplicate_object or unique_violation or insufficient_privilege then null; end $$`.execute(owner);
	await sql`do $$ begin
		if exists (select from pg_roles where rolname = ${sql.lit(APP_ROLE)}) then
			if not pg_has_role(current_user, ${sql.lit(APP_ROLE)}, 'member') then grant ${sql.raw(APP_ROLE)} to current_user; end if;
			grant usage on schema public to ${sql.raw(APP_ROLE)};
			grant select, insert, update, delete on all tables in schema public to ${sql.raw(APP_ROLE)};
			grant usage, select on all sequences in schema public to ${sql.raw(APP_ROLE)};
			grant usage on schema auth to ${sql.raw(APP_ROLE)};
			grant select, insert, update, delete on all tables in schema auth to ${sql.raw(APP_ROLE)};
			grant usage, select on all sequences in schema auth to ${sql.raw(APP_ROLE)};
			grant execute on all functions in schema auth to ${sql.raw(APP_ROLE)};
			revoke update, delete, truncate on event, seal from ${sql.raw(APP_ROLE)};
			execute (select coalesce(string_agg(format('revoke update, delete, truncate on %s from ${sql.raw(APP_ROLE)};', inhrelid::regclass), ' '), 'select 1')
				from pg_inherits where inhparent in (select 'event'::regclass union select inhrelid from pg_inherits where inhparent = 'event'::regclass));
		end if;
	exception when insufficient_privilege or unique_violation or duplicate_object or internal_error then null; end $$`.execute(
		owner
	);
};

const stepsRun = async (owner: Database): Promise<string[]> => {
	const { rows: found } = await sql<{
		there: boolean;
	}>`select to_regclass('kysely_migration') is not null as there`.execute(owner);
	if (!found[0]?.there) return [];
	const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(owner);
	return rows.map(({ name }) => name);
};

/** Brings the database to the newest step; returns the names of the steps that it ran. Throws the error of a step that failed. */
export const migrate = async (owner: Database, today: string): Promise<string[]> => {
	const before = await stepsRun(owner);
	const isNewest = before.length === Object.keys(STEPS).length && before.every((name) => name in STEPS);
	// The migrator looks at every table there is; a start that has nothing to change does not wait for that.
	const { error, results = [] } = isNewest ? {} : await migrator(owner).migrateToLatest();
	if (error) throw error;
	const year = Number(today.slice(0, 4));
	await sql`select open_event_partitions('register', ${year}::int, ${year + 2}::int), open_event_partitions('demonstration', ${year}::int, ${year + 2}::int)`.execute(
		owner
	);
	await grantRole(owner);
	return results.map(({ migrationName }) => migrationName);
};

/** What the steps say and which engine takes them, as 16 characters: others where an empty database would come out otherwise. */
export const fingerprint = (): string => {
	const hash = createHash('sha256');
	for (const file of [
		'../node_modules/@electric-sql/pglite/package.json',
		'migrate.ts',
		...Object.keys(STEPS).map((name) => `migrations/${name}.ts`)
	])
		hash.update(readFileSync(new URL(file, import.meta.url)));
	return hash.digest('hex').slice(0, 16);
};

/** The names of the steps that have not run yet. */
export const pending = async (owner: Database): Promise<string[]> => {
	const run = new Set(await stepsRun(owner));
	return Object.keys(STEPS).filter((name) => !run.has(name));
};
