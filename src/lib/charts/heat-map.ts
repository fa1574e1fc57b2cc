import type { Axis, ChartConfig } from './figure.ts';
import { DARK_BLUE, GREY } from './palette.ts';

const TYPE = { size: 14 };
const PALEST = 0.08;

/** A share as a colour: the larger, the nearer to dark blue; white where nothing can be told. */
const shade = (share: number | null): string => {
	if (share === null) return '#ffffff';
	const depth = PALEST + (1 - PALEST) * share;
	const parts = [1, 3, 5].map((at) => {
		const full = parseInt(DARK_BLUE.slice(at, at + 2), 16);
		return Math.round(255 + (full - 255) * depth)
			.toString(16)
			.padStart(2, '0');
	});
	return `#${parts.join('')}`;
};

const axis = (names: string[], title: string): Axis => ({
	type: 'category',
	labels: names,
	offset: true,
	ticks: { font: TYPE, autoSkip: false },
	grid: { display: false },
	title: { display: true, text: title, font: TYPE }
});

/**
 * A heat map of shares (0 to 1, `null` where nothing can be told): columns along the top, rows beneath one another. Each
 * cell writes its share, so that its colour is never alone.
 */
export const heatMap = (map: {
	columns: string[];
	rows: string[];
	columns_are: string;
	rows_are: string;
	share: (row: string, column: string) => { share: number | null; written: string; said: string };
}): ChartConfig => {
	const cells = map.rows.flatMap((y) => map.columns.map((x) => ({ x, y, ...map.share(y, x) })));
	return {
		type: 'matrix',
		data: {
			labels: map.rows,
			datasets: [
				{
					label: map.columns_are,
					data: [],
					backgroundColor: DARK_BLUE,
					borderColor: GREY,
					borderWidth: 1,
					fill: 'solid',
					labels: cells.map(({ written }) => written),
					cells: cells.map(({ x, y, share, said }) => ({ x, y, colour: shade(share), said }))
				}
			]
		},
		options: {
			indexAxis: 'y',
			responsive: true,
			maintainAspectRatio: false,
			animation: false,
			scales: {
				x: { ...axis(map.columns, map.columns_are), position: 'top' },
				// The kind of drawing turns it round by itself, and the first row would be the lowest.
				y: { ...axis(map.rows, map.rows_are), reverse: false }
			},
			plugins: {
				legend: { display: false, position: 'bottom', labels: { font: TYPE } },
				tooltip: { enabled: true }
			}
		}
	};
};
