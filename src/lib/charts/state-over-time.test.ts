import { describe, expect, it } from 'vitest';
import { monthEnds, statesOverTime, type StandingChange } from '#lib/domain/numbers/series.ts';
import { standings } from '#lib/domain/numbers/worked-example.ts';
import type { FigureContext } from './figure.ts';
import { stateOverTime } from './state-over-time.ts';

const context: FigureContext = { data: 'register', scope: 'everything', as_at: '2026-11-22' };
const change = (month: string, n: number, said: Parameters<typeof standings>[1] = {}): StandingChange => ({
	...standings(n, said),
	month
});
const confirmed = { position: 'accepted', delivery: 'delivered', assurance: 'assured' } as const;
const figure = (changes: StandingChange[], from = '2026-08-01') =>
	stateOverTime(statesOverTime(monthEnds(changes, { from, to: '2026-11-22' })), context);

describe('where things stood month by month', () => {
	it.each([
		[
			'nothing',
			[],
			'Nothing has been asked yet',
			'Nothing had been asked in this selection by then, so there is nothing to show.'
		],
		[
			'one asked this month',
			[change('2026-11-01', 1)],
			'Nothing has been confirmed yet',
			'On 22 November 2026, of 1 assignment, none was confirmed, none was said to be done and not confirmed and none was under way.'
		],
		[
			'two confirmed this month',
			[change('2026-11-01', 2, confirmed)],
			'2 confirmed so far',
			'On 22 November 2026, of 2 assignments, 2 were confirmed, none was said to be done and not confirmed and none was under way.'
		],
		[
			'one more confirmed',
			[change('2026-09-01', 9), change('2026-10-01', -1), change('2026-10-01', 1, confirmed)],
			'1 more is confirmed than at the end of September 2026',
			'On 22 November 2026, of 9 assignments, 1 was confirmed, none was said to be done and not confirmed and none was under way. On 30 September 2026 it was 9 assignments, of which none was confirmed.'
		],
		[
			'no change',
			[change('2026-08-01', 1_200, confirmed)],
			'No more are confirmed than at the end of August 2026',
			'On 22 November 2026, of 1,200 assignments, 1,200 (100 %) were confirmed, none was said to be done and not confirmed and none was under way. On 31 August 2026 it was 1,200 assignments, of which 1,200 (100 %) were confirmed.'
		],
		[
			'two lapsed',
			[
				change('2026-08-01', 10, confirmed),
				change('2026-10-01', -2, confirmed),
				change('2026-10-01', 2, { ...confirmed, assurance: 'lapsed' })
			],
			'2 fewer are confirmed than at the end of August 2026',
			'On 22 November 2026, of 10 assignments, 8 (80 %) were confirmed, 2 (20 %) were said to be done and not confirmed and none was under way. On 31 August 2026 it was 10 assignments, of which 10 (100 %) were confirmed.'
		]
	])('with %s', (_, changes, title, sentence) => {
		expect(figure(changes)).toMatchObject({ title, sentence });
	});

	it('compares with a year before, where there is one', () => {
		const changes = [change('2024-01-01', 5, confirmed), change('2026-02-01', 3, confirmed)];
		expect(figure(changes, '2023-01-01').title).toBe('3 more are confirmed than at the end of November 2025');
	});

	it('leaves a gap, not a nought, for months in which nothing had been asked', () => {
		const { config, table } = figure([change('2026-10-01', 4)]);
		expect(config!.data.labels).toEqual(['Aug 2026', 'Sept 2026', 'Oct 2026', 'Nov 2026']);
		expect(config!.data.datasets.map(({ label, data }) => [label, data])).toEqual([
			['No response', [null, null, 4, 4]]
		]);
		expect(table.rows).toEqual([
			{ month: 'Aug 2026', stood_on: '2026-08-31', no_response: null, base: null },
			{ month: 'Sept 2026', stood_on: '2026-09-30', no_response: null, base: null },
			{ month: 'Oct 2026', stood_on: '2026-10-31', no_response: 4, base: 4 },
			{ month: 'Nov 2026', stood_on: '2026-11-22', no_response: 4, base: 4 }
		]);
	});

	it('shows only states that occur, and a nought in a month in which one of them does not', () => {
		const { config } = figure([
			change('2026-09-01', 2),
			change('2026-11-01', -2),
			change('2026-11-01', 2, { position: 'not accepted' })
		]);
		expect(config!.data.datasets.map(({ label, data }) => [label, data])).toEqual([
			['No response', [null, 2, 2, 0]],
			['Not accepted', [null, 0, 0, 2]]
		]);
	});
});
