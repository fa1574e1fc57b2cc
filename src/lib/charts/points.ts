import { written } from '#lib/domain/numbers/in-words.ts';
import type { ChartConfig } from './figure.ts';

/** One stop on a walk through a drawing: what is said there, and what is shown. */
export type Point = { said: string; at: { datasetIndex: number; index: number }[] };

/**
 * The stops of a drawing in the order in which it is read: each bar or month with all its series, or each spot or cell. What is
 * said is what the drawing writes, where it writes something.
 */
export const pointsOf = ({ type, data: { labels, datasets } }: ChartConfig): Point[] =>
	type === 'scatter' || type === 'matrix'
		? datasets.flatMap(({ spots, cells = [] }, datasetIndex) =>
				(spots ?? cells).flatMap(({ said }, index) => (said ? [{ said, at: [{ datasetIndex, index }] }] : []))
			)
		: labels.map((name, index) => {
				const known = datasets.flatMap((series, datasetIndex) => {
					const value = series.data[index];
					return value === null || value === undefined ? [] : [{ ...series, datasetIndex, value }];
				});
				const said = known.map(({ label, labels, value }) => `${label} ${labels?.[index] ?? written(value)}`);
				return {
					said: `${name}: ${said.join('; ') || 'nothing known'}`,
					at: known.map(({ datasetIndex }) => ({ datasetIndex, index }))
				};
			});

/** Where a key leads on a walk through so many stops, from one of them or from outside (-1); undefined for other keys. */
export const stopAfter = (key: string, stop: number, stops: number): number | undefined => {
	switch (key) {
		case 'ArrowRight':
		case 'ArrowDown':
			return Math.min(stop + 1, stops - 1);
		case 'ArrowLeft':
		case 'ArrowUp':
			return Math.max(stop - 1, 0);
		case 'Home':
			return 0;
		case 'End':
			return stops - 1;
		case 'Escape':
			return -1;
		default:
			return undefined;
	}
};
