import type { DayOrder, Doubt, Row } from './dialect.ts';
import { dayIn, orderIn } from './days.ts';
import { beforeBreaking } from './mojibake.ts';
import { shown } from './problem.ts';

const EXAMPLES = 3;

const ORDER_NAMES: Record<DayOrder, string> = {
	dmy: 'The day comes first, as in Britain',
	mdy: 'The month comes first, as in the United States'
};

/** Looks at every cell of a file once, and remembers what a person should know about them. */
export const watcher = () => {
	const orders: Record<DayOrder | 'both', string[]> = { dmy: [], mdy: [], both: [] };
	const counts = { dmy: 0, mdy: 0, both: 0 };
	const broken: { row: number; cell: string; before: string }[] = [];
	let brokenCount = 0;
	let nuls = 0;
	let lost = 0;
	const look = ({ row, cells }: Row) => {
		for (const cell of cells) {
			const order = orderIn(cell);
			if (order) {
				counts[order] += 1;
				if (orders[order].length < EXAMPLES && !orders[order].includes(cell)) orders[order].push(cell);
			}
			if (cell.includes('\0')) nuls += 1;
			if (cell.includes('\uFFFD')) lost += 1;
			const before = beforeBreaking(cell);
			if (before === undefined) continue;
			brokenCount += 1;
			if (broken.length < EXAMPLES) broken.push({ row, cell, before });
		}
	};
	const many = (count: number) => (count === 1 ? '1 cell' : `${count.toLocaleString('en-GB')} cells`);
	const notes = (): string[] => {
		const found: string[] = [];
		const [first] = broken;
		if (first)
			found.push(
				`The text of ${many(brokenCount)} was broken by a wrong encoding before it was sent: in row ${first.row}, ‘${shown(first.cell)}’ was probably ‘${shown(first.before)}’. It is taken as it stands. Mend it where the file was made, and send that file instead.`
			);
		if (lost > 0)
			found.push(
				`${many(lost)} had bytes that are no text in this encoding; � stands in their place. Look whether another encoding reads better.`
			);
		if (nuls > 0)
			found.push(`${many(nuls)} had a NUL byte, which cannot be stored. Those rows will be refused.`);
		return found;
	};
	/** What the days of the file say about their order; a question where they leave it open or contradict each other. */
	const order = (): { day_order: DayOrder | null; doubt?: Doubt; note?: string } => {
		if (counts.both + counts.dmy + counts.mdy === 0) return { day_order: null };
		if (counts.mdy === 0 && counts.dmy > 0)
			return {
				day_order: 'dmy',
				note: `Days are written with the day first, as ${orders.dmy[0]} shows.`
			};
		if (counts.dmy === 0 && counts.mdy > 0)
			return {
				day_order: 'mdy',
				note: `Days are written with the month first, as ${orders.mdy[0]} shows.`
			};
		const examples = orders.both.length > 0 ? orders.both : [...orders.dmy, ...orders.mdy];
		const answer = (value: DayOrder) => ({
			value,
			label: ORDER_NAMES[value],
			preview: examples.map((cell) => [cell, dayIn(cell, value) ?? 'no day'])
		});
		const question =
			counts.dmy > 0
				? `Some days in this file can only have the day first (${orders.dmy[0]}), others only the month (${orders.mdy[0]}). Which is right? The others will be refused.`
				: `Days such as ${examples[0]} can be read in two ways. Which comes first in this file, the day or the month?`;
		return {
			day_order: 'dmy',
			doubt: { about: 'day_order', question, answers: [answer('dmy'), answer('mdy')] }
		};
	};
	return { look, notes, order };
};
