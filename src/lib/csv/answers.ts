import { AssignmentUpdateFields } from '#lib/domain/assignment-update.ts';
import { ANSWERED, type Answer } from '#lib/domain/answers.ts';
import { inWords, type Day } from '#lib/domain/day.ts';
import { check, type Checked } from './check.ts';
import { match, normal } from './columns.ts';
import type { Problem } from './problem.ts';
import { read, type Table } from './read.ts';
import { write } from './write.ts';

/** What a person reads in the sheet and cannot change there. */
const TOLD = ['organisation', 'reference', 'asked_by', 'what_was_asked', 'next_due_on', 'last_update_on'];

const KEYS = ['assignment_id', 'seen_version'] as const;
const DAYS: readonly string[] = ['planned_finish_on', 'effective_on'];

/** How many rows a sheet can have. */
export const MOST_ROWS = 10_000;

/** An assignment as its row in the sheet tells it. */
export type Told = {
	id: number;
	version: number;
	organisation: string;
	reference: string;
	source: string;
	plain_summary: string;
	position: string;
	delivery: string;
	last_said: string | null;
	barrier: string | null;
	next_due_on: Day | null;
	updated_on: Day | null;
};

/** The sheet of some assignments with their answers filled in, as a CSV. */
export const sheetOf = (assignments: readonly Told[]): string =>
	write(
		[...KEYS, ...TOLD, ...ANSWERED],
		assignments.map((one) => {
			const filled: Record<string, string | null> = {
				position: one.position,
				delivery: one.delivery,
				narrative: one.last_said,
				barrier: one.barrier
			};
			return [
				one.id,
				one.version,
				one.organisation,
				one.reference,
				one.source,
				one.plain_summary,
				one.next_due_on && inWords(one.next_due_on),
				one.updated_on && inWords(one.updated_on),
				...ANSWERED.map((field) => filled[field])
			];
		})
	);

/** 31/12/2026, as a British spreadsheet saves a day that it was given, is 2026-12-31. Anything else stays as it is. */
const asDay = (cell: string): string => {
	const [, day, month, year] = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})\s*$/.exec(cell) ?? [];
	return day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : cell;
};

/** The columns that are read, with days as the form writes them; and the headings that are not. */
const narrowed = (table: Table): { table: Table; ignored: string[] } => {
	const known: readonly string[] = [...KEYS, ...ANSWERED];
	const ignored: string[] = [];
	const places = table.headings.flatMap((heading, place) => {
		const field = normal(heading);
		if (known.includes(field)) return [{ place, field }];
		if (!TOLD.includes(field)) ignored.push(heading.trim() || `column ${place + 1}`);
		return [];
	});
	return {
		ignored,
		table: {
			...table,
			headings: places.map(({ place }) => table.headings[place] ?? ''),
			rows: table.rows.map(({ row, cells }) => ({
				row,
				cells: places.map(({ place, field }) => {
					const cell = cells[place] ?? '';
					return DAYS.includes(field) ? asDay(cell) : cell;
				})
			}))
		}
	};
};

/** A sheet that came back: the rows that its form would take, what is wrong with the others, and what was not read. */
export type Answers = { rows: Checked<Answer>[]; problems: Problem[]; ignored: string[]; row_count: number };

/** Reads a sheet of answers. Each row passes the schema of the form; columns that nobody asked for are named and left. */
export const readAnswers = (file: string, bytes: Uint8Array): Answers => {
	const whole = read(file, bytes);
	const { table, ignored } = narrowed(whole);
	const row_count = table.rows.length;
	const stop = (problems: Problem[]): Answers => ({ rows: [], problems, ignored, row_count });
	if (whole.headings.length === 0) return stop(whole.problems);
	if (row_count > MOST_ROWS)
		return stop([
			{
				file,
				row: null,
				column: null,
				value: null,
				what: `The sheet has ${row_count} rows, and ${MOST_ROWS} can be saved at once.`,
				do: 'Split it into several sheets and upload each.'
			}
		]);
	const { columns, problems } = match(table, { required: KEYS, all: [...KEYS, ...ANSWERED] });
	if (problems.length > 0) return stop([...whole.problems, ...problems]);
	const checked = check(table, columns, { schema: AssignmentUpdateFields, key: ['assignment_id'] });
	return { rows: checked.rows, problems: [...whole.problems, ...checked.problems], ignored, row_count };
};
