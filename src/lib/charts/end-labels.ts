import type { Chart, ChartDataset, Plugin } from 'chart.js';
import { written } from '#lib/domain/numbers/in-words.ts';
import type { HeatCell } from './figure.ts';

type Labelled = ChartDataset & { labels?: (string | null)[] };

const DARK = '#212b32';
const WHITE = '#ffffff';
// What small words need against what they stand on (WCAG 2.2, 1.4.3).
const ENOUGH = 4.5;

/** WCAG's relative luminance of a colour written `#rrggbb`. */
const luminanceOf = (colour: string): number | undefined => {
	const parts = /^#(..)(..)(..)$/.exec(colour)?.slice(1);
	if (!parts) return undefined;
	const [red = 0, green = 0, blue = 0] = parts.map((part) => {
		const share = parseInt(part, 16) / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** White or dark, whichever can be read on a colour; undefined where neither can, as on some greys and on a pattern. */
export const inkOn = (colour: unknown): string | undefined => {
	const under = typeof colour === 'string' ? luminanceOf(colour) : undefined;
	if (under === undefined) return undefined;
	return [DARK, WHITE].find((ink) => {
		const [light = 0, dark = 0] = [under, luminanceOf(ink) ?? 0].toSorted((a, b) => b - a);
		return (light + 0.05) / (dark + 0.05) >= ENOUGH;
	});
};

const isStacked = (chart: Chart) =>
	Object.values(chart.options.scales ?? {}).some((scale) => scale && 'stacked' in scale && scale.stacked);

type Bar = { x: number; y: number; base?: number };

const across = (chart: Chart): boolean => chart.options.indexAxis === 'y';

/** Writes words in the middle of a place; on a white plate where nothing could be read on what it is filled with. */
const writeOn = (pen: CanvasRenderingContext2D, text: string, x: number, y: number, fill: unknown) => {
	const ink = inkOn(fill);
	pen.textAlign = 'center';
	pen.textBaseline = 'middle';
	if (!ink) {
		const width = pen.measureText(text).width;
		pen.fillStyle = WHITE;
		pen.fillRect(x - width / 2 - 3, y - 9, width + 6, 18);
	}
	pen.fillStyle = ink ?? DARK;
	pen.fillText(text, x, y);
};

/** The words of a segment of a stack in its middle, and whether they fit there. */
const labelSegment = (chart: Chart, bar: Bar, text: string, fill: unknown): boolean => {
	const [pen, lies] = [chart.ctx, across(chart)];
	const [from, to] = [bar.base ?? 0, lies ? bar.x : bar.y];
	const needed = lies ? pen.measureText(text).width : 12;
	// Of what the words would stand on with a plate, something must still be seen beside them.
	if (Math.abs(to - from) <= needed + (inkOn(fill) ? 8 : 20)) return false;
	const middle = (from + to) / 2;
	writeOn(pen, text, lies ? middle : bar.x, lies ? bar.y : middle, fill);
	return true;
};

/** Words beside a bar that lies; nothing where there is no room for them. */
const labelBeside = (chart: Chart, { x, y }: Bar, text: string): boolean => {
	const pen = chart.ctx;
	if (x + 6 + pen.measureText(text).width > chart.width) return false;
	pen.fillStyle = DARK;
	pen.textAlign = 'left';
	pen.textBaseline = 'middle';
	pen.fillText(text, x + 6, y);
	return true;
};

const isCount = (text: string): boolean => /^[\d,]+$/.test(text);
const isShare = (text: string): boolean => /^\d+ %$/.test(text);

/**
 * What to write beside a stack for the labels that found no room inside, the fullest first. A number there is read as that
 * of the whole bar: so it is the one count of the bar, or all of them added up, and never the share of a part.
 */
export const besideStack = (all: readonly string[], left: readonly string[]): string[] => {
	const counts = all.filter(isCount);
	const words = left.filter((text) => !isCount(text) && !isShare(text));
	if (!left.some(isCount)) return words.length > 0 ? [words.join(', ')] : [];
	const sum = counts.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0);
	const number = counts.length > 1 ? `${written(sum)} in all` : counts.join('');
	return words.length > 0 ? [`${number}; ${words.join(', ')}`, number] : [number];
};

/** The words of one stack: inside its segments where they fit, else beside it. */
const labelStack = (chart: Chart, index: number) => {
	const segments = chart.data.datasets.flatMap((dataset, i) => {
		const meta = chart.getDatasetMeta(i);
		const bar = meta.data[index] as Bar | undefined;
		return meta.hidden || !dataset.data[index] || !bar
			? []
			: [{ bar, text: (dataset as Labelled).labels?.[index], fill: dataset.backgroundColor }];
	});
	const all = segments.flatMap(({ text }) => text ?? []);
	const left = segments.flatMap(({ bar, text, fill }) =>
		!text || labelSegment(chart, bar, text, fill) ? [] : text
	);
	const last = segments.at(-1);
	if (last && across(chart)) besideStack(all, left).some((text) => labelBeside(chart, last.bar, text));
};

/** The words at the end of a bar that stands for itself. */
const labelBar = (chart: Chart, bar: Bar, text: string, fill: unknown) => {
	const pen = chart.ctx;
	if (across(chart)) {
		// Inside its end when there is no room to the right of it.
		if (labelBeside(chart, bar, text)) return;
		const width = pen.measureText(text).width;
		writeOn(pen, text, bar.x - 6 - width / 2, bar.y, fill);
	} else {
		pen.fillStyle = DARK;
		pen.textAlign = 'center';
		pen.textBaseline = 'bottom';
		pen.fillText(text, bar.x, bar.y - 4);
	}
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
				if (meta.type === 'matrix') {
					const { width, height } = place as typeof place & { width: number; height: number };
					const { colour } = dataset.data[index] as unknown as HeatCell;
					return writeOn(pen, text, place.x + width / 2, place.y + height / 2, colour);
				}
				if (meta.type === 'bar')
					return isStacked(chart) ? undefined : labelBar(chart, place, text, dataset.backgroundColor);
				pen.fillStyle = DARK;
				pen.textAlign = place.x > chart.chartArea.right - 60 ? 'right' : 'center';
				pen.textBaseline = 'bottom';
				pen.fillText(text, place.x, place.y - 8);
			});
		});
		if (isStacked(chart)) chart.data.labels?.forEach((_, index) => labelStack(chart, index));
		pen.restore();
	}
};
