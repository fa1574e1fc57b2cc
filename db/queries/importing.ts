import { sql } from 'kysely';
import type { Clock } from '#lib/domain/clock.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { ImportChange } from '#lib/domain/import.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { asTable } from '../rows.ts';
import type { Reading, Writing } from '../schema.ts';
import type { Locked } from './assignments.ts';
import { stands } from './undone.ts';

/** The tables whose rows are told apart by one code or reference within a data set. */
export type Coded = 'source' | 'organisation' | 'organisation_set' | 'report' | 'recommendation' | 'measure';

const KEYS = { source: 'code', organisation: 'code', organisation_set: 'code' } as const;

const isOneOf = (values: readonly unknown[], type: 'text' | 'int') =>
	sql`any (${[...new Set(values)]}::${sql.raw(type)}[])`;

/** The numbers of the records that codes or references stand for; what is not in the register is not in the answer. */
export const ids = async (
	db: Reading,
	table: Coded,
	data_set: DataSet,
	codes: readonly string[]
): Promise<Map<string, number>> => {
	const key = table in KEYS ? 'code' : 'reference';
	const { rows } = await sql<{ code: string; id: number }>`
		select ${sql.ref(key)} as code, id from ${sql.table(table)}
		where data_set = ${data_set} and ${sql.ref(key)} = ${isOneOf(codes, 'text')}`.execute(db);
	return new Map(rows.map(({ code, id }) => [code, id]));
};

/** The numbers of the themes that codes stand for. Themes are shared by both data sets. */
export const themeIds = async (db: Reading, codes: readonly string[]): Promise<Map<string, number>> => {
	const { rows } = await sql<{ code: string; id: number }>`
		select code, id from theme where code = ${isOneOf(codes, 'text')}`.execute(db);
	return new Map(rows.map(({ code, id }) => [code, id]));
};

/** The organisations that belong to a group on a day: open then, of its kinds and in its regions. */
export const membersOf = async (db: Reading, set_id: number, on: Day): Promise<number[]> => {
	const { rows } = await sql<{ id: number }>`
		select o.id from organisation_set s join organisation o
			on o.data_set = s.data_set and o.kind = any (s.kinds) and (s.regions = '{}' or o.region = any (s.regions))
		where s.id = ${set_id} and coalesce(o.opened_on <= ${on}, true) and coalesce(o.closed_on >= ${on}, true)
		order by o.id`.execute(db);
	return rows.map(({ id }) => id);
};

/** The bodies and groups that recommendations name, in order. */
export const addresseesOf = async (db: Writing, recommendation_ids: readonly number[]) =>
	db
		.selectFrom('addressee')
		.selectAll()
		.where('recommendation_id', '=', sql<number>`any (${[...new Set(recommendation_ids)]}::int[])`)
		.orderBy('recommendation_id')
		.orderBy('ordinal')
		.execute();

/** The themes of recommendations, by recommendation. */
export const themesOf = async (db: Reading, recommendation_ids: readonly number[]) => {
	const { rows } = await sql<{ recommendation_id: number; theme_id: number }>`
		select recommendation_id, theme_id from recommendation_theme
		where recommendation_id = ${isOneOf(recommendation_ids, 'int')}`.execute(db);
	const themes = new Map<number, number[]>();
	for (const { recommendation_id, theme_id } of rows)
		themes.set(recommendation_id, [...(themes.get(recommendation_id) ?? []), theme_id]);
	return themes;
};

/** Looks a code up among those that were found, and refuses one that is not there. `field` is where it was given. */
export const mustFind =
	(found: ReadonlyMap<string, number>, noun: string, field: string) =>
	(code: string): number => {
		const id = found.get(code);
		if (id === undefined)
			throw new Refusal(
				'not-found',
				`There is no ${noun} ‘${code}’ in the register. Check the code, or add the ${noun} first.`,
				field
			);
		return id;
	};

/** All recommendations of some reports. */
export const recommendationsOf = async (db: Reading, report_ids: readonly number[]): Promise<number[]> => {
	const { rows } = await sql<{ id: number }>`
		select id from recommendation where report_id = ${isOneOf(report_ids, 'int')}`.execute(db);
	return rows.map(({ id }) => id);
};

/** Reports by reference, with what a recommendation takes over from its report. */
export const reports = async (db: Reading, data_set: DataSet, references: readonly string[]) => {
	const { rows } = await sql<{
		id: number;
		reference: string;
		source_id: number;
		published_year: number | null;
	}>`
		select id, reference, source_id, published_year from report
		where data_set = ${data_set} and reference = ${isOneOf(references, 'text')}`.execute(db);
	return new Map(rows.map((row) => [row.reference, row]));
};

/** Locks the assignments of organisations that recommendations name themselves, not as members of a group. */
export const namedAssignments = async (
	trx: Writing,
	recommendation_ids: readonly number[]
): Promise<Locked[]> => {
	const { rows } = await sql<Locked>`
		select a.*, r.source_id from assignment a join recommendation r on r.id = a.recommendation_id
		where a.recommendation_id = ${isOneOf(recommendation_ids, 'int')} and exists (
			select from addressee d where d.recommendation_id = a.recommendation_id and d.organisation_id = a.first_organisation_id)
		order by a.id for no key update of a`.execute(trx);
	return rows;
};

/** Which recommendation has each web address already. */
export const referencesBySlug = async (
	db: Reading,
	data_set: DataSet,
	slugs: readonly string[]
): Promise<Map<string, string>> => {
	const { rows } = await sql<{ slug: string; reference: string }>`
		select slug, reference from recommendation
		where data_set = ${data_set} and slug = ${isOneOf(slugs, 'text')}`.execute(db);
	return new Map(rows.map(({ slug, reference }) => [slug, reference]));
};

/** What the events of this very transaction changed about records, by their number. */
export const changesJustMade = async (
	trx: Writing,
	subject: string,
	subject_ids: readonly number[]
): Promise<Map<number, ImportChange[]>> => {
	const changes = new Map<number, ImportChange[]>();
	if (subject_ids.length === 0) return changes;
	const whose =
		subject === 'recommendation'
			? sql`e.recommendation_id = ${isOneOf(subject_ids, 'int')}`
			: sql`e.subject = ${subject} and e.subject_id = ${isOneOf(subject_ids, 'int')}`;
	const id = subject === 'recommendation' ? sql`e.recommendation_id` : sql`e.subject_id`;
	const { rows } = await sql<{ id: number } & ImportChange>`
		select ${id} as id, coalesce(e.detail ->> 'column', case e.what when 'assigned' then 'assigned to' else e.what end) as field,
			e.from_value as "from", coalesce(e.to_value, e.narrative, o.name) as "to"
		from event e left join organisation o on o.id = e.organisation_id
		where ${whose} and e.xmin = pg_current_xact_id()::xid order by e.id`.execute(trx);
	for (const { id, ...change } of rows) changes.set(id, [...(changes.get(id) ?? []), change]);
	return changes;
};

/** The codes of sources by their name in small letters. */
export const sourcesByName = async (
	db: Reading,
	data_set: DataSet,
	names: readonly string[]
): Promise<Map<string, string>> => {
	const { rows } = await sql<{ name: string; code: string }>`
		select lower(name) as name, code from source
		where data_set = ${data_set} and lower(name) = ${isOneOf(
			names.map((name) => name.toLowerCase()),
			'text'
		)}`.execute(db);
	return new Map(rows.map(({ name, code }) => [name, code]));
};

/** The place in its report of each recommendation that is known. */
export const ordinals = async (
	db: Reading,
	data_set: DataSet,
	references: readonly string[]
): Promise<Map<string, number>> => {
	const { rows } = await sql<{ reference: string; ordinal: number }>`
		select reference, ordinal from recommendation
		where data_set = ${data_set} and reference = ${isOneOf(references, 'text')}`.execute(db);
	return new Map(rows.map(({ reference, ordinal }) => [reference, ordinal]));
};

/** The highest place of a recommendation in each report. */
export const lastOrdinals = async (
	db: Reading,
	data_set: DataSet,
	references: readonly string[]
): Promise<Map<string, number>> => {
	const { rows } = await sql<{ reference: string; ordinal: number }>`
		select p.reference, max(r.ordinal)::int as ordinal from report p join recommendation r on r.report_id = p.id
		where p.data_set = ${data_set} and p.reference = ${isOneOf(references, 'text')} group by 1`.execute(db);
	return new Map(rows.map(({ reference, ordinal }) => [reference, ordinal]));
};

/** The numbers of assignments by `reference code` of their recommendation and organisation. */
export const assignmentIds = async (
	db: Reading,
	data_set: DataSet,
	pairs: readonly { recommendation_ref: string; organisation_code: string }[]
): Promise<Map<string, number>> => {
	if (pairs.length === 0) return new Map();
	const columns = { recommendation_ref: 'text', organisation_code: 'text' };
	const references = pairs.map(({ recommendation_ref }) => recommendation_ref);
	const codes = pairs.map(({ organisation_code }) => organisation_code);
	// Each side by itself and then pair by pair: whatever the planner thinks of a file's rows, that is three look-ups a row.
	const { rows } = await sql<{ pair: string; id: number }>`
		with r as materialized (
			select id, reference from recommendation where data_set = ${data_set} and reference = ${isOneOf(references, 'text')}
		), o as materialized (
			select id, code from organisation where data_set = ${data_set} and code = ${isOneOf(codes, 'text')}
		)
		select given.recommendation_ref || ' ' || given.organisation_code as pair, a.id
		from ${asTable(pairs, columns)}
		join r on r.reference = given.recommendation_ref join o on o.code = given.organisation_code
		cross join lateral (
			select id from assignment where recommendation_id = r.id and organisation_id = o.id offset 0
		) a`.execute(db);
	return new Map(rows.map(({ pair, id }) => [pair, id]));
};

/** The due dates of assignments by `reference code` of their recommendation and organisation. */
export const dueDates = async (
	db: Reading,
	data_set: DataSet,
	pairs: readonly { recommendation_ref: string; organisation_code: string }[]
): Promise<Map<string, Record<`${Clock}_due_on`, Day | null>>> => {
	const named = await assignmentIds(db, data_set, pairs);
	const { rows } = await sql<{ id: number } & Record<`${Clock}_due_on`, Day | null>>`
		select id, response_due_on, action_due_on, evidence_due_on from assignment
		where id = ${isOneOf([...named.values()], 'int')}`.execute(db);
	const byId = new Map(rows.map(({ id, ...dates }) => [id, dates]));
	return new Map(
		[...named].flatMap(([pair, id]) => {
			const dates = byId.get(id);
			return dates ? [[pair, dates] as const] : [];
		})
	);
};

/** What is on the record about assignments as of some days: by `number day`, every word that was said. */
export const saidOn = async (
	db: Reading,
	days: readonly { assignment_id: number; effective_on: Day }[]
): Promise<Map<string, Set<string>>> => {
	const said = new Map<string, Set<string>>();
	if (days.length === 0) return said;
	const { rows } = await sql<{ place: string; words: (string | null)[] }>`
		select e.assignment_id || ' ' || e.effective_on as place, array_agg(e.narrative) || array_agg(e.to_value) as words
		from ${asTable(days, { assignment_id: 'int4', effective_on: 'date' })}
		join event e on e.assignment_id = given.assignment_id and e.effective_on = given.effective_on
		where ${stands} group by 1`.execute(db);
	for (const { place, words } of rows) said.set(place, new Set(words.filter((word) => word !== null)));
	return said;
};

/** The values of measures by `number day`. */
export const valuesOn = async (db: Reading, measure_ids: readonly number[]): Promise<Map<string, string>> => {
	const { rows } = await sql<{ place: string; value: string }>`
		select measure_id || ' ' || observed_on as place, value::text from observation
		where measure_id = ${isOneOf(measure_ids, 'int')} and observed_on is not null and period is null`.execute(db);
	return new Map(rows.map(({ place, value }) => [place, value]));
};
