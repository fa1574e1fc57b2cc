import { insertImport } from '#db/record/imports.ts';
import type { Kept } from '#db/record/nouns.ts';
import type { Writing } from '#db/schema.ts';
import { inTransaction } from '#db/transaction.ts';
import { check, type Checked } from '#lib/csv/check.ts';
import { match } from '#lib/csv/columns.ts';
import { fieldsOf, IMPORT_KINDS, kindOf, kindsThatFit, type ImportKind } from '#lib/csv/kinds.ts';
import type { Problem } from '#lib/csv/problem.ts';
import type { Table } from '#lib/csv/read.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import { checkAgainstRegister } from './check-against-register.ts';
import { handIn, SUBJECTS } from './hand-in.ts';

/** What an import did, or would do. Without `committed`, nothing was written. */
export type ImportReport = {
	file_name: string;
	kind: ImportKind | null;
	encoding: string;
	separator: string;
	outcome: { new: number; changed: number; unchanged: number; refused: number };
	problems: Problem[];
	committed: boolean;
	/** The number of the import; none where nothing was new. */
	import_id?: number;
};

/** Thrown to undo what a preview did. */
class Preview extends Error {
	readonly kept: Kept[];
	constructor(kept: Kept[]) {
		super('This was only a preview.');
		this.kept = kept;
	}
}

const asProblem = (file: string, refusal: Refusal): Problem => ({
	file,
	row: null,
	column: refusal.field ?? null,
	value: null,
	what: refusal.message,
	do: 'Mend that, and send the file again. Nothing was written.'
});

const kindFor = (table: Table, kind: ImportKind | undefined): ImportKind | Problem => {
	if (kind) return kind;
	const [fits, ...more] = kindsThatFit(table.headings);
	if (fits && more.length === 0) return fits;
	const what = fits
		? `The headings fit more than one kind of file: ${[fits, ...more].join(', ')}.`
		: 'The headings fit none of the kinds of file that can be imported.';
	const todo = `Say which kind it is: ${IMPORT_KINDS.join(', ')}.`;
	return { file: table.file, row: 1, column: null, value: null, what, do: todo };
};

type Judged = {
	kind: ImportKind | null;
	rows: Checked<object>[];
	problems: Problem[];
	mapping: Record<string, string>;
};

/** All that can be said about a table before anything is written. */
const judge = async (at: At, table: Table, asked: ImportKind | undefined): Promise<Judged> => {
	const nothing = { kind: null, rows: [], mapping: {} };
	if (table.headings.length === 0) return { ...nothing, problems: table.problems };
	const kind = kindFor(table, asked);
	if (typeof kind !== 'string') return { ...nothing, problems: [...table.problems, kind] };
	const { columns, problems } = match(table, fieldsOf(kind));
	if (problems.length > 0) return { ...nothing, kind, problems: [...table.problems, ...problems] };
	const checked = check(table, columns, kindOf(kind));
	const found = await checkAgainstRegister(at, table.file, kind, checked.rows);
	const mapping = Object.fromEntries(
		[...columns].map(([field, place]) => [table.headings[place] ?? field, field])
	);
	return { kind, ...found, problems: [...table.problems, ...checked.problems, ...found.problems], mapping };
};

/**
 * Takes a table into the register: whole, or not at all. Without `commit`, or with a problem in any row, nothing is
 * written and the report says what would have been; the preview is the very same work, undone. The kind is found from the
 * headings only where they fit exactly one; otherwise the report lists the kinds to choose from.
 */
export const importTable = async (
	at: At,
	table: Table,
	options: { kind?: ImportKind | undefined; sha256: Uint8Array; commit: boolean }
): Promise<ImportReport> => {
	const data_set = at.user?.data_set ?? 'register';
	may(at.user).importRegister({ data_set });
	const { kind, rows, problems, mapping } = await judge(at, table, options.kind);
	const refused = new Set(problems.flatMap(({ row }) => (row !== null && row > 1 ? [row] : []))).size;
	const report = {
		file_name: table.file,
		kind,
		encoding: table.encoding,
		separator: table.separator,
		problems
	};
	const none = { new: 0, changed: 0, unchanged: 0, refused };
	if (!kind) return { ...report, outcome: none, committed: false };

	const counted = (kept: Kept[]) =>
		kept.reduce((sum, { outcome }) => ({ ...sum, [outcome]: sum[outcome] + 1 }), { ...none });
	const commits = options.commit && problems.length === 0;
	const work = async (trx: Writing): Promise<ImportReport> => {
		const kept = await handIn(
			{ ...at, db: trx, reading: trx },
			kind,
			rows.map(({ fields }) => fields)
		);
		if (!commits) throw new Preview(kept);
		const outcome = counted(kept);
		const isNews = outcome.new + outcome.changed > 0;
		if (!isNews) return { ...report, outcome, committed: true };
		const import_id = await insertImport(trx, {
			data_set,
			kind,
			file_name: table.file,
			file_sha256: options.sha256,
			mapping,
			outcome,
			imported_by: at.user?.id ?? null,
			imported_at: at.now,
			rows: kept.map(({ id, outcome }, index) => ({
				row_number: rows[index]?.row ?? 0,
				outcome,
				subject: SUBJECTS[kind],
				subject_id: id
			}))
		});
		return { ...report, outcome, committed: true, import_id };
	};
	try {
		return await inTransaction(at, work);
	} catch (error) {
		if (error instanceof Preview) return { ...report, outcome: counted(error.kept), committed: false };
		if (error instanceof Refusal && error.kind !== 'not-allowed')
			return {
				...report,
				problems: [...problems, asProblem(table.file, error)],
				outcome: { ...none, refused: rows.length },
				committed: false
			};
		throw error;
	}
};
