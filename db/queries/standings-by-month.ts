import { sql } from 'kysely';
import type { Scope } from '#lib/domain/scope.ts';
import { decode, type StandingCount } from '#lib/domain/standing.ts';
import type { Reading } from '../schema.ts';
import { moves } from './standings.ts';

type CodesOfMonth = { month: string; standing: number; n: number };

/** How many assignments stand how at the end of months that are all there are up to it, in the order of the standings. */
export const standingsAfter = (months: readonly CodesOfMonth[]): StandingCount[] => {
	const counts = new Map<number, number>();
	for (const { standing, n } of months) counts.set(standing, (counts.get(standing) ?? 0) + n);
	return [...counts]
		.filter(([, n]) => n !== 0)
		.toSorted(([one], [other]) => one - other)
		.map(([standing, n]) => ({ ...decode(standing), n }));
};

/**
 * How many assignments entered (net) each standing in each month up to the scope's day, with the standing as the number
 * that it is kept under: months × standings are thousands of rows, too many to spell each out, so each month is one.
 */
export const codesByMonth = async (reading: Reading, scope: Scope): Promise<CodesOfMonth[]> => {
	const { rows } = await sql<{ month: string; standings: number[]; ns: number[] }>`
		select month, array_to_json(array_agg(standing)) as standings, array_to_json(array_agg(n)) as ns from (
			select month, standing, sum(n)::int as n from (${moves(scope)}) moves
			group by standing, month having sum(n) <> 0) monthly group by month order by month`.execute(reading);
	return rows.flatMap(({ month, standings, ns }) =>
		standings.map((standing, index) => ({ month, standing, n: ns[index] ?? 0 }))
	);
};
