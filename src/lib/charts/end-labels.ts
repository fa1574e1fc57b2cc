import type { Chart, ChartDataset, Plugin } from 'chart.js';
import type { HeatCell } from './figure.ts';

type Labelled = ChartDataset & { labels?: (string | null)[] };

/** Whether black or white words can be read on a colour written `#rrggbb` (WCAG's relative luminance, roughly). */
const inkOn = (colour: unknown): string => {
	const parts = /^#(..)(..)(..)$/.exec(String(colour))?.slice(1);
	if (!parts) return '#212b32';
	const [red = 0, green = 0, blue = 0] = parts.map((part) => parseInt(part, 16) ** 2.2);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.2 * 255 ** 2.2 ? '#212b32' : '#ffffff';
};

const isStacked = (chart: Chart) =>
	Object.values(chart.options.scales ?? {}).some((scale) => scale && 'stacked' in scale && scale.stacked);

/** Whether nothing of a stack comes after a segment, so that its words may stand beside it. */
const isLastOfStack = (chart: Chart, series: number, index: number): boolean =>
	chart.data.datasets
		.slice(series + 1)
		.every(({ data }, i) => !data[index] || chart.getDatasetMeta(series + 1 + i).hidden);

/** The words at the end of a bar; in a stack inside the segment when they fit, else beside the last of them. */
const labelBar = (
	chart: Chart,
	bar: { x: number; y: number; base?: number },
	text: string,
	fill: unknown,
	isLast: boolean
) => {
	const pen = chart.ctx;
	const across = chart.options.indexAxis === 'y';
	const length = Math.abs((across ? bar.x : bar.y) - (bar.base ?? 0));
	const width = pen.measureText(text).width;
	if (isStacked(chart)) {
		// On a pattern the words stand on white, and some of the pattern must still be seen beside them.
		const solid = typeof fill === 'string' && fill !== '#ffffff';
		const fits = length > (across ? width : 12) + (solid ? 8 : 20);
		if (!fits) {
			if (!across || !isLast || bar.x + 6 + width > chart.width) return;
			pen.fillStyle = '#212b32';
			pen.textAlign = 'left';
			pen.textBaseline = 'middle';
			pen.fillText(text, bar.x + 6, bar.y);
			return;
		}
		const middle = ((across ? bar.x : bar.y) + (bar.base ?? 0)) / 2;
		pen.textAlign = 'center';
		pen.textBaseline = 'middle';
		const [x, y] = across ? [middle, bar.y] : [bar.x, middle];
		if (!solid) {
			pen.fillStyle = '#ffffff';
			pen.fillRect(x - width / 2 - 3, y - 9, width + 6, 18);
		}
		pen.fillStyle = solid ? inkOn(fill) : '#212b32';
		pen.fillText(text, x, y);
		return;
	}
	pen.fillStyle = '#212b32';
	if (across) {
		// Beside the bar; inside its end when there is no room to the right of it.
		const inside = bar.x + 8 + width > chart.width;
		pen.textAlign = inside ? 'right' : 'left';
		pen.textBaseline = 'middle';
		if (inside) pen.fillStyle = inkOn(fill);
		pen.fillText(text, inside ? bar.x - 6 : bar.x + 6, bar.y);
	} else {
		pen.textAlign = 'center';
		pen.textBaseline = 'bottom';
		pen.fillText(text, bar.x, bar.y - 4);
	}
};

/** The words in the middle of a cell of a heat map. */
const labelCell = (
	{ ctx: pen }: Chart,
	cell: { x: number; y: number; width: number; height: number },
	text: string,
	colour: string
) => {
	pen.fillStyle = inkOn(colour);
	pen.textAlign = 'center';
	pen.textBaseline = 'middle';
	pen.fillText(text, cell.x + cell.width / 2, cell.y + cell.height / 2);
};

/** Writes each series' `labels` where its bars and points end: a number on the bar before a legend. */
export const endLabels: Plugin = {
	id: 'endLabels',
	afterDatasetsDraw: (chart) => {
		const pen = chart.ctx;
		pen.save();
		pen.font = '14px Arial, sans-serif';
		chart.data.datasets.forEach((dataset, i) => {
			const meta = chart.getDatasetMeta(i);
			if (meta.hidden) return;
			(dataset as Labelled).labels?.forEach((text, index) => {
				const place = meta.data[index];
				if (!text || !place || ('skip' in place && place.skip)) return;
				if (meta.type === 'matrix')
					return labelCell(
						chart,
						place as typeof place & { width: number; height: number },
						text,
						(dataset.data[index] as unknown as HeatCell).colour
					);
				if (meta.type === 'bar')
					return labelBar(
						chart,
						place as typeof place & { base?: number },
						text,
						dataset.backgroundColor,
						isLastOfStack(chart, i, index)
					);
				pen.fillStyle = '#212b32';
				pen.textAlign = place.x > chart.chartArea.right - 60 ? 'right' : 'center';
				pen.textBaseline = 'bottom';
				pen.fillText(text, place.x, place.y - 8);
			});
		});
		pen.restore();
	}
};
