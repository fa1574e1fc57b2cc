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
import { scopeOf, type Scope } from '#lib/domain/scope.ts';
import { asOften, GIVEN_UP_MS, timed } from './asking.ts';
import { median, quantile, round, type Figure, type Part } from './figure.ts';
import { worstPair } from './worst-pair.ts';

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

const ofData = (name: string, [small = [], large = []]: number[][], sizes: [string, string]): Figure[] => {
	const detail = {
		[`${sizes[0]}, median ms`]: round(median(small)),
		[`${sizes[0]}, p95 ms`]: round(quantile(small, 0.95)),
		[`${sizes[1]}, median ms`]: round(median(large)),
		...asOften(large)
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
	const options = encodeURIComponent(`-c statement_timeout=${GIVEN_UP_MS}`);
	const connections = urls.map((url) => connectServer({ url: `${url}?options=${options}` }));
	const today = dayOf(new Date());
	const everything = scopeOf({}, 'demonstration', today);
	try {
		const figures: Figure[] = [];
		for (const [name, asking] of Object.entries(DATA)) {
			const times = await timed(connections, (reading) => asking(reading, everything), requests);
			figures.push(...ofData(name, times, sizes));
		}
		const large = connections[1] as Connection;
		const onDay = async (name: string, asked: { as_at?: Day; known_at?: Day }, at_most: number) => {
			const scope = scopeOf(asked, 'demonstration', today);
			const few = Math.max(3, Math.round(requests / 10));
			const [times = []] = await timed([large], (reading) => progress.counted(reading, scope), few);
			const detail = { 'median ms': round(median(times)), ...asOften(times) };
			figures.push({ name, value: round(quantile(times, 0.95)), unit: 'ms', goal: { at_most }, detail });
		};
		const worst = await worstPair(large, urls[1], today);
		figures.push({
			name: `All figures, the worst two filters, ${sizes[1]}`,
			value: round(median(worst.times)),
			unit: 'ms',
			goal: { at_most: 1000 },
			detail: { filters: worst.pair, ...asOften(worst.times), 'pairs not asked': worst.not_asked }
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
				'What the figures of progress ask of the database, one question after the other on one connection, the two sizes in turn. Everything, one filter and several come from the roll-ups; a report, a family, an organisation and a priority are summed from the ledgers. What is slow is asked less often, and given up after a minute.',
			figures
		};
	} finally {
		await Promise.all(connections.map((connection) => connection.close()));
	}
};
