import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Stage } from '#lib/domain/recommendation.ts';

/** How many recommendations are at each stage; a stage that none has reached is left out. */
export type StageCounts = Partial<Record<Stage, number>>;

/** Those counts as one value of a row, over the recommendations `r` that a condition picks by an index. */
export const stageCounts = (where: RawBuilder<SqlBool>): RawBuilder<StageCounts> => sql<StageCounts>`
	(select coalesce(json_object_agg(stage, n), '{}') from
		(select r.stage, count(*)::int as n from recommendation r where ${where} group by r.stage) counted)`;
