import { connectServer, type Connection } from '#db/connection.ts';
import * as duties from '#db/queries/duties.ts';
import * as facts from '#db/queries/facts.ts';
import * as progress from '#db/queries/progress.ts';
import { codesByMonth } from '#db/queries/standings-by-month.ts';
import * as standings from '#db/queries/standings.ts';
import * as strengths from '#db/queries/strengths.ts';
import type { Reading } from '#db/schema.ts';
import { PROGRESS_FIGURES } from '#lib/charts/progress.ts';
import { addDays, addMonths, dayOf, type Day } from '#lib/domain/day.ts';
import { FACTS } from '#lib/domain/fact.ts';
import { periodBefore } from '#lib/domain/numbers/on-time.ts';
import { scopeOf, type Scope, type ScopeFilter } from '#lib/domain/scope.ts';
import { ask } from './database.ts';
import { median, quantile, round, type Figure, type Part } from './figure.ts';

type Asking = (reading: Reading, scope: Scope) => Promise<unknown>;

/** What the figures of progress are drawn from, and which of them. */
const DATA: Record<string, Asking> = {
	'how assignments stand (cascade, reported and assured)': standings.count,
	'what is owed (overdue)': duties.countOpen,
	'month by month (state over time)': codesByMonth,
	'what was due in the past year (on time)': (reading, scope) =>
		duties.countDue(reading, scope, periodBefore(scope.as_at)),
	'waits, slips and barriers (time to a confirmation, horizons, slip, barriers)': (reading, scope) =>
		facts.count(reading, scope, FACTS),
	'how strong the actions are (strength mix)': strengths.count,
	'all figures at once': progress.counted
};

/** Runs a question so often and gives each time, in milliseconds, the connections in turn. */
const timed = async (
	connections: readonly Connection[],
	question: (reading: Reading) => Promise<unknown>,
	times: number
): Promise<number[][]> => {
	const all = connections.map((): number[] => []);
	for (let round = -2; round < times; round += 1)
		for (const [index, { reading }] of connections.entries()) {
			const began = performance.now();
			await question(reading);
			// The first two warm plans and pages up.
			if (round >= 0) all[index]?.push(performance.now() - began);
		}
	return all;
};

/** The value of each filter that holds most assignments. */
const largest = async (url: string): Promise<[keyof ScopeFilter, string][]> => {
	const ofDimensions = await ask<{ dimension: string; key: string }>(
		url,
		`select distinct on (dimension) dimension, key from (
			select dimension, key, sum(n) as n from standing_now where data_set = 'demonstration' and dimension <> 'all' and key <> '' group by 1, 2) counted
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
	const names: Record<string, keyof ScopeFilter> = {
		'organisation kind': 'organisation_kind',
		'year made': 'year'
	};
	return [
		...ofDimensions.map(({ dimension, key }): [keyof ScopeFilter, string] => [
			names[dimension] ?? (dimension as keyof ScopeFilter),
			key
		]),
		...others.map(({ name, key }): [keyof ScopeFilter, string] => [name, key])
	];
};

/** The slowest of all pairs of filters, each with the value that holds most: asked once each, the slowest three times. */
const worstPair = async (connection: Connection, url: string, today: Day) => {
	const filters = await largest(url);
	const asking = (filter: ScopeFilter) => (reading: Reading) =>
		progress.counted(reading, scopeOf(filter, 'demonstration', today));
	let worst = { filter: {} as ScopeFilter, pair: '', ms: 0 };
	for (const [index, [name, value]] of filters.entries())
		for (const [other, otherValue] of filters.slice(index + 1)) {
			const filter = { [name]: value, [other]: otherValue };
			const began = performance.now();
			await asking(filter)(connection.reading);
			const ms = performance.now() - began;
			if (ms > worst.ms) worst = { filter, pair: `${name} and ${other}`, ms };
		}
	const [times = []] = await timed([connection], asking(worst.filter), 3);
	return { pair: worst.pair, ms: median(times) };
};

const ofData = (
	name: string,
	[small = [], large = []]: number[][],
	sizes: [string, string],
	requests: number
): Figure[] => {
	const detail = {
		[`${sizes[0]}, median ms`]: round(median(small)),
		[`${sizes[0]}, p95 ms`]: round(quantile(small, 0.95)),
		[`${sizes[1]}, median ms`]: round(median(large)),
		requests
	};
	return [
		{
			name: `${name}, ${sizes[1]}, p95`,
			value: round(quantile(large, 0.95)),
			unit: 'ms',
			goal: { at_most: 100 },
			detail
		},
		{
			name: `${name}, ${sizes[1]} ÷ ${sizes[0]}`,
			value: round(median(large) / median(small)),
			unit: '',
			goal: { at_most: 1.5 },
			detail: {}
		}
	];
};

/**
 * Times what the figures of progress ask of the database, at two sizes in turn: of everything, by the worst two filters,
 * as at a day and as known on a day; and weighs the largest figure.
 */
export const timeCharts = async (
	urls: [small: string, large: string],
	sizes: [string, string],
	requests: number
): Promise<Part> => {
	const connections = urls.map((url) => connectServer({ url }));
	const today = dayOf(new Date());
	const everything = scopeOf({}, 'demonstration', today);
	try {
		const figures: Figure[] = [];
		for (const [name, asking] of Object.entries(DATA)) {
			const times = await timed(connections, (reading) => asking(reading, everything), requests);
			figures.push(...ofData(name, times, sizes, requests));
		}
		const large = connections[1] as Connection;
		const onDay = async (name: string, asked: { as_at?: Day; known_at?: Day }, at_most: number) => {
			const scope = scopeOf(asked, 'demonstration', today);
			const few = Math.max(3, Math.round(requests / 10));
			const [times = []] = await timed([large], (reading) => progress.counted(reading, scope), few);
			const detail = { 'median ms': round(median(times)), requests: few };
			figures.push({ name, value: round(quantile(times, 0.95)), unit: 'ms', goal: { at_most }, detail });
		};
		const worst = await worstPair(large, urls[1], today);
		figures.push({
			name: `All figures, the worst two filters, ${sizes[1]}`,
			value: round(worst.ms),
			unit: 'ms',
			goal: { at_most: 1000 },
			detail: { filters: worst.pair }
		});
		await onDay(`All figures as at a month ago, ${sizes[1]}, p95`, { as_at: addDays(today, -30) }, 1000);
		await onDay(
			`All figures as known a month ago, ${sizes[1]}, p95`,
			{ known_at: addDays(today, -30) },
			1500
		);
		await onDay(
			`All figures as known a year ago, ${sizes[1]}, p95`,
			{ known_at: addMonths(today, -12) },
			1500
		);

		const counted = await progress.counted(large.reading, everything);
		const context = { data: 'demonstration', scope: 'the whole demonstration', as_at: today } as const;
		const bytes = Object.entries(PROGRESS_FIGURES).map(([id, figure]) => ({
			id,
			kb: JSON.stringify(figure(counted, context)).length / 1000
		}));
		const heaviest = bytes.toSorted((a, b) => b.kb - a.kb)[0];
		figures.push({
			name: `Payload of the heaviest figure, ${sizes[1]}`,
			value: round(heaviest?.kb ?? 0),
			unit: 'kB',
			goal: { at_most: 50 },
			detail: Object.fromEntries(bytes.map(({ id, kb }) => [id, `${round(kb)} kB`]))
		});
		return {
			name: 'Figures',
			about:
				'What the figures of progress ask of the database, one question after the other on one connection, the two sizes in turn. Everything and one filter come from the roll-ups; two filters are summed from the ledgers.',
			figures
		};
	} finally {
		await Promise.all(connections.map((connection) => connection.close()));
	}
};
