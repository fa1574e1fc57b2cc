import { describe, expect, it } from 'vitest';
import { cascadeOfAssignments } from '#lib/domain/numbers/cascade.ts';
import { monthEnds, statesOverTime } from '#lib/domain/numbers/series.ts';
import { STATES } from '#lib/domain/numbers/states.ts';
import { WORKED, WORKED_DUTIES } from '#lib/domain/numbers/worked-example.ts';
import { cascade } from './cascade.ts';
import type { Figure, FigureContext } from './figure.ts';
import { overdue } from './overdue.ts';
import { STATE_LOOKS } from './palette.ts';
import { reportedAndAssured } from './reported-and-assured.ts';
import { stateOverTime } from './state-over-time.ts';

const context: FigureContext = {
	data: 'register',
	scope: 'everything',
	as_at: '2026-11-22',
	known_at: '2026-09-30'
};
const changes = WORKED.map((row) => ({ ...row, month: '2026-10-01' }));
const FIGURES: [string, Figure][] = [
	cascade(cascadeOfAssignments.compute(WORKED, context), context),
	reportedAndAssured(WORKED, context),
	overdue(WORKED_DUTIES, context),
	stateOverTime(statesOverTime(monthEnds(changes, { from: '2026-09-01', to: '2026-11-22' })), context)
].map((figure) => [figure.id, figure]);

describe.each(FIGURES)('the figure %s', (_, { config, table, title, sentence, how_to_read }) => {
	it('is drawn from plain data that the server can send', () => {
		expect(JSON.parse(JSON.stringify(config))).toStrictEqual(config);
	});

	it('has bars that begin at nought and type of 12 pixels or more', () => {
		const scales = Object.values(config!.options.scales);
		expect(scales.filter(({ beginAtZero }) => beginAtZero)).toHaveLength(1);
		const sizes = JSON.stringify(config)
			.match(/"size":\d+/g)!
			.map((size) => Number(size.slice(7)));
		expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
	});

	it('tells its series apart without colour', () => {
		const looks = config!.data.datasets.map(({ fill, borderColor }) => `${fill} ${borderColor}`);
		expect(new Set(looks).size).toBe(looks.length);
		config!.data.datasets
			.slice(1)
			.forEach(({ fill }, i) => expect(fill).not.toBe(config!.data.datasets[i]!.fill));
	});

	it('has a value, a gap or a label for every name', () => {
		for (const { data, labels } of config!.data.datasets) {
			expect(data).toHaveLength(config!.data.labels.length);
			if (labels) expect(labels).toHaveLength(data.length);
		}
	});

	it('has a table whose rows have a cell for every column', () => {
		const keys = table.columns.map(({ key }) => key);
		expect(new Set(keys).size).toBe(keys.length);
		for (const row of table.rows) expect(Object.keys(row)).toEqual(keys);
		expect(table.caption).toContain('as known on 30 September 2026');
	});

	it('speaks in whole sentences, under a finding', () => {
		expect(sentence).toMatch(/^[A-Z0-9].*\.$/);
		expect(how_to_read).toMatch(/^[A-Z].*\.$/);
		expect(title).toMatch(/^[A-Z0-9].*[^.]$/);
	});
});

describe('the states', () => {
	it('differ from their neighbours in a stack by fill as well as by colour', () => {
		STATES.slice(1).forEach((state, i) => {
			const before = STATE_LOOKS[STATES[i]!];
			expect(STATE_LOOKS[state].fill).not.toBe(before.fill);
		});
	});
});
