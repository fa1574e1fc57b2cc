import {
	BarController,
	BarElement,
	CategoryScale,
	Chart,
	Filler,
	Legend,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip,
	type ChartConfiguration,
	type ChartDataset
} from 'chart.js';
import { endLabels } from './end-labels.ts';
import type { ChartConfig, Series } from './figure.ts';
import { paintOf } from './fills.ts';

Chart.register(
	BarController,
	BarElement,
	CategoryScale,
	Filler,
	Legend,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip
);
Chart.defaults.font.family = 'Arial, sans-serif';
Chart.defaults.color = '#212b32';
Chart.defaults.borderColor = '#d8dde0';
// Fewer names along the axis, never slanted ones.
Chart.defaults.set('scale', { ticks: { maxRotation: 0, autoSkipPadding: 16 } });

/** A series in Chart.js's words: our `fill` is a pattern, and its own `fill` says whether a line has an area under it. */
const datasetOf = ({ fill, ...series }: Series, config: ChartConfig): ChartDataset => {
	const line = config.type === 'line';
	const stacked = Boolean(config.options.scales.y.stacked);
	return {
		...series,
		backgroundColor: paintOf(fill, series.backgroundColor),
		...(fill === 'solid' && !line ? { borderWidth: 0 } : {}),
		...(line ? { fill: stacked ? 'stack' : false, pointBackgroundColor: series.borderColor } : {})
	} as ChartDataset;
};

/** Draws a figure's configuration into a canvas. Whoever calls it destroys the chart when the canvas goes. */
export const draw = (canvas: HTMLCanvasElement, config: ChartConfig): Chart => {
	const narrow = canvas.clientWidth < 480;
	const { labels, datasets } = config.data;
	return new Chart(canvas, {
		type: config.type,
		data: { labels, datasets: datasets.map((series) => datasetOf(series, config)) },
		options: {
			...config.options,
			layout: { padding: { top: 20, right: config.options.indexAxis === 'y' ? (narrow ? 56 : 72) : 8 } },
			interaction: { mode: 'index', intersect: false, axis: config.options.indexAxis }
		},
		plugins: [endLabels]
	} as ChartConfiguration);
};
