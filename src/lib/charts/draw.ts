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
	ScatterController,
	Tooltip,
	type ChartConfiguration,
	type ChartDataset
} from 'chart.js';
import { MatrixController, MatrixElement } from 'chartjs-chart-matrix';
import { endLabels } from './end-labels.ts';
import type { ChartConfig, Series, Spot } from './figure.ts';
import { paintOf } from './fills.ts';
import type { Point } from './points.ts';

Chart.register(
	BarController,
	BarElement,
	CategoryScale,
	Filler,
	Legend,
	LinearScale,
	LineController,
	LineElement,
	MatrixController,
	MatrixElement,
	PointElement,
	ScatterController,
	Tooltip
);
Chart.defaults.font.family = 'Arial, sans-serif';
Chart.defaults.color = '#212b32';
Chart.defaults.borderColor = '#d8dde0';
// Fewer names along the axis, never slanted ones.
Chart.defaults.set('scale', { ticks: { maxRotation: 0, autoSkipPadding: 16 } });

/** Between the cells of a heat map. */
const GAP = 3;

/** A series in Chart.js's words: our `fill` is a pattern, and its own `fill` says whether a line has an area under it. */
const datasetOf = ({ fill, spots, cells, ...series }: Series, config: ChartConfig): ChartDataset => {
	const { x, y } = config.options.scales;
	if (cells)
		return {
			...series,
			data: cells,
			backgroundColor: cells.map(({ colour }) => colour),
			width: ({ chart }: { chart: Chart }) => (chart.chartArea?.width ?? 0) / (x.labels?.length ?? 1) - GAP,
			height: ({ chart }: { chart: Chart }) => (chart.chartArea?.height ?? 0) / (y.labels?.length ?? 1) - GAP
		} as unknown as ChartDataset;
	const line = config.type !== 'bar';
	const stacked = Boolean(config.options.scales.y.stacked);
	return {
		...series,
		...(spots ? { data: spots } : {}),
		backgroundColor: paintOf(fill, series.backgroundColor),
		...(fill === 'solid' && !line ? { borderWidth: 0 } : {}),
		...(line
			? {
					fill: stacked ? 'stack' : false,
					pointBackgroundColor: spots ? series.backgroundColor : series.borderColor
				}
			: {})
	} as ChartDataset;
};

/**
 * A name in two lines of so many letters at most, as there is room for beside a bar; the table has the whole of it. A
 * number in brackets at its end stays.
 */
export const inLines = (name: string, letters: number): string[] => {
	const lines = name.split(' ').reduce<string[]>((lines, word) => {
		const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
		return lines.length && longer.length <= letters ? [...lines.slice(0, -1), longer] : [...lines, word];
	}, []);
	const [first = '', second = ''] = lines;
	if (lines.length <= 2) return lines;
	const number = / \([\d,]+\)$/.exec(name)?.[0] ?? '';
	const words = second.split(' ');
	while (words.length > 1 && words.join(' ').length + number.length > letters + 4) words.pop();
	return [first, `${words.join(' ')} …${number}`];
};

/** What a phone needs otherwise: names in lines, and no room kept for words that would not fit there either. */
const optionsOf = (config: ChartConfig, narrow: boolean) => {
	const { options, data } = config;
	const lies = options.indexAxis === 'y' && config.type !== 'matrix';
	const isPointed = config.type === 'scatter' || config.type === 'matrix';
	const { x, y } = options.scales;
	return {
		...options,
		scales: {
			x: narrow && lies && x.stacked ? { ...x, suggestedMax: 1 } : x,
			// What stands above one another needs less room between than what stands side by side.
			y: { ...y, ticks: { ...y.ticks, autoSkipPadding: 4 } }
		},
		plugins: {
			...options.plugins,
			// The second line of a pair of limits goes without saying.
			legend: {
				...options.plugins.legend,
				labels: {
					...options.plugins.legend.labels,
					// Long enough to tell one kind of dashes from another.
					...(data.datasets.every(({ pointStyle }) => pointStyle === 'line') ? { pointStyleWidth: 40 } : {}),
					// By itself Chart.js leaves the dashes out of a legend of points.
					generateLabels: (chart: Chart) =>
						Chart.defaults.plugins.legend.labels.generateLabels(chart).map((item) => ({
							...item,
							lineDash: data.datasets[item.datasetIndex ?? 0]?.borderDash ?? []
						})),
					filter: ({ text }: { text: string }) => text !== ''
				}
			},
			tooltip: {
				...options.plugins.tooltip,
				...(isPointed ? { filter: ({ raw }: { raw: unknown }) => (raw as Spot).said !== '' } : {}),
				callbacks: isPointed
					? { title: () => '', label: ({ raw }: { raw: unknown }) => (raw as Spot).said }
					: { title: ([item]: { dataIndex: number }[]) => data.labels[item?.dataIndex ?? 0] }
			}
		},
		layout: { padding: { top: 20, right: !lies ? 8 : narrow ? (x.stacked ? 16 : 56) : 72 } },
		interaction: isPointed
			? { mode: 'nearest', intersect: true }
			: { mode: 'index', intersect: false, axis: options.indexAxis }
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
			labels:
				config.options.indexAxis === 'y' ? labels.map((name) => inLines(name, narrow ? 14 : 28)) : labels,
			datasets: datasets.map((series) => datasetOf(series, config))
		},
		options: optionsOf(config, narrow),
		plugins: [endLabels]
	} as ChartConfiguration);
};

/** Shows one point as if it were pointed at; none without a point. */
export const show = (chart: Chart, point: Point | undefined): void => {
	const elements = (point?.at ?? []).filter(({ datasetIndex }) => chart.isDatasetVisible(datasetIndex));
	chart.setActiveElements(elements);
	chart.tooltip?.setActiveElements(elements, { x: 0, y: 0 });
	chart.update('none');
};
