import { sql } from 'kysely';
import type { Standing } from '#lib/domain/standing.ts';
import type { Reading } from '../schema.ts';

/** How many recommendations one page of a matrix holds, and how many organisations stand beside each other. */
export const MATRIX_ROWS = 25;
export const MATRIX_COLUMNS = 250;

export type MatrixAsked = { report_id: number; page: number; kinds: string[]; regions: string[] };

export type Across = { id: number; code: string; name: string; kind: string; region: string | null };
export type Down = { id: number; slug: string; reference: string; plain_summary: string };
export type MatrixCell = Standing & { recommendation_id: number; organisation_id: number };

/**
 * How each organisation stands with each recommendation of a report: one page of its recommendations, and the
 * organisations that were asked any of them, by name, of the kinds and regions that were chosen (of all when none was).
 * `organisations` holds one more than are shown where there are more.
 */
export const matrix = async (
	reading: Reading,
	{ report_id, page, kinds, regions }: MatrixAsked
): Promise<{ recommendations: Down[]; organisations: Across[]; cells: MatrixCell[] }> => {
	const recommendations = await reading
		.selectFrom('recommendation')
		.select(['id', 'slug', 'reference', 'plain_summary'])
		.where('report_id', '=', report_id)
		.orderBy('ordinal')
		.orderBy('id')
		.limit(MATRIX_ROWS)
		.offset((page - 1) * MATRIX_ROWS)
		.execute();
	const asked = sql`select distinct a.organisation_id from assignment a
		join recommendation r on r.id = a.recommendation_id where r.report_id = ${report_id}`;
	const { rows: organisations } = await sql<Across>`
		select o.id, o.code, o.name, o.kind, o.region from organisation o join (${asked}) a on a.organisation_id = o.id
		where (${kinds.length === 0} or o.kind = any (${kinds}::text[]))
			and (${regions.length === 0} or o.region = any (${regions}::text[]))
		order by o.name, o.id limit ${MATRIX_COLUMNS + 1}`.execute(reading);
	const { rows: cells } = await sql<MatrixCell>`
		select recommendation_id, organisation_id, disposition, position, delivery, assurance, closure from assignment
		where recommendation_id = any (${recommendations.map(({ id }) => id)}::int[])
			and organisation_id = any (${organisations.map(({ id }) => id)}::int[])`.execute(reading);
	return { recommendations, organisations, cells };
};

/** The kinds and regions of the organisations that were asked anything in a report: what a matrix can be narrowed to. */
export const matrixChoices = async (
	reading: Reading,
	report_id: number
): Promise<{ kinds: string[]; regions: string[] }> => {
	const { rows } = await sql<{ kind: string; region: string | null }>`
		select distinct o.kind, o.region from assignment a
		join recommendation r on r.id = a.recommendation_id join organisation o on o.id = a.organisation_id
		where r.report_id = ${report_id}`.execute(reading);
	const each = (values: (string | null)[]) => [...new Set(values.flatMap((value) => value ?? []))].sort();
	return { kinds: each(rows.map(({ kind }) => kind)), regions: each(rows.map(({ region }) => region)) };
};
