import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { LinkKind } from '#lib/domain/family.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';

export type NewFamily = {
	slug: string;
	name: string;
	asks_for: string;
	recommendation_ids: readonly number[];
};

/** Who put recommendations into families, and when. */
export type Confirmed = { by: number | null; at: Date };

/** Puts recommendations into families; those that are members already stay as they are. Answers how many came in. */
export const insertMembers = async (
	trx: Writing,
	members: readonly { family_id: number | undefined; recommendation_id: number }[],
	{ by, at }: Confirmed
): Promise<number> => {
	const { numAffectedRows = 0n } =
		await sql`insert into family_member (family_id, recommendation_id, confirmed_by, confirmed_at)
		select family_id, recommendation_id, ${by}::int, ${at.toISOString()}::timestamptz
		from ${asTable(members, { family_id: 'int4', recommendation_id: 'int4' })} on conflict do nothing`.execute(
			trx
		);
	return Number(numAffectedRows);
};

/** Makes families with their members, confirmed by a person at a time, and returns the numbers of the families. */
export const insertFamilies = async (
	trx: Writing,
	data_set: DataSet,
	families: readonly NewFamily[],
	confirmed: Confirmed
): Promise<number[]> => {
	if (families.length === 0) return [];
	const { rows } = await sql<{ id: number; slug: string }>`
		insert into family (data_set, slug, name, asks_for)
		select ${data_set}, slug, name, asks_for from ${asTable(families, { slug: 'text', name: 'text', asks_for: 'text' })}
		returning id, slug`.execute(trx);
	const ids = new Map(rows.map(({ id, slug }) => [slug, id]));
	const members = families.flatMap(({ slug, recommendation_ids }) =>
		recommendation_ids.map((recommendation_id) => ({ family_id: ids.get(slug), recommendation_id }))
	);
	await insertMembers(trx, members, confirmed);
	return families.map(({ slug }) => ids.get(slug) ?? 0);
};

/** Takes a recommendation out of a family. Answers whether it was in it. */
export const removeMember = async (
	trx: Writing,
	member: { family_id: number; recommendation_id: number }
): Promise<boolean> => {
	const { numDeletedRows } = await trx
		.deleteFrom('family_member')
		.where('family_id', '=', member.family_id)
		.where('recommendation_id', '=', member.recommendation_id)
		.executeTakeFirst();
	return numDeletedRows > 0n;
};

/** A tie between two recommendations. */
export type Link = { from_id: number; to_id: number; kind: LinkKind; note: string };

/** Keeps a tie; answers its number, or undefined where there is the same already. */
export const insertLink = async (trx: Writing, link: Link): Promise<number | undefined> =>
	(
		await trx
			.insertInto('recommendation_link')
			.values(link)
			.onConflict((same) => same.doNothing())
			.returning('id')
			.executeTakeFirst()
	)?.id;

/** Takes a tie away, and answers what it was; undefined where there is none of that number in the data set. */
export const removeLink = async (trx: Writing, data_set: DataSet, id: number) => {
	const { rows } = await sql<{ from_id: number; kind: LinkKind; to_reference: string }>`
		delete from recommendation_link l using recommendation a, recommendation b
		where l.id = ${id} and a.id = l.from_id and b.id = l.to_id and a.data_set = ${data_set}
		returning l.from_id, l.kind, b.reference as to_reference`.execute(trx);
	return rows[0];
};
