import { expect, it } from 'vitest';
import { xmrFigure } from './xmr.ts';

const context = { data: 'demonstration', scope: 'Northmere Trust', as_at: '2026-11-22' } as const;
const figure = (...values: number[]) =>
	xmrFigure(
		{
			name: 'Wristbands checked',
			unit: '% of samples',
			values: values.map((value, i) => ({ on: `2026-01-${String(i + 1).padStart(2, '0')}`, value }))
		},
		context
	);
const QUIET = [10, 12, 9, 11, 8, 12, 10, 9, 11, 10, 12, 8];

it('says that nothing was entered, and draws nothing', () => {
	expect(figure()).toMatchObject({ title: 'Nothing has been entered yet', config: undefined });
});

it('draws no limits from fewer than twelve values, and says why', () => {
	const few = figure(10, 12, 9);
	expect(few.title).toBe('Too few values to tell a change from chance');
	expect(few.sentence).toContain(
		'There are 3 values so far. The limits of chance are worked out from 12 values on.'
	);
	expect(few.config?.data.datasets.map(({ label }) => label)).toEqual(['Wristbands checked']);
	expect(few.table.rows[0]).toMatchObject({ value: 10, mean: null, upper: null });
});

it('tells nothing of chance where all values are the same', () => {
	const same = figure(...QUIET.map(() => 0));
	expect(same.title).toBe('All values are the same');
	expect(same.sentence).toContain('All 12 values are the same: there is nothing to tell a change from.');
	expect(same.icons).toEqual([]);
});

it('labels mean and limits with their values', () => {
	const all = figure(...QUIET);
	expect(all.config?.data.datasets.map(({ label }) => label)).toEqual([
		'Wristbands checked',
		'Mean 10.17',
		'Upper limit 16.45',
		'Lower limit 3.88'
	]);
	expect(all.sentence).toContain('None of them is a sign of more than chance.');
});

it('marks what is more than chance, in the drawing, the sentence and the table', () => {
	const all = figure(...QUIET, 40);
	expect(all.title).toBe('The latest value is a sign of more than chance');
	expect(all.sentence).toContain('Signs of more than chance: a value outside the limits');
	expect(all.config?.data.datasets[0]).toMatchObject({ label: 'More than chance' });
	expect(all.config?.data.datasets[0]?.data.at(-1)).toBe(40);
	expect(all.table.rows.at(-1)).toMatchObject({
		more_than_chance: expect.stringContaining('a value outside the limits')
	});
	expect(JSON.parse(JSON.stringify(all))).toEqual(JSON.parse(JSON.stringify(figure(...QUIET, 40))));
});

it('works limits out anew only from a day that a person marked, and says so', () => {
	const values = [...QUIET, ...QUIET.map((value) => value + 50)].map((value, i) => ({
		on: `2026-01-${String(i + 1).padStart(2, '0')}`,
		value
	}));
	const about = { name: 'Wristbands checked', unit: '%', values, baseline: 9, target: 95 };
	const changed = { on: '2026-01-13', because: 'A new checklist.' };
	const marked = xmrFigure({ ...about, changed }, context);
	expect(marked.table.rows.map(({ mean }) => mean)).toEqual([
		...QUIET.map(() => 10.17),
		...QUIET.map(() => 60.17)
	]);
	expect(marked.sentence).toContain(
		'The limits are worked out anew from 13 January 2026, where somebody marked a change: A new checklist.'
	);
	expect(marked.config?.data.datasets.map(({ label }) => label).slice(-2)).toEqual(['Before 9', 'Aim 95']);
	expect(marked.config?.data.datasets.map(({ label }) => label)).toContain('Mean 10.17, then 60.17');
	expect(marked.sentence).toContain('from 12 values since 13 January 2026');
	const early = xmrFigure({ ...about, values: values.slice(0, -1), changed }, context);
	expect(early.title).toBe('Too few values since the marked change to tell another from chance');
	expect(early.sentence).toContain('There are 11 values since 13 January 2026.');
	expect(early.how_to_read).toContain('Between the broken lines');
	const unmarked = xmrFigure(about, context);
	expect(new Set(unmarked.table.rows.map(({ mean }) => mean)).size).toBe(1);
});
