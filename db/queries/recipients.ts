import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Clock } from '#lib/domain/clock.ts';
import type { Item } from '#lib/domain/notice.ts';
import type { Holder } from '#lib/domain/office.ts';
import { anyOf } from '../rows.ts';
import type { Reading } from '../schema.ts';

/** Somebody who speaks for an organisation, as often as they hold a role there. */
export type Speaker = {
	person_id: number;
	name: string;
	email: string;
	data_set: DataSet;
	organisation_id: number;
	role: 'contributor' | 'approver';
	/** Whether they want to be told of what happens to their work. */
	wants: boolean;
};

/** Who speaks for some organisations and is not suspended. */
export const speakers = async (db: Reading, organisation_ids: readonly number[]): Promise<Speaker[]> => {
	const { rows } = await sql<Speaker>`
		select p.id as person_id, p.name, p.email, p.data_set, m.organisation_id, m.role, coalesce(c.notices, true) as wants
		from membership m join person p on p.id = m.person_id
		left join reminder_choice c on c.person_id = p.id
		where m.organisation_id = ${anyOf(organisation_ids)} and m.role in ('contributor', 'approver')
			and p.suspended_at is null
		order by p.id`.execute(db);
	return rows;
};

/**
 * Who holds an office of the organisations that some assignments belong to, with the recommendation's address. Only for
 * whoever may write to them, and for the organisation itself: the database hides it from everybody else.
 */
export const holders = async (
	db: Reading,
	assignment_ids: readonly number[]
): Promise<(Holder & { assignment_id: number; slug: string })[]> => {
	const { rows } = await sql<Holder & { assignment_id: number; slug: string }>`
		select a.id as assignment_id, r.slug, h.office, h.name, h.email
		from assignment a join recommendation r on r.id = a.recommendation_id
		join office_holder h on h.organisation_id = a.organisation_id and h.until_on is null
		where a.id = ${anyOf(assignment_ids)}`.execute(db);
	return rows;
};

/** What some assignments ask, in the words of a notice, by assignment. */
export const items = async (db: Reading, assignment_ids: readonly number[]): Promise<Map<number, Item>> => {
	const { rows } = await sql<Item>`
		select a.id as assignment_id, r.plain_summary, r.reference, s.name as source, o.name as organisation
		from assignment a join recommendation r on r.id = a.recommendation_id
		join source s on s.id = r.source_id join organisation o on o.id = a.organisation_id
		where a.id = ${anyOf(assignment_ids)}`.execute(db);
	return new Map(rows.map((row) => [row.assignment_id, row]));
};

/** Who asked last for more time, by assignment and clock: `12 action`. */
export const askers = async (
	db: Reading,
	assignment_ids: readonly number[]
): Promise<Map<string, number>> => {
	const { rows } = await sql<{ assignment_id: number; clock: Clock; asked_by: number | null }>`
		select distinct on (assignment_id, clock) assignment_id, clock, asked_by from extension
		where assignment_id = ${anyOf(assignment_ids)} order by assignment_id, clock, id desc`.execute(db);
	return new Map(
		rows.flatMap(({ assignment_id, clock, asked_by }) =>
			asked_by === null ? [] : [[`${assignment_id} ${clock}`, asked_by] as const]
		)
	);
};

/** People behind a number who speak for an organisation, are not suspended and want the weekly digest, by number. */
export const wantDigest = async (
	db: Reading,
	{ after, limit }: { after: number; limit: number }
): Promise<{ id: number; data_set: DataSet }[]> => {
	const { rows } = await sql<{ id: number; data_set: DataSet }>`
		select p.id, p.data_set from person p left join reminder_choice c on c.person_id = p.id
		where p.id > ${after} and p.suspended_at is null and coalesce(c.weekly_digest, true)
			and exists (select from membership m where m.person_id = p.id and m.role in ('contributor', 'approver'))
		order by p.id limit ${limit}`.execute(db);
	return rows;
};
