import { describe, expect, it } from 'vitest';
import type { FactCount } from '#lib/domain/fact.ts';
import { encode } from '#lib/domain/standing.ts';
import type { FigureContext } from './figure.ts';
import { regionsOverTime } from './regions-over-time.ts';
import { timeToAssuredSplit } from './time-to-assured-split.ts';

const context: FigureContext = { data: 'register', scope: 'everything', as_at: '2026-11-22' };
const ended = (length: number, n: number): FactCount => ({
	fact: 'ended',
	value: 'confirmed',
	day: null,
	length,
	n
});
const open = (day: string, n: number): FactCount => ({ fact: 'open', value: '', day, length: null, n });

describe('the time to a confirmation, split', () => {
	const group = (name: string, ...facts: FactCount[]) => ({ name, facts });

	it('has a curve for each group, in the order of their names, and none for a group below ten', () => {
		const figure = timeToAssuredSplit(
			{
				by: 'theme',
				waits: [
					group('Medicines', ended(100, 5), open('2025-11-20', 15)),
					group('Maternity', ended(40, 20), open('2025-11-20', 20)),
					group('Estates', open('2025-01-01', 9))
				]
			},
			context
		);
		expect(figure.config?.data.datasets.map(({ label }) => label)).toEqual(['Maternity', 'Medicines']);
		expect(figure.sentence).toBe(
			'12 months after it was asked, an estimated 50 % (Maternity, 20 still followed) and 25 % (Medicines, 15 still followed) had been confirmed. 1 theme with fewer than 10 assignments has no curve.'
		);
		expect(figure.table.rows).toContainEqual({
			group: 'Medicines',
			months: 6,
			at_risk: 15,
			confirmed_percent: 25
		});
	});

	it('draws six lines at most, each with dashes of its own, and leaves the others to the table', () => {
		const waits = Array.from({ length: 9 }, (_, i) => group(`Kind ${i}`, open('2025-11-20', 10 + i)));
		const figure = timeToAssuredSplit({ by: 'organisation kind', waits }, context);
		const drawn = figure.config?.data.datasets ?? [];
		expect(drawn).toHaveLength(6);
		expect(new Set(drawn.map(({ borderDash }) => String(borderDash))).size).toBe(6);
		expect(figure.left_out).toEqual([
			{ what: 'kinds of organisation in the table alone, with fewer assignments', n: 3 }
		]);
		expect(new Set(figure.table.rows.map((row) => row.group)).size).toBe(9);
	});

	it('says so where there is nothing to draw', () => {
		const figure = timeToAssuredSplit({ by: 'theme', waits: [] }, context);
		expect(figure.config).toBeUndefined();
		expect(figure.sentence).toContain('we draw no curve');
	});
});

describe('regions over time', () => {
	const standing = { disposition: 'adopted', position: 'accepted', closure: 'open' } as const;
	const claimed = encode({ ...standing, delivery: 'delivered', assurance: 'submitted' });
	const confirmed = encode({ ...standing, delivery: 'delivered', assurance: 'assured' });
	const begun = encode({ ...standing, delivery: 'in progress', assurance: 'not assessed' });
	const region = (name: string, ...changes: [month: string, standing: number, n: number][]) => ({
		name,
		changes: changes.map(([month, standing, n]) => ({ month, standing, n }))
	});

	it('has a small drawing for each region with ten or more accepted, all on one scale', () => {
		const figure = regionsOverTime(
			{
				months: [
					region('North', ['2026-09-01', begun, 20], ['2026-11-01', begun, -5], ['2026-11-01', claimed, 5]),
					region('South', ['2026-09-01', confirmed, 10]),
					region('', ['2026-09-01', begun, 3])
				]
			},
			context
		);
		expect(figure.multiples?.map(({ name }) => name)).toEqual(['North', 'South']);
		expect(figure.multiples?.map(({ config }) => config.options.scales.y.max)).toEqual([100, 100]);
		expect(figure.multiples?.[0]?.config.data.datasets.map(({ data }) => data)).toEqual([
			[0, 0, 25],
			[0, 0, 0]
		]);
		expect(figure.title).toBe('In 1 of 2 regions the gap between claims and checks grew over the year');
		expect(figure.sentence).toBe(
			'Confirmed so far: none of 20 accepted assignments in North and 10 of 10 accepted assignments (100 %) in South. 1 region with fewer than 10 accepted assignments is in the table alone.'
		);
		expect(figure.table.rows.filter((row) => row.region === 'Region not known')).toHaveLength(3);
	});

	it('puts the months of all regions below one another, and no scale higher than they need', () => {
		const { multiples, title } = regionsOverTime(
			{
				months: [
					region('North', ['2026-09-01', begun, 20], ['2026-11-01', begun, -5], ['2026-11-01', claimed, 5]),
					region('South', ['2026-10-01', begun, 10], ['2026-11-01', begun, -2], ['2026-11-01', claimed, 2])
				]
			},
			context
		);
		expect(multiples?.map(({ config }) => config.data.labels)).toEqual([
			['Sept 2026', 'Oct 2026', 'Nov 2026'],
			['Sept 2026', 'Oct 2026', 'Nov 2026']
		]);
		expect(multiples?.[1]?.config.data.datasets[0]?.data).toEqual([null, 0, 20]);
		expect(multiples?.map(({ config }) => config.options.scales.y.max)).toEqual([40, 40]);
		expect(title).toBe('In both regions the gap between claims and checks grew over the year');
	});

	it('says so where nothing was accepted', () => {
		const figure = regionsOverTime({ months: [] }, context);
		expect(figure).toMatchObject({
			config: undefined,
			sentence: 'Nothing has been accepted in this selection.'
		});
		expect(figure.multiples).toBeUndefined();
	});
});
