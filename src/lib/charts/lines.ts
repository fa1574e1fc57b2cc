import type { ChartConfig, Series } from './figure.ts';

// Chart.js draws in CSS pixels: nothing in a figure is smaller than this, also on a phone.
const TYPE = { size: 14 };

/** A line that is told from others by its dashes and the shape of its points as well as by its colour. */
export const line = (
	label: string,
	data: (number | null)[],
	colour: string,
	more: Partial<Series> = {}
): Series => ({
	label,
	data,
	backgroundColor: colour,
	borderColor: colour,
	borderWidth: 3,
	fill: 'solid',
	pointRadius: 0,
	pointStyle: 'line',
	...more
});

/** A chart of lines over one axis of names; the axis of values begins at nought. */
export const lines = (chart: {
	names: string[];
	series: Series[];
	along: string;
	up: string;
}): ChartConfig => ({
	type: 'line',
	data: { labels: chart.names, datasets: chart.series },
	options: {
		indexAxis: 'x',
		responsive: true,
		maintainAspectRatio: false,
		animation: false,
		scales: {
			x: {
				ticks: { font: TYPE, autoSkip: true },
				grid: { display: false },
				title: { display: true, text: chart.along, font: TYPE }
			},
			y: {
				beginAtZero: true,
				ticks: { font: TYPE, precision: 0 },
				title: { display: true, text: chart.up, font: TYPE }
			}
		},
		plugins: {
			legend: { display: true, position: 'bottom', labels: { font: TYPE, usePointStyle: true } },
			tooltip: { enabled: true }
		}
	}
});
