import * as duties from '#db/queries/duties.ts';
import * as late from '#db/queries/late.ts';
import * as since from '#db/queries/since.ts';
import type { Reading } from '#db/schema.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import { addDays, inWords, type Day } from '#lib/domain/day.ts';
import { sentenceOf } from '#lib/domain/event-sentence.ts';
import type { Late } from '#lib/domain/paper.ts';
import { scopeOf } from '#lib/domain/scope.ts';
import { saysOf, SINCE, type Since, type SinceCount, type SinceRow } from '#lib/domain/since.ts';

/** How many of each line are told one by one. */
export const TOLD = 50;

const rowOf = (happening: Awaited<ReturnType<typeof since.list>>[number]): SinceRow => ({
	sentence: sentenceOf(happening),
	slug: happening.recommendation_slug,
	summary: happening.recommendation_summary,
	on: happening.effective_on,
	recorded_on: happening.recorded_on
});

const lateRow = ({ organisation, clock, due_on, slug, summary }: Late): SinceRow => ({
	sentence: `The ${clock} date of ${organisation} passed on ${inWords(due_on)}.`,
	slug,
	summary,
	on: addDays(due_on, 1),
	recorded_on: addDays(due_on, 1)
});

/** What became overdue between two days and still was on the later one, as was known then. */
const becameOverdue = async (
	reading: Reading,
	data_set: DataSet,
	{ from_on, to_on }: Since,
	today: Day
): Promise<SinceCount> => {
	const scope = scopeOf({ known_at: to_on }, data_set, today);
	const dates = { from: from_on, to: addDays(to_on, -1) };
	const due = dates.from > dates.to ? [] : await duties.countDue(reading, scope, dates);
	const n = due.reduce((sum, { status, n }) => (status === 'open' ? sum + n : sum), 0);
	const rows = n === 0 ? [] : await late.list(reading, scope, dates, TOLD);
	return {
		line: 'became overdue',
		n,
		says: saysOf('became overdue', n),
		rows: rows.map(lateRow)
	};
};

/** What happened in a time, line by line: how many of each, and the newest of them. */
export const sinceThen = async (
	reading: Reading,
	data_set: DataSet,
	time: Since,
	today: Day
): Promise<SinceCount[]> => {
	const counts = await since.count(reading, data_set, time);
	const lines: SinceCount[] = [];
	for (const line of SINCE) {
		if (line === 'became overdue') lines.push(await becameOverdue(reading, data_set, time, today));
		else {
			const n = counts[line];
			const rows = n === 0 ? [] : await since.list(reading, data_set, time, line, TOLD);
			lines.push({ line, n, says: saysOf(line, n), rows: rows.map(rowOf) });
		}
	}
	return lines;
};
