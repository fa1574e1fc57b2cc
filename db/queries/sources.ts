import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Reading } from '../schema.ts';
import { stageCounts, type StageCounts } from './stage-counts.ts';

/** One source with how far its recommendations have got. */
export type Source = {
	id: number;
	code: string;
	name: string;
	kind: string;
	jurisdiction: string | null;
	url: string | null;
	response_rule: string | null;
	reports: number;
	stages: StageCounts;
};

const COLUMNS = sql`s.id, s.code, s.name, s.kind, s.jurisdiction, s.url, s.response_rule,
	(select count(*)::int from report p where p.source_id = s.id) as reports,
	${stageCounts(sql`r.data_set = s.data_set and r.source_id = s.id`)} as stages`;

/** Every source of a data set, by name. There are dozens, not thousands. */
export const list = async (reading: Reading, data_set: DataSet): Promise<Source[]> => {
	const { rows } = await sql<Source>`
		select ${COLUMNS} from source s where s.data_set = ${data_set} order by s.name limit 500`.execute(reading);
	return rows;
};

/** A source by its code. */
export const find = async (
	reading: Reading,
	data_set: DataSet,
	code: string
): Promise<Source | undefined> => {
	const { rows } = await sql<Source>`
		select ${COLUMNS} from source s where s.data_set = ${data_set} and s.code = ${code}`.execute(reading);
	return rows[0];
};

/** The codes and names of all sources, for a choice among them. */
export const names = async (
	reading: Reading,
	data_set: DataSet
): Promise<{ code: string; name: string }[]> => {
	const { rows } = await sql<{ code: string; name: string }>`
		select code, name from source where data_set = ${data_set} order by name limit 500`.execute(reading);
	return rows;
};
