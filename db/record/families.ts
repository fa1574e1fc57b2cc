import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';

export type NewFamily = {
	slug: string;
	name: string;
	asks_for: string;
	recommendation_ids: readonly number[];
};

/** Makes families with their members, confirmed by a person at a time, and returns the numbers of the families. */
export const insertFamilies = async (
	trx: Writing,
	data_set: DataSet,
	families: readonly NewFamily[],
	confirmed: { by: number | null; at: Date }
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
	await sql`insert into family_member (family_id, recommendation_id, confirmed_by, confirmed_at)
		select family_id, recommendation_id, ${confirmed.by}::int, ${confirmed.at.toISOString()}::timestamptz
		from ${asTable(members, { family_id: 'int4', recommendation_id: 'int4' })}`.execute(trx);
	return families.map(({ slug }) => ids.get(slug) ?? 0);
};
