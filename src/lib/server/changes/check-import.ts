import * as imports from '#db/queries/imports.ts';
import { BY_THE_CLOCK, insertChecks, removeChecks, updateIn, type NewCheck } from '#db/record/uploads.ts';
import type { Database } from '#db/schema.ts';
import { inTransaction, lookUpInIndexes, readAs } from '#db/transaction.ts';
import type { Checked } from '#lib/csv/check.ts';
import { rowChecker, type CheckedRow } from '#lib/csv/check-rows.ts';
import { Dialect } from '#lib/csv/dialect.ts';
import { Mapping } from '#lib/csv/mapping.ts';
import { begins, type Problem } from '#lib/csv/problem.ts';
import { isRow, rows } from '#lib/csv/rows.ts';
import type { ImportProblem } from '#lib/domain/import.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import { bytesOf } from '../import-file.ts';
import { oneBehind } from '../one-behind.ts';
import { checkAgainstRegister, type FoundBefore } from './check-against-register.ts';
import { findAlike } from './find-alike.ts';
import { SUBJECTS } from './hand-in.ts';
import { knownBefore } from './known-before.ts';
import { leftAlone } from './left-alone.ts';
import { tryOut, type Tried } from './try-out.ts';

const BATCH = 500;
/** Organisations may name one another from anywhere in a file, so such a file is tried as a whole. */
const WHOLE = 20_000;

const placed = ({ column, value, what, do: todo }: Problem): ImportProblem => ({
	column,
	value,
	what,
	do: todo
});

const LABELS = ['recommendation_ref', 'code', 'report_ref', 'measure_ref', 'assignment_id', 'what'];
const LONGEST_LABEL = 300;
const labelOf = (fields: Record<string, unknown>): string => {
	const name = LABELS.map((field) => fields[field]).find((value) => value !== undefined);
	const words = fields.summary ?? fields.name ?? fields.title ?? fields.narrative;
	const whose = fields.organisation_code ?? fields.observed_on;
	return begins([name, whose, words].filter(Boolean).join(' · '), LONGEST_LABEL);
};

type Good = Checked<Record<string, unknown>>;

const duplicateOf = (row: number, of: number): NewCheck => ({
	row_number: row,
	verdict: 'duplicate',
	problems: [
		{
			column: null,
			value: null,
			what: `Row ${row} says the same as row ${of}.`,
			do: 'Delete one of the two rows. Only the first is taken in.'
		}
	]
});

/** What would become of rows that the file's own checker has looked at, in the order of the file. */
const judge = async (
	at: At,
	file: string,
	mapping: Mapping,
	batch: readonly CheckedRow[],
	before: FoundBefore
): Promise<NewCheck[]> => {
	const { kind } = mapping;
	const good = batch.filter((one): one is CheckedRow & Good => one.verdict === 'good');
	const headings = new Map(
		mapping.columns.flatMap(({ field, heading }) => (field && heading ? [[field, heading] as const] : []))
	);
	const { found, known } = await readAs(at, async (db) => {
		await lookUpInIndexes(db);
		const within: At = { ...at, db: db as Database, reading: db };
		const found = await checkAgainstRegister(within, file, kind, good, headings, before);
		const fields = found.rows.map((row) => row.fields);
		return { found, known: await knownBefore(within, kind, fields) };
	});
	const problems = new Map<number, ImportProblem[]>();
	for (const one of found.problems)
		if (one.row !== null) problems.set(one.row, [...(problems.get(one.row) ?? []), placed(one)]);
	const doubtful = found.rows.filter((_, index) => known?.[index] !== false);
	const tried = await tryOut(
		at,
		kind,
		doubtful.map((row) => row.fields)
	);
	const outcomes = new Map<number, Tried>(
		found.rows.map(({ row }) => [row, { outcome: 'new', changes: [] }])
	);
	doubtful.forEach(({ row }, index) => outcomes.set(row, tried[index] as Tried));
	const notes = await leftAlone(at, kind, found.rows);
	return batch.map((one): NewCheck => {
		if (one.verdict === 'duplicate') return duplicateOf(one.row, one.of);
		if (one.verdict === 'refused')
			return { row_number: one.row, verdict: 'refused', problems: one.problems.map(placed) };
		const { row, fields } = one;
		const about = { row_number: row, label: labelOf(fields), fields };
		const outcome = outcomes.get(row);
		if (!outcome) return { ...about, verdict: 'refused', problems: problems.get(row) ?? [] };
		if ('refusal' in outcome) {
			const { field = null, message } = outcome.refusal;
			const wrong = { column: field, value: null, what: `Row ${row} cannot be taken in.`, do: message };
			return { ...about, verdict: 'refused', problems: [wrong] };
		}
		const { outcome: verdict, changes } = outcome;
		return { ...about, verdict, changes, problems: notes.get(row) };
	});
};

/**
 * Reads the file of an import as it was matched, and writes down for each row what would become of it: new, changed
 * field by field, unchanged, a duplicate, or refused with the reasons. Nothing of the register changes. `tell` hears how
 * many rows have been worked through.
 */
export const checkImport = async (
	at: At,
	id: number,
	tell: (rows: number) => Promise<void> = async () => {}
): Promise<void> => {
	const data_set = at.user?.data_set ?? 'register';
	may(at.user).importRegister({ data_set });
	const found = await readAs(at, (db) => imports.find(db, data_set, id));
	if (!found) throw new Refusal('not-found', 'There is no such import.');
	const begun = await inTransaction(at, async (trx) => {
		await removeChecks(trx, id);
		return updateIn(trx, id, ['matched', 'checking', 'checked'], {
			state: 'checking',
			rows_done: 0,
			started_at: BY_THE_CLOCK,
			finished_at: null,
			failed_because: null
		});
	});
	if (!begun) throw new Refusal('not-possible', 'This file has not been matched yet, or is over already.');

	const dialect = Dialect.parse(found.dialect);
	const mapping = Mapping.parse(found.mapping);
	const look = rowChecker(found.file_name, mapping, dialect);
	const most = mapping.kind === 'organisations' ? WHOLE : BATCH;
	const ofTheFile: ImportProblem[] = [];
	let batch: CheckedRow[] = [];
	let done = 0;
	const write = async (checks: readonly NewCheck[], rows_done: number) => {
		await inTransaction(at, async (trx) => {
			const isOpen = await updateIn(trx, id, ['checking'], { rows_done });
			if (!isOpen) throw new Refusal('not-possible', 'The import was cancelled.');
			await insertChecks(trx, id, checks);
		});
		await tell(rows_done);
	};
	// While one batch is written down, the next is judged and the one after it is read.
	const [judging, writing] = [oneBehind(), oneBehind()];
	const before: FoundBefore = new Map();
	const flush = async () => {
		const looked = batch;
		done += batch.length;
		batch = [];
		const rows_done = done;
		await judging.next(async () => {
			const checks = await judge(at, found.file_name, mapping, looked, before);
			await writing.next(() => write(checks, rows_done));
		});
	};
	try {
		for await (const part of rows(found.file_name, bytesOf(at, id), dialect)) {
			if (isRow(part)) batch.push(look(part));
			else if (part.row === null) ofTheFile.push(placed(part));
			else batch.push({ verdict: 'refused', row: part.row, problems: [part] });
			if (batch.length >= most) await flush();
		}
		if (batch.length > 0) await flush();
	} finally {
		try {
			await judging.end();
		} finally {
			await writing.end();
		}
	}
	if (SUBJECTS[mapping.kind] === 'recommendation') await findAlike(at, id);
	await inTransaction(at, async (trx) => {
		const counts = await imports.verdicts(trx, id);
		await updateIn(trx, id, ['checking'], {
			state: 'checked',
			row_count: done,
			outcome: JSON.stringify(counts),
			problems: ofTheFile.length > 0 ? JSON.stringify(ofTheFile) : null,
			finished_at: BY_THE_CLOCK
		});
	});
};
