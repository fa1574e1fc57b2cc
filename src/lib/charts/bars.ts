import type { Axis, ChartConfig, Series } from './figure.ts';
import type { Look } from './palette.ts';

// Chart.js draws in CSS pixels: nothing in a figure is smaller than this, also on a phone.
const TYPE = { size: 14 };

/** A series of bars that looks so. `labels` are written at the ends of its bars. */
export const series = (
	label: string,
	data: (number | null)[],
	{ colour, fill }: Look,
	labels?: (string | null)[]
): Series => ({
	label,
	data,
	backgroundColor: fill === 'outline' ? '#ffffff' : colour,
	borderColor: colour,
	borderWidth: fill === 'outline' ? 2 : 1,
	fill,
	...(labels ? { labels } : {})
});

/**
 * A bar chart of counts: lying for names, standing for months. The axis of counts begins at nought and has whole
 * numbers; the legend shows only where there are several series.
 */
export const bars = (chart: {
	names: string[];
	series: Series[];
	lie: boolean;
	stacked: boolean;
	counts: string;
	/** How far the axis of counts goes at least: more than the longest bar leaves room for words at its end. */
	reach?: number;
	/** Where the axis of counts ends, whatever the bars. */
	most?: number;
}): ChartConfig => {
	const names: Axis = {
		stacked: chart.stacked,
		ticks: { font: TYPE, autoSkip: !chart.lie },
		grid: { display: false }
	};
	const counts: Axis = {
		stacked: chart.stacked,
		beginAtZero: true,
		suggestedMax: chart.reach ?? 1,
		...(chart.most === undefined ? {} : { max: chart.most }),
		ticks: { font: TYPE, precision: 0 },
		title: { display: true, text: chart.counts, font: TYPE }
	};
	return {
		type: 'bar',
		data: { labels: chart.names, datasets: chart.series },
		options: {
			indexAxis: chart.lie ? 'y' : 'x',
			responsive: true,
			maintainAspectRatio: false,
			animation: false,
			scales: chart.lie ? { x: counts, y: names } : { x: names, y: counts },
			plugins: {
				legend: { display: chart.series.length > 1, position: 'bottom', labels: { font: TYPE } },
				tooltip: { enabled: true }
			}
		}
	};
};
