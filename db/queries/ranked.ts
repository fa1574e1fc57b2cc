import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import { RANKED_PRIORITIES, type Priority } from '#lib/domain/priority.ts';
import type { Reading } from '../schema.ts';

/** What the board has taken on and ranks now, with how high: a score of anything else is nobody's to read yet. */
export const ranked = (data_set: DataSet): RawBuilder<unknown> => sql`
	select ps.recommendation_id, ps.priority from priority_score ps join recommendation taken on taken.id = ps.recommendation_id
	where ps.data_set = ${data_set} and ps.priority = any (${RANKED_PRIORITIES}::text[]) and taken.disposition = 'adopted'`;

/** The condition that the board ranks the recommendation of a column so, or so. */
export const isRanked = (
	column: string,
	data_set: DataSet,
	priorities: readonly Priority[]
): RawBuilder<SqlBool> => {
	const id = sql.ref(column);
	const high = sql<SqlBool>`${id} in (select recommendation_id from (${ranked(data_set)}) ranked where priority = any (${priorities}::text[]))`;
	if (!priorities.includes('not ranked')) return high;
	return sql<SqlBool>`(${high} or ${id} not in (select recommendation_id from (${ranked(data_set)}) ranked))`;
};

/** The priorities that occur in a data set, the highest first. */
export const occurring = async (reading: Reading, data_set: DataSet) => {
	const { rows } = await sql<{ priority: Priority }>`
		select distinct priority from (${ranked(data_set)}) ranked`.execute(reading);
	return RANKED_PRIORITIES.filter((one) => rows.some(({ priority }) => priority === one));
};
