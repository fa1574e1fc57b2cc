import { sql, type RawBuilder } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Tie } from '#lib/domain/meeting.ts';
import type { NamedRecord } from '#lib/domain/paper.ts';
import type { Reading } from '../schema.ts';
import { onAgenda } from './escalations.ts';

const keyOf = ({ subject, subject_id }: Tie) => `${subject} ${subject_id}`;

/** The records of ties, each with the recommendation that it belongs to and the organisation where it is of one alone. */
const tied = (ties: readonly Tie[]): RawBuilder<unknown> => {
	const of = (subject: Tie['subject']) =>
		ties.filter((tie) => tie.subject === subject).map(({ subject_id }) => subject_id);
	return sql`select 'recommendation' as subject, id as subject_id, id as recommendation_id, null::int as organisation_id
			from recommendation where id = any (${of('recommendation')}::int[])
		union all
		select 'assignment', id, recommendation_id, organisation_id from assignment where id = any (${of('assignment')}::int[])
		union all
		select 'extension', e.id, a.recommendation_id, e.organisation_id
			from extension e join assignment a on a.id = e.assignment_id where e.id = any (${of('extension')}::int[])`;
};

/** The records that something is tied to by the names that people know them by: answers one record, or none, for a tie. */
export const named = async (db: Reading, ties: readonly Tie[]): Promise<(tie: Tie) => NamedRecord[]> => {
	const { rows } = await sql<NamedRecord & Tie>`
		select t.subject, t.subject_id, r.reference as label, r.slug, r.plain_summary as summary, o.name as organisation
		from (${tied(ties)}) t join recommendation r on r.id = t.recommendation_id left join organisation o on o.id = t.organisation_id`.execute(
		db
	);
	const found = new Map(
		rows.map(({ subject, subject_id, ...record }) => [keyOf({ subject, subject_id }), record])
	);
	return (tie) => {
		const record = found.get(keyOf(tie));
		return record ? [record] : [];
	};
};

/** The recommendations that some records belong to. */
export const recommendationsOf = async (db: Reading, ties: readonly Tie[]): Promise<number[]> => {
	const { rows } = await sql<{ id: number }>`
		select distinct recommendation_id as id from (${tied(ties)}) t order by id`.execute(db);
	return rows.map(({ id }) => id);
};

/** Recommendations of a data set by what they are called in a web address, in small or capital letters. */
export const bySlug = async (
	db: Reading,
	data_set: DataSet,
	slugs: readonly string[]
): Promise<Map<string, number>> => {
	const wanted = [...new Set(slugs.flatMap((slug) => [slug, slug.toUpperCase()]))];
	const rows = await db
		.selectFrom('recommendation')
		.select(['id', 'slug'])
		.where('data_set', '=', data_set)
		.where('slug', '=', sql<string>`any (${wanted}::text[])`)
		.execute();
	const found = new Map(rows.map(({ id, slug }) => [slug, id]));
	return new Map(
		slugs.flatMap((slug) => {
			const id = found.get(slug) ?? found.get(slug.toUpperCase());
			return id === undefined ? [] : [[slug, id] as const];
		})
	);
};

/** What may be put on an agenda. */
export type Offered = Tie & { label: string; slug: string; title: string };

/**
 * What the ladder of escalation has put before the board and is still overdue, the newest untriaged recommendations and the
 * oldest requests for time that only the board decides.
 */
export const offered = async (
	db: Reading,
	data_set: DataSet,
	{ today, limit }: { today: Day; limit: number }
): Promise<{
	escalated: Offered[];
	untriaged: Offered[];
	extensions: Offered[];
}> => {
	const pressed = await onAgenda(db, data_set, today, limit);
	const escalated = pressed.map(({ id, reference, slug, organisation, plain_summary }): Offered => ({
		subject: 'assignment',
		subject_id: id,
		label: reference,
		slug,
		title: `${organisation}: ${plain_summary}`
	}));
	const { rows: untriaged } = await sql<Offered>`
		select 'recommendation' as subject, id as subject_id, reference as label, slug, plain_summary as title
		from recommendation where data_set = ${data_set} and disposition = 'untriaged'
		order by counted_from_on desc, id desc limit ${limit}`.execute(db);
	const { rows: extensions } = await sql<Offered>`
		select 'extension' as subject, e.id as subject_id, r.reference as label, r.slug, o.name || ': ' || r.plain_summary as title
		from extension e join assignment a on a.id = e.assignment_id join recommendation r on r.id = a.recommendation_id
			join organisation o on o.id = e.organisation_id
		where e.data_set = ${data_set} and e.decision is null and e.needs_board
		order by e.asked_on, e.id limit ${limit}`.execute(db);
	return { escalated, untriaged, extensions };
};

/** How many recommendations wait for a decision of the board, and how many requests for time for anybody's. */
export const waiting = async (
	db: Reading,
	data_set: DataSet
): Promise<{ untriaged: number; extensions: number }> => {
	const { rows } = await sql<{ untriaged: number; extensions: number }>`
		select (select count(*)::int from recommendation where data_set = ${data_set} and disposition = 'untriaged') as untriaged,
			(select count(*)::int from extension where data_set = ${data_set} and decision is null) as extensions`.execute(
		db
	);
	return rows[0] ?? { untriaged: 0, extensions: 0 };
};
