import { expect, it } from 'vitest';
import type { FactCount } from '#lib/domain/fact.ts';
import type { DueCount } from '#lib/domain/numbers/on-time.ts';
import type { FigureContext } from './figure.ts';
import { onTime } from './on-time.ts';

const context: FigureContext = { data: 'register', scope: 'everything', as_at: '2026-11-22' };
const due = (status: DueCount['status'], n: number): DueCount => ({ clock: 'action', status, n });
const moved = (fact: 'originally' | 'currently', status: string, day: string, n: number): FactCount => ({
	fact,
	value: `action|${status}`,
	day,
	length: null,
	n
});

it('counts a date that was moved by the first date and by the one that holds now', () => {
	// Three were in time only because their date was moved from May to August; one was moved out of the year.
	const figure = onTime(
		[due('met in time', 13), due('met late', 4), due('open', 3), due('met, day not known', 2)],
		[
			moved('originally', 'met late', '2026-05-01', 3),
			moved('currently', 'met in time', '2026-08-01', 3),
			moved('originally', 'open', '2026-11-01', 1),
			moved('currently', 'open', '2027-02-01', 1)
		],
		context
	);
	expect(figure.title).toBe('10 of 21 actions (48 %) came by the first date');
	expect(figure.sentence).toBe(
		'In time by the date that was set first: 10 of 21 actions (48 %). By the date that holds now: 13 of 20 actions (65 %).'
	);
	expect(figure.left_out).toEqual([{ what: 'done on a day that is not known', n: 2 }]);
	expect(figure.config?.data.datasets.map(({ data }) => data[1])).toEqual([47.6, 65]);
	expect(figure.table.rows[2]).toMatchObject({ by: 'first date', in_time: 10, out_of: 21 });
});

it('says so where nothing was due, and where all came in time', () => {
	expect(onTime([], [], context).title).toBe('Nothing was due in the past year');
	expect(onTime([due('met in time', 2)], [], context).title).toBe(
		'All that was due in the past year came in time'
	);
});
