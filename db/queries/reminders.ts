import { sql } from 'kysely';
import { CLOCKS, type Clock } from '#lib/domain/clock.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Person } from '#lib/domain/person.ts';
import { UNLESS_CHOSEN, type ReminderChoice } from '#lib/domain/reminders.ts';
import type { Reading } from '../schema.ts';
import { OWED } from './overdue.ts';

/** What a person chose to be told; everything where they have not chosen. */
export const choice = async (db: Reading, person_id: number): Promise<ReminderChoice> =>
	(await db
		.selectFrom('reminder_choice')
		.select(['weekly_digest', 'notices'])
		.where('person_id', '=', person_id)
		.executeTakeFirst()) ?? UNLESS_CHOSEN;

/** When the address of a person's calendar was made; undefined where they have none. */
export const calendarMadeAt = async (db: Reading, person_id: number): Promise<Date | undefined> =>
	(
		await db
			.selectFrom('calendar_address')
			.select('made_at')
			.where('person_id', '=', person_id)
			.executeTakeFirst()
	)?.made_at;

/** Whose calendar an address is, by the SHA-256 of its secret; undefined where it is nobody's, or somebody's who is suspended. */
export const ownerOfCalendar = (
	db: Reading,
	token_sha256: Uint8Array
): Promise<{ id: number; data_set: DataSet } | undefined> =>
	db
		.selectFrom('calendar_address')
		.innerJoin('person', 'person.id', 'calendar_address.person_id')
		.select(['person.id', 'person.data_set'])
		.where('token_sha256', '=', token_sha256)
		.where('suspended_at', 'is', null)
		.executeTakeFirst();

/** One date that an organisation has still to keep. */
export type Owed = {
	assignment_id: number;
	clock: Clock;
	due_on: Day;
	latest_on: Day;
	plain_summary: string;
	reference: string;
	source: string;
	organisation: string;
};

/** The dates between two days that the organisations for which a person speaks have still to keep, the earliest first. */
export const owed = async (
	db: Reading,
	user: Person,
	{ from, to, limit }: { from: Day; to: Day; limit: number }
): Promise<Owed[]> => {
	const organisations = user.memberships.flatMap(({ role, organisation_id }) =>
		organisation_id && (role === 'contributor' || role === 'approver') ? [organisation_id] : []
	);
	const each = CLOCKS.map((clock) => {
		const due = sql`a.${sql.ref(`${clock}_due_on`)}`;
		return sql`(select a.id, ${sql.lit(clock)} as clock, ${due} as due_on, a.latest_on, a.recommendation_id, a.organisation_id
			from assignment a where a.organisation_id = any (${organisations}::int[]) and a.data_set = ${user.data_set}
				and ${sql.raw(OWED[clock])} and ${due} between ${from}::date and ${to}::date order by ${due}, a.id limit ${limit})`;
	});
	const { rows } = await sql<Owed>`
		with owed as (${sql.join(each, sql` union all `)})
		select owed.id as assignment_id, clock, due_on, latest_on, r.plain_summary, r.reference, s.name as source, o.name as organisation
		from owed join recommendation r on r.id = owed.recommendation_id join source s on s.id = r.source_id
		join organisation o on o.id = owed.organisation_id
		order by due_on, owed.id, clock limit ${limit}`.execute(db);
	return rows;
};
