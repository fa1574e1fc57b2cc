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
const MARK = 'How well the row is backed: official page, secondary page, seed document, or from memory.';

export const up = async (db: Kysely<unknown>) => {
	await sql`create extension if not exists pg_trgm`.execute(db);

	await sql`create table source (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		code text not null check (code <> ''),
		name text not null,
		kind text not null,
		jurisdiction text,
		url text,
		response_rule text,
		unique (data_set, code),
		unique (id, data_set)
	)`.execute(db);
	await describe(db, 'source', 'One row a body that issues reports and recommendations.', {
		id: ID,
		data_set: SET,
		code: 'Short stable code, used in web addresses.',
		name: 'The name of the body.',
		kind: 'What sort of body it is, such as investigation body or ombudsman.',
		jurisdiction: 'Where its remit runs.',
		url: 'Its own website.',
		response_rule: 'Name of the rule that sets how soon a reply is due; empty where it has none.'
	});

	await sql`create table theme (
		id integer generated always as identity primary key,
		code text not null unique,
		name text not null,
		description text
	)`.execute(db);
	await describe(db, 'theme', 'One row a subject that recommendations are about. Shared by both data sets.', {
		id: ID,
		code: 'Short stable code, used in web addresses.',
		name: 'The theme in a few words.',
		description: 'What the theme covers.'
	});

	await sql`create table organisation (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		code text not null check (code <> ''),
		ods_code text,
		name text not null,
		kind text not null,
		region text,
		parent_id integer,
		opened_on date,
		closed_on date,
		asked integer not null default 0,
		responded integer not null default 0,
		accepted integer not null default 0,
		planned integer not null default 0,
		delivered integer not null default 0,
		assured integer not null default 0,
		sustained integer not null default 0,
		unique (data_set, code),
		unique (id, data_set),
		foreign key (parent_id, data_set) references organisation (id, data_set)
	)`.execute(db);
	await sql`create index organisation_parent on organisation (parent_id)`.execute(db);
	await sql`create index organisation_kind on organisation (data_set, kind, region)`.execute(db);
	await sql`create index organisation_name on organisation using gin (name gin_trgm_ops)`.execute(db);
	await describe(db, 'organisation', 'One row a body that may be asked to act.', {
		id: ID,
		data_set: SET,
		code: 'Short stable code, used in web addresses; the ODS code where there is one.',
		ods_code: 'Code of the NHS Organisation Data Service, where it has one.',
		name: 'Its present name.',
		kind: 'What sort of body it is, such as trust, ICB or regulator.',
		region: 'The region that it lies in.',
		parent_id: 'The body that it answers to.',
		opened_on: 'First day of its existence, where known.',
		closed_on: 'Last day of its existence, where it has ended.',
		asked: 'How many of its assignments count in the base. Kept with the events.',
		responded: 'How many of those it has replied to.',
		accepted: 'How many of those it accepted in whole, in part or in principle.',
		planned: 'How many of those are planned, under way, on hold or delivered.',
		delivered: 'How many of those it says are delivered.',
		assured: 'How many of those somebody independent confirmed, and still stand.',
		sustained: 'How many of those were confirmed again a year or more later.'
	});

	await sql`create table organisation_succession (
		organisation_id integer not null references organisation,
		successor_id integer not null references organisation,
		took_over_on date not null,
		note text,
		primary key (organisation_id, successor_id),
		check (organisation_id <> successor_id)
	)`.execute(db);
	await sql`create index organisation_succession_successor on organisation_succession (successor_id)`.execute(
		db
	);
	await describe(
		db,
		'organisation_succession',
		'One row an organisation that took over the duties of another.',
		{
			organisation_id: 'The organisation that ended.',
			successor_id: 'The organisation that took its duties over.',
			took_over_on: 'The day on which they passed.',
			note: 'How the day or the successor is known, where it was inferred.'
		}
	);

	await sql`create table organisation_set (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		code text not null,
		name text not null,
		kinds text[] not null default '{}',
		regions text[] not null default '{}',
		unique (data_set, code)
	)`.execute(db);
	await describe(
		db,
		'organisation_set',
		'One row a group that can be asked as one, such as all NHS trusts in England.',
		{
			id: ID,
			data_set: SET,
			code: 'Short stable code; the code of the group as an addressee.',
			name: 'The group in words.',
			kinds: 'Kinds of organisation that belong to it, as at the day it is used.',
			regions: 'Regions that it is limited to; empty for everywhere.'
		}
	);

	await sql`create table report (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		source_id integer not null,
		reference text not null,
		title text not null,
		topic text,
		published_on date,
		published_year smallint,
		date_note text,
		url text,
		unique (data_set, reference),
		unique (id, data_set),
		foreign key (source_id, data_set) references source (id, data_set)
	)`.execute(db);
	await sql`create index report_source on report (source_id, published_on)`.execute(db);
	await describe(db, 'report', 'One row a publication of a source.', {
		id: ID,
		data_set: SET,
		source_id: 'The source that published it.',
		reference: 'Stable reference, used in web addresses.',
		title: 'Its title.',
		topic: 'What it is about, in a word or two.',
		published_on: 'Day of publication, where a full date was seen.',
		published_year: 'Year of publication, where at least that is known.',
		date_note: 'Where the date comes from, if not from the publisher.',
		url: 'Where it can be read.'
	});

	await sql`create table recommendation (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		report_id integer not null,
		source_id integer not null,
		reference text not null,
		slug text not null,
		ordinal integer not null,
		kind text not null check (kind in ('recommendation', 'safety action', 'requirement', 'alert', 'observation')),
		original_wording text,
		plain_summary text not null,
		made_on date,
		made_year smallint,
		counted_from_on date not null,
		intended_outcome text,
		measure_of_success text,
		benefit text,
		cost text,
		cost_effectiveness text,
		strategic_fit text,
		disposition text not null default 'untriaged',
		merged_into_id integer references recommendation,
		review_on date,
		evidence_quality text,
		source_url text,
		status_note text,
		search_text text not null,
		search tsvector generated always as (to_tsvector('english', search_text)) stored,
		asked integer not null default 0,
		responded integer not null default 0,
		accepted integer not null default 0,
		planned integer not null default 0,
		delivered integer not null default 0,
		assured integer not null default 0,
		sustained integer not null default 0,
		stage text not null generated always as (
			case
				when asked = 0 then 'nobody asked by name'
				when responded = 0 then 'no reply found'
				when accepted = 0 then 'refused'
				when assured = accepted then 'confirmed'
				when delivered = accepted then 'said to be done'
				when planned > 0 then 'under way'
				else 'accepted'
			end
		) stored,
		unique (data_set, reference),
		unique (data_set, slug),
		unique (id, data_set),
		foreign key (report_id, data_set) references report (id, data_set),
		foreign key (source_id, data_set) references source (id, data_set)
	)`.execute(db);
	await sql`create index recommendation_report on recommendation (report_id, ordinal)`.execute(db);
	await sql`create index recommendation_source on recommendation (data_set, source_id, counted_from_on)`.execute(
		db
	);
	await sql`create index recommendation_recent on recommendation (data_set, counted_from_on desc, id)`.execute(
		db
	);
	await sql`create index recommendation_search on recommendation using gin (search)`.execute(db);
	await sql`create index recommendation_words on recommendation using gin (search_text gin_trgm_ops)`.execute(
		db
	);
	await sql`create index recommendation_progress on recommendation (data_set, source_id)
		include (disposition, stage, kind, asked, responded, accepted, planned, delivered, assured, sustained)`.execute(
		db
	);
	await sql`create index recommendation_facets on recommendation
		(data_set, source_id, kind, stage, made_year, evidence_quality) include (id, made_on)`.execute(db);
	await describe(db, 'recommendation', 'One row one ask, made by one source in one report.', {
		id: ID,
		data_set: SET,
		report_id: 'The report that holds it.',
		source_id: 'The source that made it; the same as the source of its report.',
		reference: 'Official reference where there is one, else the report and a number.',
		slug: 'The reference as it stands in a web address.',
		ordinal: 'Its place within the report, as entered; not always the printed number.',
		kind: 'Recommendation, safety action, requirement, alert or observation.',
		original_wording: 'The wording as published; never changed. Empty where it was not read.',
		plain_summary: 'What was asked, in plain English and in our own words.',
		made_on: 'The day it was made, where the full date is known.',
		made_year: 'The year it was made, where at least that is known.',
		counted_from_on:
			'The day from which it counts: the day it was made; else the last day of its year or the day it was entered, whichever is earlier, and never later than a reply to it.',
		intended_outcome: 'What should come of it; empty where not stated.',
		measure_of_success: 'How one would know; empty where not stated.',
		benefit: 'The stated benefit; empty means not stated.',
		cost: 'The stated cost; empty means not stated.',
		cost_effectiveness: 'The stated cost-effectiveness; empty means not stated.',
		strategic_fit: 'The stated strategic fit; empty means not stated.',
		disposition:
			'What the oversight board decided: untriaged, adopted, merged, deferred, declined, superseded. Kept with the events.',
		merged_into_id: 'The recommendation that it was merged into.',
		review_on: 'When a deferred recommendation comes back.',
		evidence_quality: MARK,
		source_url: 'The page that was read.',
		status_note: 'What the page said about what became of it.',
		search_text: 'The words that a search looks through.',
		search: 'The same, prepared for full-text search in English.',
		asked: 'How many organisations were asked and count in the base. Kept with the events.',
		responded: 'How many of those have replied.',
		accepted: 'How many of those accepted in whole, in part or in principle.',
		planned: 'How many of those have planned it or gone further.',
		delivered: 'How many of those say that they have delivered.',
		assured: 'How many of those were independently confirmed, and still stand.',
		sustained: 'How many of those were confirmed again a year or more later.',
		stage: 'The roll-up of its assignments in words. Never typed.'
	});

	await sql`create table recommendation_theme (
		recommendation_id integer not null references recommendation on delete cascade,
		theme_id integer not null references theme,
		primary key (recommendation_id, theme_id)
	)`.execute(db);
	await sql`create index recommendation_theme_theme on recommendation_theme (theme_id, recommendation_id)`.execute(
		db
	);
	await describe(db, 'recommendation_theme', 'One row a theme of a recommendation.', {
		recommendation_id: 'The recommendation.',
		theme_id: 'The theme.'
	});

	await sql`create table addressee (
		recommendation_id integer not null,
		${sql.raw(DATA_SET)},
		ordinal smallint not null,
		named_as text not null,
		organisation_id integer,
		organisation_set_id integer references organisation_set,
		assigned_to_members boolean not null default false,
		note text,
		primary key (recommendation_id, ordinal),
		foreign key (recommendation_id, data_set) references recommendation (id, data_set) on delete cascade,
		foreign key (organisation_id, data_set) references organisation (id, data_set)
	)`.execute(db);
	await sql`create index addressee_organisation on addressee (organisation_id)`.execute(db);
	await describe(db, 'addressee', 'One row a body or group that the text of a recommendation names.', {
		recommendation_id: 'The recommendation.',
		data_set: SET,
		ordinal: 'Its place among the addressees.',
		named_as: 'The code or name as entered.',
		organisation_id: 'The organisation that it is, if one.',
		organisation_set_id: 'The group that it is, if a group.',
		assigned_to_members: 'Whether every member of the group was really asked, and so has an assignment.',
		note: 'Why the members of a group were, or were not, given assignments.'
	});

	await sql`create table recommendation_link (
		id integer generated always as identity primary key,
		from_id integer not null references recommendation on delete cascade,
		to_id integer not null references recommendation on delete cascade,
		kind text not null check (kind in ('duplicates', 'supports', 'contradicts', 'supersedes', 'endorses')),
		note text,
		unique (from_id, to_id, kind),
		check (from_id <> to_id)
	)`.execute(db);
	await sql`create index recommendation_link_to on recommendation_link (to_id)`.execute(db);
	await describe(db, 'recommendation_link', 'One row a tie between two recommendations.', {
		id: ID,
		from_id: 'The recommendation that duplicates, supports, contradicts, supersedes or endorses.',
		to_id: 'The recommendation that it does so to.',
		kind: 'Which of these it does.',
		note: 'Why somebody says so.'
	});

	await sql`create table family (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		slug text not null,
		name text not null,
		asks_for text,
		unique (data_set, slug)
	)`.execute(db);
	await describe(db, 'family', 'One row a group of recommendations that ask for the same thing again.', {
		id: ID,
		data_set: SET,
		slug: 'Its place in a web address.',
		name: 'The family in a few words.',
		asks_for: 'What all its members ask for.'
	});
	await sql`create table family_member (
		family_id integer not null references family on delete cascade,
		recommendation_id integer not null references recommendation on delete cascade,
		confirmed_by integer,
		confirmed_at timestamptz,
		primary key (family_id, recommendation_id)
	)`.execute(db);
	await sql`create index family_member_recommendation on family_member (recommendation_id)`.execute(db);
	await describe(
		db,
		'family_member',
		'One row a recommendation that a person confirmed as a member of a family.',
		{
			family_id: 'The family.',
			recommendation_id: 'The recommendation.',
			confirmed_by: 'The person who confirmed it.',
			confirmed_at: 'When it was confirmed.'
		}
	);

	await sql`create table measure (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		reference text not null,
		name text not null,
		unit text not null,
		population text,
		report_id integer,
		recommendation_id integer references recommendation on delete cascade,
		organisation_id integer,
		theme_id integer references theme,
		baseline numeric,
		target numeric,
		evidence_quality text,
		source_url text,
		note text,
		unique (data_set, reference),
		unique (id, data_set),
		foreign key (report_id, data_set) references report (id, data_set),
		foreign key (organisation_id, data_set) references organisation (id, data_set)
	)`.execute(db);
	await sql`create index measure_report on measure (report_id)`.execute(db);
	await sql`create index measure_recommendation on measure (recommendation_id)`.execute(db);
	await describe(db, 'measure', 'One row a number that is followed over time because it shows effect.', {
		id: ID,
		data_set: SET,
		reference: 'Stable reference.',
		name: 'What is measured.',
		unit: 'What its values count.',
		population: 'Whom or what it covers.',
		report_id: 'The report that gives it, if one.',
		recommendation_id: 'The recommendation that it belongs to, if one.',
		organisation_id: 'The organisation that reports it, if one.',
		theme_id: 'The theme that it belongs to.',
		baseline: 'The value before, in the same unit.',
		target: 'The value aimed at, in the same unit.',
		evidence_quality: MARK,
		source_url: 'The page that was read.',
		note: 'Anything a reader should know.'
	});
	await sql`create table observation (
		id integer generated always as identity primary key,
		measure_id integer not null references measure on delete cascade,
		observed_on date,
		period text,
		value numeric not null,
		qualifier text not null default 'exact' check (qualifier in ('exact', 'about', 'less than', 'more than', 'at least')),
		note text
	)`.execute(db);
	await sql`create index observation_measure on observation (measure_id, observed_on)`.execute(db);
	await describe(db, 'observation', 'One row a value of a measure on a day or over a period.', {
		id: ID,
		measure_id: 'The measure.',
		observed_on: 'The day it stands for, where known.',
		period: 'The period it covers, in words, where that is what was stated.',
		value: 'The value, in the unit of the measure.',
		qualifier: 'Whether the value is exact, about, less than, more than or at least.',
		note: 'Anything a reader should know.'
	});

	await sql`create table resource (
		id integer generated always as identity primary key,
		${sql.raw(DATA_SET)},
		title text not null,
		kind text not null check (kind in ('article', 'study', 'event', 'guide')),
		url text,
		summary text,
		tags text[] not null default '{}',
		theme_id integer references theme,
		recommendation_id integer references recommendation on delete cascade,
		what_came_of_it text
	)`.execute(db);
	await describe(db, 'resource', 'One row an article, study, event or guide kept because it helps.', {
		id: ID,
		data_set: SET,
		title: 'Its title.',
		kind: 'Article, study, event or guide.',
		url: 'Where it is.',
		summary: 'What it says, in our own words.',
		tags: 'Words to find it by.',
		theme_id: 'The theme that it helps with.',
		recommendation_id: 'The recommendation that it helps with.',
		what_came_of_it: 'What was done with it.'
	});
};
