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

/** A name in lines of about a dozen letters: a phone has little room beside its bars. */
const inLines = (name: string): string[] =>
	name.split(' ').reduce<string[]>((lines, word) => {
		const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
		return lines.length && longer.length <= 13 ? [...lines.slice(0, -1), longer] : [...lines, word];
	}, []);

/** What a phone needs otherwise: names in lines, and no room kept for words that would not fit there either. */
const optionsOf = (config: ChartConfig, narrow: boolean) => {
	const { options, data } = config;
	const lies = options.indexAxis === 'y';
	const { x, y } = options.scales;
	return {
		...options,
		scales: { x: narrow && lies && x.stacked ? { ...x, suggestedMax: 1 } : x, y },
		plugins: {
			...options.plugins,
			tooltip: {
				...options.plugins.tooltip,
				callbacks: { title: ([item]: { dataIndex: number }[]) => data.labels[item?.dataIndex ?? 0] }
			}
		},
		layout: { padding: { top: 20, right: !lies ? 8 : narrow ? (x.stacked ? 16 : 56) : 72 } },
		interaction: { mode: 'index', intersect: false, axis: options.indexAxis }
	};
};

/** Draws a figure's configuration into a canvas. Whoever calls it destroys the chart when the canvas goes. */
export const draw = (canvas: HTMLCanvasElement, config: ChartConfig): Chart => {
	// The canvas itself has no width of its own until it is drawn.
	const narrow = (canvas.parentElement ?? canvas).clientWidth < 480;
	const { labels, datasets } = config.data;
	return new Chart(canvas, {
		type: config.type,
		data: {
			labels: narrow && config.options.indexAxis === 'y' ? labels.map(inLines) : labels,
			datasets: datasets.map((series) => datasetOf(series, config))
		},
		options: optionsOf(config, narrow),
		plugins: [endLabels]
	} as ChartConfiguration);
};
