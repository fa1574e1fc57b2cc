import type { Rate } from '#lib/domain/numbers/number.ts';
import { wilson } from '#lib/domain/numbers/wilson.ts';
import { inPercent } from './caption.ts';
import type { Column } from './figure.ts';

/** The columns of a table that say between which values a share on so few cases may lie. */
export const INTERVAL_COLUMNS: Column[] = [
	{ key: 'from_percent', label: '95 % interval from (%)', numeric: true },
	{ key: 'to_percent', label: 'to (%)', numeric: true }
];

/** What stands in these columns: Wilson's interval in per cent; empty where the share is of nothing. */
export const intervalOf = ({ numerator, denominator }: Pick<Rate, 'numerator' | 'denominator'>) => {
	const interval = wilson(numerator, denominator);
	return {
		from_percent: interval ? inPercent(interval.from) : null,
		to_percent: interval ? inPercent(interval.to) : null
	};
};
