import { sql, type Kysely } from 'kysely';

const DATA_SET = `data_set text not null check (data_set in ('register', 'demonstration'))`;

const describe = async (
	db: Kysely<unknown>,
	table: string,
	states: string,
	columns: Record<string, string>
) => {
	const comments = Object.entries(columns).map(
		([column, sentence]) => sql`comment on column ${sql.ref(`${table}.${column}`)} is ${sql.lit(sentence)}; `
	);
	await sql`do $comments$ begin
		comment on table ${sql.table(table)} is ${sql.lit(states)}; ${sql.join(comments, sql``)}
	end $comments$`.execute(db);
};

const ID = 'Internal number; never shown and never reused.';
const SET = 'Whether the row belongs to the real register or to the invented demonstration data.';

export const up = async (db: Kysely<unknown>) => {
	await sql`create table person (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		name text not null,
		email text not null,
		suspended_at timestamptz,
		unique (email),
		unique (id, data_set)
	)`.execute(db);
	await describe(db, 'person', 'One row a person who may sign in.', {
		id: ID,
		data_set: SET,
		name: 'Their name, as others see it.',
		email: 'Their e-mail address.',
		suspended_at: 'When they were suspended; empty while they are not.'
	});

	await sql`create table membership (
		id integer generated always as identity primary key,
		person_id integer not null,
		${sql.raw(DATA_SET)},
		role text not null check (role in ('contributor', 'approver', 'verifier', 'issuer', 'board', 'registrar', 'administrator')),
		organisation_id integer,
		source_id integer,
		unique nulls not distinct (person_id, role, organisation_id, source_id),
		foreign key (person_id, data_set) references person (id, data_set) on delete cascade,
		foreign key (organisation_id, data_set) references organisation (id, data_set),
		foreign key (source_id, data_set) references source (id, data_set),
		check (role not in ('contributor', 'approver') or organisation_id is not null),
		check (role <> 'issuer' or source_id is not null)
	)`.execute(db);
	await sql`create index membership_organisation on membership (organisation_id)`.execute(db);
	await describe(
		db,
		'membership',
		'One row a role that a person holds, for one organisation, source or board.',
		{
			id: ID,
			person_id: 'The person.',
			data_set: SET,
			role: 'What they may do.',
			organisation_id: 'The organisation that they do it for; required of contributors and approvers.',
			source_id: 'The source that they do it for; required of issuers.'
		}
	);

	await sql`create table assignment (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		recommendation_id integer not null,
		organisation_id integer not null,
		first_organisation_id integer not null references organisation,
		assigned_on date not null,
		response_due_on date,
		response_due_originally_on date,
		action_due_on date,
		action_due_originally_on date,
		evidence_due_on date,
		evidence_due_originally_on date,
		disposition text not null,
		position text not null,
		delivery text not null,
		assurance text not null,
		closure text not null,
		adequacy text not null,
		barrier text,
		claimed_on date,
		claimed_by integer references person,
		responded_on date,
		responded_on_is text,
		delivered_on date,
		delivered_on_is text,
		submitted_on date,
		submitted_by integer references person,
		assured_on date,
		last_said text,
		updated_on date,
		latest_on date not null,
		version integer not null,
		unique (recommendation_id, organisation_id),
		unique (id, data_set),
		foreign key (recommendation_id, data_set) references recommendation (id, data_set),
		foreign key (organisation_id, data_set) references organisation (id, data_set)
	)`.execute(db);
	await sql`create index assignment_organisation on assignment (organisation_id, id)`.execute(db);
	for (const [clock, met] of [
		['response', `position = 'awaiting response'`],
		['action', `delivery <> 'delivered' and position not in ('not accepted', 'not applicable')`],
		[
			'evidence',
			`assurance not in ('submitted', 'assured', 'sustained') and position not in ('not accepted', 'not applicable')`
		]
	] as const)
		await sql`create index ${sql.ref(`assignment_${clock}_due`)} on assignment (organisation_id, ${sql.ref(`${clock}_due_on`)})
			where closure = 'open' and disposition not in ('merged', 'declined', 'superseded') and ${sql.raw(met)}`.execute(
			db
		);
	await sql`create index assignment_oldest_response on assignment (data_set, response_due_on)
		where closure = 'open' and disposition not in ('merged', 'declined', 'superseded') and position = 'awaiting response'`.execute(
		db
	);
	await sql`create index assignment_oldest_action on assignment (data_set, action_due_on)
		where closure = 'open' and disposition not in ('merged', 'declined', 'superseded')
			and delivery <> 'delivered' and position not in ('not accepted', 'not applicable')`.execute(db);
	await sql`create index assignment_claims on assignment (data_set, submitted_on) where assurance = 'submitted'`.execute(
		db
	);
	await sql`create index assignment_sign_off on assignment (organisation_id, claimed_on) where claimed_on is not null`.execute(
		db
	);
	await describe(
		db,
		'assignment',
		'One row one recommendation × one organisation: its clocks, and its state as the events leave it.',
		{
			id: ID,
			data_set: SET,
			recommendation_id: 'What was asked.',
			organisation_id: 'Who has the duty now.',
			first_organisation_id: 'Who was asked first, before any succession.',
			assigned_on: 'The day from which the organisation was asked.',
			response_due_on: 'The day by which a reply is due; empty for no date set.',
			response_due_originally_on: 'The first such day that was set; kept for ever.',
			action_due_on: 'The day by which the action is due; empty for no date set.',
			action_due_originally_on: 'The first such day that was set; kept for ever.',
			evidence_due_on: 'The day by which evidence is due; empty for no date set.',
			evidence_due_originally_on: 'The first such day that was set; kept for ever.',
			disposition: 'What the board decided about the recommendation.',
			position: 'What the organisation promised.',
			delivery: 'What the organisation says that it has done.',
			assurance: 'What somebody independent could confirm.',
			closure: 'What the issuer or the board decided about this duty.',
			adequacy: 'What the issuer thinks of the response.',
			barrier: 'What stands in the way, while it is on hold or refused.',
			claimed_on: 'Since when a claim of delivered waits for the approver to sign it off.',
			claimed_by: 'Who made that claim.',
			responded_on: 'The day of the first reply.',
			responded_on_is: 'Whether that is the day itself or only known to be no later.',
			delivered_on: 'The day on which it was delivered, while it counts as delivered.',
			delivered_on_is: 'Whether that is the day itself or only known to be no later.',
			submitted_on: 'The day on which the claim was put forward for a check.',
			submitted_by: 'Who put it forward.',
			assured_on: 'The day on which it was confirmed, while that stands.',
			last_said: 'The latest words of the organisation.',
			updated_on: 'The day on which the organisation last reported.',
			latest_on: 'The latest effective day of its events.',
			version: 'How many events it has; tells whether somebody else saved first.'
		}
	);

	await sql`create table action (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		organisation_id integer not null,
		what text not null,
		owner text,
		due_on date,
		done_on date,
		strength text not null default 'not coded' check (strength in ('stronger', 'intermediate', 'weaker', 'not coded')),
		foreign key (organisation_id, data_set) references organisation (id, data_set)
	)`.execute(db);
	await sql`create index action_organisation on action (organisation_id, due_on)`.execute(db);
	await describe(db, 'action', 'One row a thing that an organisation will do.', {
		id: ID,
		data_set: SET,
		organisation_id: 'The organisation that will do it.',
		what: 'What it will do.',
		owner: 'Who in the organisation owns it.',
		due_on: 'The day by which it is due.',
		done_on: 'The day on which it was done.',
		strength: 'Strength of action after RCA²: stronger, intermediate, weaker, not coded.'
	});
	await sql`create table assignment_action (
		assignment_id integer not null references assignment on delete cascade,
		action_id integer not null references action on delete cascade,
		enough_by_itself boolean,
		primary key (assignment_id, action_id)
	)`.execute(db);
	await sql`create index assignment_action_action on assignment_action (action_id)`.execute(db);
	await describe(db, 'assignment_action', 'One row an action that serves an assignment.', {
		assignment_id: 'The assignment.',
		action_id: 'The action.',
		enough_by_itself: 'Whether the action alone would meet the assignment; empty where nobody said.'
	});

	await sql`create table evidence (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		assignment_id integer not null,
		organisation_id integer not null,
		kind text not null,
		title text,
		url text,
		file_name text,
		file_sha256 bytea,
		dated_on date,
		added_by integer references person,
		added_at timestamptz not null,
		state text not null default 'in review' check (state in ('in review', 'accepted', 'rejected', 'expired')),
		is_public boolean not null default false,
		foreign key (assignment_id, data_set) references assignment (id, data_set),
		foreign key (organisation_id, data_set) references organisation (id, data_set),
		check (url is not null or file_sha256 is not null)
	)`.execute(db);
	await sql`create index evidence_assignment on evidence (assignment_id)`.execute(db);
	await describe(db, 'evidence', 'One row a file or link put forward to show that something was done.', {
		id: ID,
		data_set: SET,
		assignment_id: 'The assignment that it is for.',
		organisation_id: 'The organisation that put it forward.',
		kind: 'What sort of evidence it is.',
		title: 'What it is called.',
		url: 'Where it is, if a link.',
		file_name: 'Its name, if a file.',
		file_sha256: 'SHA-256 of its bytes, if a file.',
		dated_on: 'The day it bears.',
		added_by: 'Who added it.',
		added_at: 'When it was added.',
		state: 'In review, accepted, rejected or expired.',
		is_public: 'Whether the approver made it public.'
	});

	await sql`create table verdict (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		assignment_id integer not null,
		organisation_id integer not null,
		result text not null check (result in ('assured', 'not assured')),
		method text not null check (method in ('document review', 'data', 'site visit', 'peer review')),
		reason text not null,
		found_on date not null,
		given_by integer references person,
		given_at timestamptz not null,
		expires_on date,
		foreign key (assignment_id, data_set) references assignment (id, data_set),
		foreign key (organisation_id, data_set) references organisation (id, data_set)
	)`.execute(db);
	await sql`create index verdict_assignment on verdict (assignment_id)`.execute(db);
	await describe(
		db,
		'verdict',
		'One row one assessor’s finding on one assignment. Several may differ; none is overwritten.',
		{
			id: ID,
			data_set: SET,
			assignment_id: 'The assignment that was checked.',
			organisation_id: 'The organisation whose claim it was.',
			result: 'Assured or not assured.',
			method: 'Document review, data, site visit or peer review.',
			reason: 'Why.',
			found_on: 'The day of the finding.',
			given_by: 'The assessor.',
			given_at: 'When it was entered.',
			expires_on: 'The day after which it must be checked again, if it expires.'
		}
	);

	await sql`create table extension (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		assignment_id integer not null,
		organisation_id integer not null,
		clock text not null check (clock in ('response', 'action', 'evidence')),
		due_on date not null,
		asked_for_on date not null,
		reason text not null,
		barrier text not null,
		asked_on date not null,
		asked_by integer references person,
		decision text check (decision in ('granted', 'refused')),
		decided_on date,
		decided_by integer references person,
		decision_reason text,
		needs_board boolean not null default false,
		check (asked_for_on > due_on),
		check ((decision is null) = (decided_on is null)),
		foreign key (assignment_id, data_set) references assignment (id, data_set),
		foreign key (organisation_id, data_set) references organisation (id, data_set)
	)`.execute(db);
	await sql`create index extension_assignment on extension (assignment_id)`.execute(db);
	await sql`create index extension_open on extension (data_set, asked_on) where decision is null`.execute(db);
	await describe(db, 'extension', 'One row a request for a later due date, and what was decided.', {
		id: ID,
		data_set: SET,
		assignment_id: 'The assignment.',
		organisation_id: 'The organisation that asked.',
		clock: 'Which of the three clocks.',
		due_on: 'The due date when it was asked.',
		asked_for_on: 'The due date that was asked for.',
		reason: 'Why.',
		barrier: 'What stands in the way.',
		asked_on: 'The day it was asked.',
		asked_by: 'Who asked.',
		decision: 'Granted or refused; empty while undecided.',
		decided_on: 'The day of the decision.',
		decided_by: 'Who decided; never the owner.',
		decision_reason: 'Why it was decided so.',
		needs_board: 'Whether only the board may decide: a second extension, or more than 180 days in all.'
	});

	await sql`create table meeting (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		board text not null,
		held_on date not null,
		as_at date,
		agenda jsonb not null default '[]',
		unique (data_set, board, held_on),
		unique (id, data_set)
	)`.execute(db);
	await describe(db, 'meeting', 'One row a meeting of an oversight board.', {
		id: ID,
		data_set: SET,
		board: 'The board.',
		held_on: 'Its date.',
		as_at: 'The day up to which its paper counts what was known.',
		agenda: 'Its agenda, a list of items.'
	});
	await sql`create table decision (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		meeting_id integer,
		what text not null,
		reason text not null,
		decided_on date not null,
		recorded_by integer references person,
		foreign key (meeting_id, data_set) references meeting (id, data_set)
	)`.execute(db);
	await sql`create index decision_meeting on decision (meeting_id)`.execute(db);
	await describe(db, 'decision', 'One row a thing that a board decided.', {
		id: ID,
		data_set: SET,
		meeting_id: 'The meeting; empty for a decision between meetings.',
		what: 'What was decided.',
		reason: 'Why.',
		decided_on: 'The day.',
		recorded_by: 'Who wrote it down.'
	});
	await sql`create table decision_subject (
		decision_id integer not null references decision on delete cascade,
		subject text not null,
		subject_id integer not null,
		primary key (decision_id, subject, subject_id)
	)`.execute(db);
	await describe(db, 'decision_subject', 'One row a record that a decision is about.', {
		decision_id: 'The decision.',
		subject: 'What sort of record: recommendation, assignment, extension.',
		subject_id: 'Which one.'
	});
	await sql`create table paper (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		meeting_id integer not null,
		slug text not null,
		known_at date not null,
		frozen_at timestamptz not null,
		frozen_by integer references person,
		content jsonb not null,
		sha256 bytea not null,
		chain_head bytea,
		unique (data_set, slug),
		foreign key (meeting_id, data_set) references meeting (id, data_set)
	)`.execute(db);
	await describe(db, 'paper', 'One row a pack that a meeting saw, frozen.', {
		id: ID,
		data_set: SET,
		meeting_id: 'The meeting.',
		slug: 'Its place in a web address; permanent.',
		known_at: 'What was known on this day is what it shows.',
		frozen_at: 'When it was frozen.',
		frozen_by: 'Who froze it.',
		content: 'All that it shows.',
		sha256: 'SHA-256 of the content.',
		chain_head: 'The newest block of the event chain when it was frozen.'
	});

	await sql`create table import (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		kind text not null,
		file_name text not null,
		file_sha256 bytea not null,
		mapping jsonb not null default '{}',
		row_count integer not null,
		outcome jsonb not null default '{}',
		imported_by integer references person,
		imported_at timestamptz not null,
		undone_at timestamptz
	)`.execute(db);
	await sql`create index import_file on import (file_sha256)`.execute(db);
	await describe(db, 'import', 'One row one uploaded file that was committed to the register.', {
		id: ID,
		data_set: SET,
		kind: 'What its rows are: sources, reports, recommendations, organisations, …',
		file_name: 'The name of the file.',
		file_sha256: 'SHA-256 of its bytes.',
		mapping: 'Which heading was read as which field.',
		row_count: 'How many rows it had.',
		outcome: 'How many rows were new, changed, unchanged and refused.',
		imported_by: 'Who imported it; empty for the installation’s own seeds.',
		imported_at: 'When.',
		undone_at: 'When it was undone, if it was.'
	});
	await sql`create table import_row (
		import_id integer not null references import on delete cascade,
		row_number integer not null,
		outcome text not null check (outcome in ('new', 'changed', 'unchanged', 'refused')),
		subject text,
		subject_id integer,
		problems jsonb,
		primary key (import_id, row_number)
	)`.execute(db);
	await describe(db, 'import_row', 'One row what became of one row of an imported file.', {
		import_id: 'The import.',
		row_number: 'The row as a spreadsheet numbers it.',
		outcome: 'New, changed, unchanged or refused.',
		subject: 'What sort of record it became.',
		subject_id: 'Which one.',
		problems: 'What was wrong with it, if anything.'
	});
};
