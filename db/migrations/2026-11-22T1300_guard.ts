import { sql, type Kysely } from 'kysely';

/**
 * The second lock on the door: the database itself knows who acts (`followthrough.person`, set for one transaction)
 * and refuses to show what is not public, or to write what is another organisation's, whatever the code forgot.
 */
export const up = async (db: Kysely<unknown>) => {
	const acting = `current_setting('followthrough.person', true)`;
	const mine = `m.person_id = acting_person() and p.suspended_at is null`;
	const held = `from membership m join person p on p.id = m.person_id where ${mine}`;
	const functions: Record<string, [returns: string, query: string, says: string]> = {
		acts_as_installation: [
			'boolean',
			`select coalesce(${acting} = 'installation', false)`,
			'Whether the installation itself acts: its seeds, its jobs and its commands.'
		],
		acting_person: [
			'integer',
			`select case when ${acting} ~ '^[0-9]{1,9}$' then (${acting})::integer end`,
			'The number of the person who acts in this transaction; empty for the public.'
		],
		acts_everywhere_in: [
			'text[]',
			`select case when acts_as_installation() then '{register,demonstration}' else (select array_agg(distinct m.data_set)
				${held} and m.role in ('verifier', 'board', 'registrar', 'administrator')) end`,
			'The data sets in which the acting person may write about any organisation.'
		],
		sees_everything_in: [
			'text[]',
			`select case when acts_as_installation() then '{register,demonstration}' else (select array_agg(distinct m.data_set)
				${held} and m.role in ('verifier', 'board')) end`,
			'The data sets in which the acting person sees what is not public.'
		],
		acts_for_organisations: [
			'integer[]',
			`select array_agg(m.organisation_id) ${held} and m.role in ('contributor', 'approver')`,
			'The organisations that the acting person works for.'
		],
		acts_for_sources: [
			'integer[]',
			`select array_agg(m.source_id) ${held} and m.role = 'issuer'`,
			'The sources that the acting person works for.'
		]
	};
	for (const [name, [returns, query, says]] of Object.entries(functions)) {
		await sql`create function ${sql.raw(name)}() returns ${sql.raw(returns)} language plpgsql stable as ${sql.lit(
			`begin return (${query}); end`
		)}`.execute(db);
		await sql`comment on function ${sql.raw(name)}() is ${sql.lit(says)}`.execute(db);
	}

	// Asked once a statement, not once a row: a sub-select that depends on no row is.
	const everywhere = `data_set = any ((select acts_everywhere_in())::text[])`;
	const own = `organisation_id = any ((select acts_for_organisations())::integer[])`;
	const asked = (id: string) => `exists (select from recommendation r
		where r.id = ${id} and r.source_id = any ((select acts_for_sources())::integer[]))`;
	const askedByAssignment = (table: string) => `exists (select from assignment a
		join recommendation r on r.id = a.recommendation_id
		where a.id = ${table}.assignment_id and r.source_id = any ((select acts_for_sources())::integer[]))`;
	const writers: Record<string, string> = {
		assignment: `${everywhere} or ${own} or ${asked('recommendation_id')}`,
		event: `${everywhere} or ${own} or ${asked('recommendation_id')}
			or (organisation_id is null and (select acts_for_sources()) is not null)
			or (subject = 'person' and subject_id = (select acting_person()))`,
		action: `${everywhere} or ${own}`,
		evidence: `${everywhere} or ${own}`,
		verdict: everywhere,
		extension: `${everywhere} or ${own} or ${askedByAssignment('extension')}`,
		assignment_action: `exists (select from action c where c.id = action_id
			and (c.data_set = any ((select acts_everywhere_in())::text[]) or c.organisation_id = any ((select acts_for_organisations())::integer[])))`,
		measure: `${everywhere} or ${own}`,
		observation: `exists (select from measure m where m.id = measure_id
			and (m.data_set = any ((select acts_everywhere_in())::text[]) or m.organisation_id = any ((select acts_for_organisations())::integer[])))`
	};
	const readers: Record<string, string> = {
		evidence: `is_public or data_set = any ((select sees_everything_in())::text[]) or ${own} or added_by = (select acting_person())`
	};
	for (const [table, mayWrite] of Object.entries(writers)) {
		const on = sql.table(table);
		await sql`alter table ${on} enable row level security`.execute(db);
		await sql`create policy who_may_read on ${on} for select using (${sql.raw(readers[table] ?? 'true')})`.execute(
			db
		);
		await sql`create policy who_may_add on ${on} for insert with check (${sql.raw(mayWrite)})`.execute(db);
		// Whoever looks may lock, so that the refusal is the product's own, in words; nothing foreign can be written.
		await sql`create policy who_may_change on ${on} for update using (true) with check (${sql.raw(mayWrite)})`.execute(
			db
		);
		await sql`create policy who_may_remove on ${on} for delete using (${sql.raw(mayWrite)})`.execute(db);
	}

	// The policies see what a row becomes; this sees what it was, so that nothing foreign is made one's own.
	await sql`create function refuse_taking_over() returns trigger language plpgsql as ${sql.lit(`begin
		if row_security_active(tg_relid) and not old.data_set = any (coalesce(acts_everywhere_in(), '{}'))
		then raise insufficient_privilege using message = 'This belongs to another organisation.'; end if;
		return new;
	end`)}`.execute(db);
	for (const table of ['assignment', 'action', 'evidence', 'extension', 'measure'])
		await sql`create trigger refuse_taking_over before update of organisation_id on ${sql.table(table)} for each row
			when (old.organisation_id is distinct from new.organisation_id) execute function refuse_taking_over()`.execute(
			db
		);
};
