import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import { PAGE_SIZE, type ReportsAsked } from '#lib/domain/filter.ts';
import type { Reading } from '../schema.ts';
import { named } from './search.ts';
import { stageCounts, type StageCounts } from './stage-counts.ts';

/** One report with how far its recommendations have got. */
export type Report = {
	id: number;
	reference: string;
	title: string;
	topic: string | null;
	published_on: Day | null;
	published_year: number | null;
	date_note: string | null;
	url: string | null;
	source_code: string;
	source_name: string;
	stages: StageCounts;
};

const year = sql`coalesce(p.published_year, extract(year from p.published_on))::int`;
const day = sql`coalesce(p.published_on, make_date(p.published_year, 12, 31))`;
const COLUMNS = sql`p.id, p.reference, p.title, p.topic, p.published_on, ${year} as published_year, p.date_note, p.url,
	s.code as source_code, s.name as source_name, ${stageCounts(sql`r.report_id = p.id`)} as stages`;

const ORDERS = {
	newest: sql`${day} desc nulls last, p.id desc`,
	oldest: sql`${day} nulls last, p.id`,
	title: sql`p.title, p.id`
};

const matching = ({ data, q, source, year: years }: ReportsAsked): RawBuilder<SqlBool> => {
	const conditions = [sql<SqlBool>`p.data_set = ${data}`];
	if (q)
		conditions.push(
			sql`(${named('report', 'p', 'title', q, data)} or lower(p.reference) = ${q.toLowerCase()})`
		);
	if (source.length) conditions.push(sql`s.code = any (${source}::text[])`);
	if (years.length) conditions.push(sql`${year} = any (${years}::int[])`);
	return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
};

/** One page of the reports, and how many there are. */
export const list = async (
	reading: Reading,
	asked: ReportsAsked
): Promise<{ rows: Report[]; total: number }> => {
	const from = sql`from report p join source s on s.id = p.source_id where ${matching(asked)}`;
	const { rows } = await sql<Report>`
		select ${COLUMNS} ${from} order by ${ORDERS[asked.sort ?? 'newest']}
		limit ${PAGE_SIZE} offset ${(asked.page - 1) * PAGE_SIZE}`.execute(reading);
	const counted = await sql<{ n: number }>`select count(*)::int as n ${from}`.execute(reading);
	return { rows, total: counted.rows[0]?.n ?? 0 };
};

/** A report by its reference. */
export const find = async (
	reading: Reading,
	data_set: DataSet,
	reference: string
): Promise<Report | undefined> => {
	const { rows } = await sql<Report>`
		select ${COLUMNS} from report p join source s on s.id = p.source_id
		where p.data_set = ${data_set} and p.reference = ${reference}`.execute(reading);
	return rows[0];
};

/** The years in which reports were published, newest first, with how many. */
export const years = async (reading: Reading, data_set: DataSet): Promise<{ year: number; n: number }[]> => {
	const { rows } = await sql<{ year: number; n: number }>`
		select ${year} as year, count(*)::int as n from report p where p.data_set = ${data_set} and ${year} is not null
		group by 1 order by 1 desc`.execute(reading);
	return rows;
};
