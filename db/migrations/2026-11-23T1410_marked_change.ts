import { sql, type Kysely } from 'kysely';

/** Limits of chance are worked out anew from a day on only where a person says what changed then. */
export const up = async (db: Kysely<unknown>) => {
	await sql`alter table measure add changed_on date, add changed_because text,
		add constraint measure_change_has_reason check ((changed_on is null) = (changed_because is null))`.execute(
		db
	);
	await sql`comment on column measure.changed_on is 'The day from which a person says that something else is measured: limits are worked out anew.'`.execute(
		db
	);
	await sql`comment on column measure.changed_because is 'What changed on that day, in that person’s words.'`.execute(
		db
	);
};
