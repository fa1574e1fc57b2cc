import { sql } from 'kysely';
import type { Scope } from '#lib/domain/scope.ts';
import type { Reading } from '../schema.ts';
import { moves } from './standings.ts';

/**
 * How many assignments entered (net) each standing in each month up to the scope's day, with the standing as the number
 * that it is kept under: months × standings are thousands of rows, too many to spell each out.
 */
export const codesByMonth = async (
	reading: Reading,
	scope: Scope
): Promise<{ month: string; standing: number; n: number }[]> => {
	const { rows } = await sql<{ months: [string, number, number][] }>`
		select coalesce(json_agg(json_build_array(month, standing, n) order by month), '[]') as months from (
			select date_trunc('month', day)::date as month, standing, sum(n)::int as n from (${moves(scope)}) moves
			group by 1, 2 having sum(n) <> 0) monthly`.execute(reading);
	return (rows[0]?.months ?? []).map(([month, standing, n]) => ({ month, standing, n }));
};
