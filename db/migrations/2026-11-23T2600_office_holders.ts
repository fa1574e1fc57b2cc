import { sql, type Kysely } from 'kysely';

const COLUMNS: Record<string, string> = {
	id: 'Internal number; never shown and never reused.',
	data_set: 'Whether the row belongs to the real register or to the invented demonstration data.',
	organisation_id: 'The organisation.',
	office: 'Executive lead, or chair of the organisation’s own board.',
	name: 'By what name they are written to.',
	email:
		'To which address a letter of the board goes; shown to the organisation, the board and administrators alone.',
	from_on: 'The day from which they are named.',
	until_on: 'The day on which somebody else was named, or nobody; empty for whoever holds it now.',
	named_at: 'When they were named.',
	named_by: 'Who named them.'
};

/** To whom the board writes by name: the executive lead and the chair of an organisation. */
export const up = async (db: Kysely<unknown>) => {
	await sql`create table office_holder (
		id integer generated always as identity primary key,
		data_set text not null check (data_set in ('register', 'demonstration')),
		organisation_id integer not null,
		office text not null check (office in ('executive lead', 'chair')),
		name text not null,
		email text not null,
		from_on date not null,
		until_on date,
		named_at timestamptz not null,
		named_by integer references person,
		foreign key (organisation_id, data_set) references organisation (id, data_set)
	)`.execute(db);
	await sql`create unique index office_holder_now on office_holder (organisation_id, office) where until_on is null`.execute(
		db
	);
	await sql`comment on table office_holder is
		'One row a person to whom the board writes, who held an office of an organisation from one day to another.'`.execute(
		db
	);
	for (const [column, states] of Object.entries(COLUMNS))
		await sql`comment on column ${sql.ref(`office_holder.${column}`)} is ${sql.lit(states)}`.execute(db);

	// Asked once a statement, not once a row: a sub-select that depends on no row is.
	const held = (roles: string, what: string, type: string) => `(select array_agg(m.${what})
		from membership m join person p on p.id = m.person_id
		where m.person_id = acting_person() and p.suspended_at is null and m.role in (${roles}))::${type}[]`;
	const installation = `(select acts_as_installation())`;
	const administers = `data_set = any (${held(`'administrator'`, 'data_set', 'text')})`;
	const named = `${installation} or ${administers} or organisation_id = any (${held(`'approver'`, 'organisation_id', 'integer')})`;
	const written = `${installation} or data_set = any (${held(`'administrator', 'board'`, 'data_set', 'text')})
		or organisation_id = any (${held(`'approver', 'contributor'`, 'organisation_id', 'integer')})`;
	await sql`alter table office_holder enable row level security`.execute(db);
	await sql`create policy who_may_read on office_holder for select using (${sql.raw(written)})`.execute(db);
	await sql`create policy who_may_add on office_holder for insert with check (${sql.raw(named)})`.execute(db);
	await sql`create policy who_may_change on office_holder for update using (${sql.raw(named)}) with check (${sql.raw(named)})`.execute(
		db
	);
	await sql`create policy who_may_remove on office_holder for delete using (${sql.raw(named)})`.execute(db);
};
