import type { Connection } from '#db/connection.ts';
import { DIMENSIONS } from '#db/queries/narrowed.ts';
import * as progress from '#db/queries/progress.ts';
import type { Reading } from '#db/schema.ts';
import type { Day } from '#lib/domain/day.ts';
import { scopeOf, type ScopeFilter } from '#lib/domain/scope.ts';
import { timed, timeOf } from './asking.ts';
import { ask } from './database.ts';

/** So long are pairs of filters asked for, one after the other. */
const PAIRS_MS = 180_000;

/** The value of each filter that holds most assignments. */
const largest = async (url: string): Promise<[keyof ScopeFilter, string][]> => {
	const dimensions = Object.entries(DIMENSIONS) as [keyof ScopeFilter, string][];
	const ofDimensions = await ask<{ dimension: string; key: string }>(
		url,
		`select distinct on (dimension) dimension, key from (
			select dimension, key, sum(n) as n from standing_now where data_set = 'demonstration'
				and dimension in (${dimensions.map(([, dimension]) => `'${dimension}'`).join(', ')}) and key <> '' group by 1, 2) counted
			order by dimension, n desc`
	);
	const others = await ask<{ name: keyof ScopeFilter; key: string }>(
		url,
		`(select 'organisation' as name, code as key from organisation where data_set = 'demonstration' order by asked desc limit 1)
			union all (select 'report', p.reference from report p join recommendation r on r.report_id = p.id where p.data_set = 'demonstration'
				group by p.id, p.reference order by sum(r.asked) desc limit 1)
			union all (select 'family', f.slug from family f join family_member m on m.family_id = f.id join recommendation r on r.id = m.recommendation_id
				where f.data_set = 'demonstration' group by f.id, f.slug order by sum(r.asked) desc limit 1)
			union all (select 'set', code from organisation_set where data_set = 'demonstration' order by cardinality(kinds) desc, cardinality(regions) limit 1)`
	);
	const nameOf = new Map(dimensions.map(([name, dimension]) => [dimension, name]));
	return [
		...ofDimensions.flatMap(({ dimension, key }): [keyof ScopeFilter, string][] => {
			const name = nameOf.get(dimension);
			return name ? [[name, key]] : [];
		}),
		...others.map(({ name, key }): [keyof ScopeFilter, string] => [name, key])
	];
};

/**
 * The slowest of the pairs of filters, each with the value that holds most: asked once each, the slowest three times.
 * Those that there was no time for are counted.
 */
export const worstPair = async (connection: Connection, url: string, today: Day) => {
	const filters = await largest(url);
	const asking = (filter: ScopeFilter) => (reading: Reading) =>
		progress.counted(reading, scopeOf(filter, 'demonstration', today));
	let worst = { filter: {} as ScopeFilter, pair: '', ms: 0 };
	let not_asked = 0;
	const began = performance.now();
	for (const [index, [name, value]] of filters.entries())
		for (const [other, otherValue] of filters.slice(index + 1)) {
			if (performance.now() - began > PAIRS_MS) {
				not_asked += 1;
				continue;
			}
			const filter = { [name]: value, [other]: otherValue };
			const ms = await timeOf(asking(filter), connection);
			if (ms > worst.ms) worst = { filter, pair: `${name} and ${other}`, ms };
		}
	const [times = []] = await timed([connection], asking(worst.filter), 3);
	return { pair: worst.pair, not_asked, times };
};
