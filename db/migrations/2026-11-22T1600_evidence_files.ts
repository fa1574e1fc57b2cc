import { sql, type Kysely } from 'kysely';

const describe = async (db: Kysely<unknown>, table: string, columns: Record<string, string>) => {
	for (const [column, sentence] of Object.entries(columns))
		await sql`comment on column ${sql.ref(`${table}.${column}`)} is ${sql.lit(sentence)}`.execute(db);
};

export const up = async (db: Kysely<unknown>) => {
	await sql`alter table evidence
		add column file_key text unique,
		add column file_type text,
		add column file_bytes integer check (file_bytes > 0),
		add column state_reason text,
		add constraint evidence_file_is_whole check (
			(file_key is null) = (file_sha256 is null) and (file_key is null) = (file_name is null)
			and (file_key is null) = (file_type is null) and (file_key is null) = (file_bytes is null))`.execute(db);
	await describe(db, 'evidence', {
		file_key: 'Under which name its bytes lie in the store; says nothing about the file.',
		file_type: 'What its bytes are, found by looking at them: a media type.',
		file_bytes: 'How many bytes it has.',
		state_reason: 'Why it was rejected or has expired.'
	});

	await sql`alter table action
		add column last_said text,
		add column updated_on date,
		add column version integer not null default 1`.execute(db);
	await describe(db, 'action', {
		last_said: 'The latest words about it.',
		updated_on: 'The day of the latest word about it.',
		version: 'How many times it was saved; tells whether somebody else saved first.'
	});

	await sql`create index extension_organisation on extension (organisation_id, asked_on)`.execute(db);
	await sql`create index measure_organisation on measure (organisation_id) where organisation_id is not null`.execute(
		db
	);
};
