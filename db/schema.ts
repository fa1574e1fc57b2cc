import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Adequacy } from '#lib/domain/axes/adequacy.ts';
import type { Assurance } from '#lib/domain/axes/assurance.ts';
import type { Closure } from '#lib/domain/axes/closure.ts';
import type { Delivery } from '#lib/domain/axes/delivery.ts';
import type { Disposition } from '#lib/domain/axes/disposition.ts';
import type { Position } from '#lib/domain/axes/position.ts';
import type { Cadence, Clock } from '#lib/domain/clock.ts';
import type { CorrectionState } from '#lib/domain/correction.ts';
import type { EscalationStep } from '#lib/domain/escalation.ts';
import type { EventKind } from '#lib/domain/event.ts';
import type { EvidenceState } from '#lib/domain/evidence.ts';
import type {
	ImportChange,
	ImportChoice,
	ImportProblem,
	ImportState,
	ImportVerdict
} from '#lib/domain/import.ts';
import type { Office } from '#lib/domain/office.ts';
import type { Stage } from '#lib/domain/recommendation.ts';
import type { LedgerTables } from './ledger-schema.ts';
import type { MeetingTables } from './meeting-schema.ts';
import type { TriageTables } from './triage-schema.ts';
import type { ViewTables } from './view-schema.ts';
import type { AccountTables } from './accounts/schema.ts';

/** JSON is written as text and read as a value, the same in both engines. */
type Json<T> = ColumnType<T, string | null | undefined, string | null>;
type Always<T> = ColumnType<T, never, never>;
type Counter = ColumnType<number, number | undefined, number>;

/** How many assignments reached each step of the cascade. */
type Reached = {
	asked: Counter;
	responded: Counter;
	accepted: Counter;
	planned: Counter;
	delivered: Counter;
	assured: Counter;
	sustained: Counter;
};

/** One row a body that issues reports and recommendations. */
export type SourceTable = {
	id: Always<number>;
	data_set: DataSet;
	code: string;
	name: string;
	kind: string;
	jurisdiction: string | null;
	url: string | null;
	response_rule: string | null;
};

/** One row a subject that recommendations are about. */
export type ThemeTable = { id: Always<number>; code: string; name: string; description: string | null };

/** One row a body that may be asked to act. */
export type OrganisationTable = Reached & {
	id: Always<number>;
	data_set: DataSet;
	code: string;
	ods_code: string | null;
	name: string;
	kind: string;
	region: string | null;
	parent_id: number | null;
	opened_on: Day | null;
	closed_on: Day | null;
};

/** One row an organisation that took over the duties of another. */
export type OrganisationSuccessionTable = {
	organisation_id: number;
	successor_id: number;
	took_over_on: Day;
	note: string | null;
};

/** One row a group that can be asked as one. */
export type OrganisationSetTable = {
	id: Always<number>;
	data_set: DataSet;
	code: string;
	name: string;
	kinds: string[];
	regions: string[];
};

/** One row a publication of a source. */
export type ReportTable = {
	id: Always<number>;
	data_set: DataSet;
	source_id: number;
	reference: string;
	title: string;
	topic: string | null;
	published_on: Day | null;
	published_year: number | null;
	date_note: string | null;
	url: string | null;
};

/** One row one ask, made by one source in one report. */
export type RecommendationTable = Reached & {
	id: Always<number>;
	data_set: DataSet;
	report_id: number;
	source_id: number;
	reference: string;
	slug: string;
	ordinal: number;
	kind: 'recommendation' | 'safety action' | 'requirement' | 'alert' | 'observation';
	original_wording: string | null;
	plain_summary: string;
	made_on: Day | null;
	made_year: number | null;
	counted_from_on: Day;
	intended_outcome: string | null;
	measure_of_success: string | null;
	benefit: string | null;
	cost: string | null;
	cost_effectiveness: string | null;
	strategic_fit: string | null;
	disposition: Generated<Disposition>;
	merged_into_id: number | null;
	review_on: Day | null;
	evidence_quality: string | null;
	source_url: string | null;
	status_note: string | null;
	/** How many of its assignments nobody has closed. */
	still_open: Counter;
	stage: Always<Stage>;
};

/** One row the words of a recommendation that a search looks through. */
export type RecommendationTextTable = {
	recommendation_id: number;
	words: string;
	lexemes: Always<string>;
};

export type RecommendationThemeTable = { recommendation_id: number; theme_id: number };

/** One row a body or group that the text of a recommendation names. */
export type AddresseeTable = {
	recommendation_id: number;
	data_set: DataSet;
	ordinal: number;
	named_as: string;
	organisation_id: number | null;
	organisation_set_id: number | null;
	assigned_to_members: Generated<boolean>;
	note: string | null;
};

export type RecommendationLinkTable = {
	id: Always<number>;
	from_id: number;
	to_id: number;
	kind: 'duplicates' | 'supports' | 'contradicts' | 'supersedes' | 'endorses';
	note: string | null;
};

/** One row a group of recommendations that ask for the same thing again. */
export type FamilyTable = {
	id: Always<number>;
	data_set: DataSet;
	slug: string;
	name: string;
	asks_for: string | null;
};
export type FamilyMemberTable = {
	family_id: number;
	recommendation_id: number;
	confirmed_by: number | null;
	confirmed_at: Date | null;
};

/** One row two recommendations that may ask for the same, and what a person judged. */
export type AlikePairTable = {
	id: Always<number>;
	data_set: DataSet;
	one_id: number;
	other_id: number;
	share: number;
	reasons: Json<{ words: string[]; addressees: string[]; themes: string[] }>;
	found_at: Date;
	judged: 'the same' | 'not the same' | null;
	judged_by: number | null;
	judged_at: Date | null;
};
/** One row a recommendation that was compared with all others. */
export type ComparedTable = { recommendation_id: number; words_md5: string; compared_at: Date };

/** One row a number that is followed over time because it shows effect. */
export type MeasureTable = {
	id: Always<number>;
	data_set: DataSet;
	reference: string;
	name: string;
	unit: string;
	population: string | null;
	report_id: number | null;
	recommendation_id: number | null;
	organisation_id: number | null;
	theme_id: number | null;
	baseline: string | null;
	target: string | null;
	changed_on: Day | null;
	changed_because: string | null;
	evidence_quality: string | null;
	source_url: string | null;
	note: string | null;
};

/** One row a value of a measure on a day or over a period. */
export type ObservationTable = {
	id: Always<number>;
	measure_id: number;
	observed_on: Day | null;
	period: string | null;
	value: ColumnType<string, string | number, string | number>;
	qualifier: Generated<'exact' | 'about' | 'less than' | 'more than' | 'at least'>;
	note: string | null;
};

export type ResourceTable = {
	id: Always<number>;
	data_set: DataSet;
	title: string;
	kind: 'article' | 'study' | 'event' | 'guide';
	url: string | null;
	summary: string | null;
	tags: Generated<string[]>;
	theme_id: number | null;
	recommendation_id: number | null;
	what_came_of_it: string | null;
};

/** One row a person who may sign in. */
export type PersonTable = {
	id: Always<number>;
	data_set: DataSet;
	name: string;
	email: string;
	suspended_at: Date | null;
};

/** One row a role that a person holds, for one organisation, source or board. */
export type MembershipTable = {
	id: Always<number>;
	person_id: number;
	data_set: DataSet;
	role: 'contributor' | 'approver' | 'verifier' | 'issuer' | 'board' | 'registrar' | 'administrator';
	organisation_id: number | null;
	source_id: number | null;
};

/** One row one recommendation × one organisation. */
export type AssignmentTable = {
	id: Always<number>;
	data_set: DataSet;
	recommendation_id: number;
	organisation_id: number;
	first_organisation_id: number;
	assigned_on: Day;
	response_due_on: Day | null;
	response_due_originally_on: Day | null;
	action_due_on: Day | null;
	action_due_originally_on: Day | null;
	evidence_due_on: Day | null;
	evidence_due_originally_on: Day | null;
	disposition: Disposition;
	position: Position;
	delivery: Delivery;
	assurance: Assurance;
	closure: Closure;
	adequacy: Adequacy;
	reports_every: Generated<Cadence | null>;
	barrier: string | null;
	claimed_on: Day | null;
	claimed_by: number | null;
	responded_on: Day | null;
	responded_on_is: string | null;
	delivered_on: Day | null;
	delivered_on_is: string | null;
	submitted_on: Day | null;
	submitted_by: number | null;
	assured_on: Day | null;
	returned: boolean;
	outcome_on: Day | null;
	extension_barrier: string | null;
	extensions: number;
	last_said: string | null;
	updated_on: Day | null;
	latest_on: Day;
	version: number;
	next_due_on: Always<Day | null>;
	heard_on: Always<Day>;
	is_returned: Always<boolean>;
};

/** One row a thing that an organisation will do. */
export type ActionTable = {
	id: Always<number>;
	data_set: DataSet;
	organisation_id: number;
	what: string;
	owner: string | null;
	due_on: Day | null;
	done_on: Day | null;
	strength: Generated<'stronger' | 'intermediate' | 'weaker' | 'not coded'>;
	last_said: string | null;
	updated_on: Day | null;
	version: Generated<number>;
};
export type AssignmentActionTable = {
	assignment_id: number;
	action_id: number;
	enough_by_itself: boolean | null;
};

/** One row a file or link put forward to show that something was done. */
export type EvidenceTable = {
	id: Always<number>;
	data_set: DataSet;
	assignment_id: number;
	organisation_id: number;
	kind: string;
	title: string | null;
	url: string | null;
	file_name: string | null;
	file_sha256: Uint8Array | null;
	file_key: string | null;
	file_type: string | null;
	file_bytes: number | null;
	dated_on: Day | null;
	added_by: number | null;
	added_at: Date;
	state: Generated<EvidenceState>;
	state_reason: string | null;
	is_public: Generated<boolean>;
};

/** One row one assessor's finding on one assignment. */
export type VerdictTable = {
	id: Always<number>;
	data_set: DataSet;
	assignment_id: number;
	organisation_id: number;
	result: 'assured' | 'not assured';
	method: 'document review' | 'data' | 'site visit' | 'peer review';
	reason: string;
	found_on: Day;
	given_by: number | null;
	given_at: Date;
	expires_on: Day | null;
};

/** One row a random share of the claims that waited, drawn to be checked. */
export type SampleTable = {
	id: Always<number>;
	data_set: DataSet;
	drawn_from: string;
	reason: string;
	waiting: number;
	drawn: number;
	seed: number;
	drawn_on: Day;
	drawn_at: Date;
	drawn_by: number | null;
};
/** One row a claim that was drawn for a sample. */
export type SampleClaimTable = { sample_id: number; place: number; assignment_id: number };

/** One row a step by which the board pressed for what was overdue. */
export type EscalationTable = {
	id: Always<number>;
	data_set: DataSet;
	assignment_id: number;
	organisation_id: number;
	overdue_since: Day;
	step: EscalationStep;
	subject: string | null;
	words: string;
	sent_to: Generated<number>;
	taken_on: Day;
	taken_at: Date;
	taken_by: number | null;
};

/** One row a person to whom the board writes, who held an office of an organisation from one day to another. */
export type OfficeHolderTable = {
	id: Always<number>;
	data_set: DataSet;
	organisation_id: number;
	office: Office;
	name: string;
	email: string;
	from_on: Day;
	until_on: Day | null;
	named_at: Date;
	named_by: number | null;
};

/** One row what an organisation puts beside a verdict. */
export type StatementTable = {
	id: Always<number>;
	data_set: DataSet;
	verdict_id: number;
	assignment_id: number;
	organisation_id: number;
	words: string;
	made_on: Day;
	made_at: Date;
	made_by: number | null;
};

/** One row what somebody says is wrong in public, and what became of it. */
export type CorrectionTable = {
	id: Always<number>;
	data_set: DataSet;
	recommendation_id: number | null;
	organisation_id: number | null;
	page: string;
	wrong: string;
	right_is: string | null;
	shown_at: string | null;
	asker: string | null;
	asker_email: string | null;
	asked_at: Date;
	asked_on: Day;
	state: Generated<CorrectionState>;
	what: string | null;
	old_value: string | null;
	new_value: string | null;
	answer: string | null;
	answered_on: Day | null;
	answered_by: number | null;
};

/** One row a request for a later due date, and what was decided. */
export type ExtensionTable = {
	id: Always<number>;
	data_set: DataSet;
	assignment_id: number;
	organisation_id: number;
	clock: Clock;
	due_on: Day;
	asked_for_on: Day;
	reason: string;
	barrier: string;
	asked_on: Day;
	asked_by: number | null;
	decision: 'granted' | 'refused' | null;
	decided_on: Day | null;
	decided_by: number | null;
	decision_reason: string | null;
	needs_board: Generated<boolean>;
};

/** One row one uploaded file, what became of it, and who decided that. */
export type ImportTable = {
	id: Always<number>;
	data_set: DataSet;
	kind: string;
	file_name: string;
	file_sha256: Uint8Array;
	file_bytes: number | null;
	mapping: Json<Record<string, unknown>>;
	row_count: number;
	outcome: Json<Record<string, number>>;
	imported_by: number | null;
	imported_at: Date | null;
	undone_at: Date | null;
	undone_by: number | null;
	state: Generated<ImportState>;
	uploaded_at: Generated<Date>;
	dialect: Json<Record<string, unknown> | null>;
	shape: string | null;
	choice: ImportChoice | null;
	with_alike: Generated<boolean>;
	problems: Json<ImportProblem[] | null>;
	rows_done: Generated<number>;
	started_at: Date | null;
	finished_at: Date | null;
	failed_because: string | null;
};
/** One row what became of one row of an imported file. */
export type ImportRowTable = {
	import_id: number;
	row_number: number;
	outcome: 'new' | 'changed' | 'unchanged' | 'refused';
	subject: string | null;
	subject_id: number | null;
	problems: Json<unknown>;
};

/** One row what would become of one row of an uploaded file. */
export type ImportCheckTable = {
	import_id: number;
	row_number: number;
	verdict: ImportVerdict;
	label: string | null;
	fields: Json<Record<string, unknown> | null>;
	changes: Json<ImportChange[] | null>;
	problems: Json<ImportProblem[] | null>;
	like_id: number | null;
	like_share: number | null;
};

/** One row a stretch of an uploaded file. */
export type ImportFilePartTable = { import_id: number; part: number; bytes: Uint8Array };

/** One row how files of one shape were matched last. */
export type ImportMappingTable = {
	data_set: DataSet;
	kind: string;
	shape: string;
	mapping: Json<Record<string, unknown>>;
	dialect: Json<Record<string, unknown> | null>;
	kept_by: number | null;
	kept_at: Date;
};

/** One row a record that an undone import had added, as it was when it left the register. */
export type WithdrawnRecordTable = {
	subject: string;
	subject_id: number;
	data_set: DataSet;
	content: Json<Record<string, unknown>>;
	import_id: number;
	withdrawn_at: Date;
	withdrawn_by: number | null;
};

/** One row one change, kept for ever. */
export type EventTable = {
	id: Always<number>;
	data_set: DataSet;
	subject: string;
	subject_id: number;
	assignment_id: number | null;
	recommendation_id: number | null;
	organisation_id: number | null;
	what: EventKind;
	from_value: string | null;
	to_value: string | null;
	reason: string | null;
	narrative: string | null;
	detail: Json<Record<string, unknown> | null>;
	person_id: number | null;
	effective_on: Day;
	effective_on_is: 'the day' | 'no later than';
	recorded_at: ColumnType<Date, Date | string, never>;
	hash: Uint8Array;
};

/** One row one form that was saved, for a day. */
export type SavingTable = { person_id: number; key: string; content_sha256: Uint8Array; saved_at: Date };

/** One row what somebody typed about an assignment and could not save yet. */
export type DraftTable = {
	id: Always<number>;
	data_set: DataSet;
	person_id: number;
	assignment_id: number;
	fields: Json<Record<string, string>>;
	kept_at: Date;
	key_sha256: Uint8Array | null;
};

/** One row a sheet of answers that somebody uploaded. */
export type SpreadsheetTable = {
	id: Always<number>;
	data_set: DataSet;
	person_id: number;
	file_name: string;
	bytes: Uint8Array;
	uploaded_at: Date;
	saved_at: Date | null;
	saved_rows: number | null;
};

/** One row a block of events, sealed. */
export type SealTable = {
	data_set: DataSet;
	block: number;
	event_ids: number[];
	event_hashes: Uint8Array;
	previous_hash: Uint8Array;
	hash: Uint8Array;
	highest_id: number;
	settled_to: number;
	seen_transactions: string;
	sealed_at: Date;
};

/** One row an e-mail that waits to be sent, or what became of it. */
export type MailTable = {
	id: Always<number>;
	data_set: DataSet;
	kind: string;
	to: string;
	person_id: number | null;
	subject: string;
	text: string;
	once: string | null;
	queued_at: Generated<Date>;
	next_try_at: Generated<Date>;
	attempts: Generated<number>;
	problem: string | null;
	sent_at: Date | null;
	given_up_at: Date | null;
};

/** One row what a person chose to be told by e-mail; without one they are told everything. */
export type ReminderChoiceTable = {
	person_id: number;
	weekly_digest: boolean;
	notices: boolean;
	chosen_at: Date;
};

/** One row the private address of a person's calendar of due dates. */
export type CalendarAddressTable = { person_id: number; token_sha256: Uint8Array; made_at: Date };

/** One row a piece of work that waits to be done in the background, or what became of it. */
export type JobTable = {
	id: Always<number>;
	kind: string;
	data: Json<unknown>;
	once: string | null;
	queued_at: Generated<Date>;
	next_try_at: Generated<Date>;
	attempts: Generated<number>;
	problem: string | null;
	done_at: Date | null;
	given_up_at: Date | null;
};

export type Tables = AccountTables &
	LedgerTables &
	MeetingTables &
	TriageTables &
	ViewTables & {
		source: SourceTable;
		theme: ThemeTable;
		organisation: OrganisationTable;
		organisation_succession: OrganisationSuccessionTable;
		organisation_set: OrganisationSetTable;
		report: ReportTable;
		recommendation: RecommendationTable;
		recommendation_text: RecommendationTextTable;
		recommendation_theme: RecommendationThemeTable;
		addressee: AddresseeTable;
		recommendation_link: RecommendationLinkTable;
		family: FamilyTable;
		family_member: FamilyMemberTable;
		alike_pair: AlikePairTable;
		compared: ComparedTable;
		measure: MeasureTable;
		observation: ObservationTable;
		resource: ResourceTable;
		person: PersonTable;
		membership: MembershipTable;
		assignment: AssignmentTable;
		action: ActionTable;
		assignment_action: AssignmentActionTable;
		evidence: EvidenceTable;
		verdict: VerdictTable;
		extension: ExtensionTable;
		sample: SampleTable;
		sample_claim: SampleClaimTable;
		escalation: EscalationTable;
		statement: StatementTable;
		office_holder: OfficeHolderTable;
		correction: CorrectionTable;
		import: ImportTable;
		import_row: ImportRowTable;
		import_check: ImportCheckTable;
		import_file_part: ImportFilePartTable;
		import_mapping: ImportMappingTable;
		withdrawn_record: WithdrawnRecordTable;
		event: EventTable;
		seal: SealTable;
		saving: SavingTable;
		draft: DraftTable;
		spreadsheet: SpreadsheetTable;
		mail: MailTable;
		reminder_choice: ReminderChoiceTable;
		calendar_address: CalendarAddressTable;
		job: JobTable;
	};

/** The whole database; only changes and jobs hold one. */
export type Database = Kysely<Tables>;

/** An open transaction: what a writer asks for. */
export type Writing = Transaction<Tables>;

/** What a question asks for. A server, a replica and an open transaction all fit; an insert does not compile. */
export type Reading = Pick<Kysely<Tables>, 'selectFrom' | 'with' | 'fn' | 'case' | 'getExecutor'>;
