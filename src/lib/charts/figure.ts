import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { AimAssurance, Variation } from '#lib/domain/numbers/making-data-count.ts';

/** What every figure is asked about: which data, which part of it in words, and as at which day in which sense. */
export type FigureContext = {
	data: DataSet;
	/** What the filters chose, as a noun phrase: `the whole register`, `acute trusts in Northmere`. */
	scope: string;
	as_at: Day;
	/** Set when the reader asked what was known on a day, not what was true then. */
	known_at?: Day;
};

/** The second channel beside colour: how a bar or an area is filled. The component turns it into a canvas pattern. */
export type Fill = 'solid' | 'stripes' | 'dots' | 'crosshatch' | 'outline';

/** A point of two numbers, and all that is to be said of it. */
export type Spot = { x: number; y: number; said: string };

/**
 * A cell of a heat map: of which column and row it is, its colour, and all that is to be said of it. What it writes stands
 * in the `labels` of its series.
 */
export type HeatCell = { x: string; y: string; colour: string; said: string };

/**
 * One series. `null` is a gap (nothing is known), never nought. `fill` and `labels` are ours, the rest is Chart.js's:
 * `labels[i]` is what to write at the end of bar `i` (or `null` for nothing).
 */
export type Series = {
	label: string;
	data: (number | null)[];
	backgroundColor: string;
	borderColor: string;
	borderWidth: number;
	fill: Fill;
	labels?: (string | null)[];
	stack?: string;
	pointStyle?: 'circle' | 'rect' | 'rectRot' | 'triangle' | 'cross' | 'line';
	borderDash?: number[];
	/** How large the points of a line are; 0 for none. */
	pointRadius?: number;
	/** The points of a scatter, in place of `data`. */
	spots?: Spot[];
	/** The cells of a heat map, in place of `data`. */
	cells?: HeatCell[];
	/** Whether the points of a scatter are joined. */
	showLine?: boolean;
};

/** One axis of a figure, in Chart.js's own words. */
export type Axis = {
	/** The names along an axis of a heat map. */
	type?: 'category';
	labels?: string[];
	offset?: boolean;
	reverse?: boolean;
	position?: 'top';
	stacked?: boolean;
	beginAtZero?: boolean;
	suggestedMax?: number;
	max?: number;
	title?: { display: boolean; text: string; font: { size: number } };
	ticks?: {
		font: { size: number };
		precision?: number;
		autoSkip?: boolean;
		maxRotation?: number;
	};
	grid?: { display: boolean };
};

/** A Chart.js configuration that is plain data: it survives `JSON.stringify`, so the server can send it to the browser. */
export type ChartConfig = {
	type: 'bar' | 'line' | 'scatter' | 'matrix';
	data: { labels: string[]; datasets: Series[] };
	options: {
		indexAxis: 'x' | 'y';
		responsive: boolean;
		maintainAspectRatio: false;
		animation: false;
		scales: { x: Axis; y: Axis };
		plugins: {
			legend: {
				display: boolean;
				position: 'bottom';
				labels: { font: { size: number }; usePointStyle?: boolean };
			};
			tooltip: { enabled: boolean };
		};
	};
};

/** What a series tells at a glance, after NHS England's “Making data count”: a sign, and the same in words. */
export type Icon = { label: string; says: string } & (
	| { what: 'variation'; kind: Variation['kind']; went: 'up' | 'down' | undefined }
	| { what: 'assurance'; kind: AimAssurance }
);

/** One of several small drawings that are read beside each other, on the same axes. */
export type Multiple = { name: string; config: ChartConfig };

export type Cell = string | number | null;
export type Column = { key: string; label: string; numeric: boolean };

/** The table behind a figure: what is drawn and nothing else. `null` is an empty cell: not known. */
export type FigureTable = {
	caption: string;
	columns: Column[];
	rows: Record<string, Cell>[];
	/** How many rows there are where a page shows only some of them. */
	all?: number;
};

/**
 * A figure is a small document: a finding, a sentence that says what it shows, the drawing, how to read it, and the
 * table that lets a person check it. `config` is undefined when there is nothing to draw; the sentence then says why.
 */
export type Figure = {
	/** Stable, kebab-case: the anchor on the page and the name of the download. */
	id: string;
	title: string;
	sentence: string;
	how_to_read: string;
	/** What the figure leaves out, and how many of them. Only those that occur. */
	left_out: { what: string; n: number }[];
	config: ChartConfig | undefined;
	/** Drawn in place of `config`, where one drawing would hide what several show. */
	multiples?: Multiple[];
	icons?: Icon[];
	table: FigureTable;
	context: FigureContext;
};
