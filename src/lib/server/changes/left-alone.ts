import * as importing from '#db/queries/importing.ts';
import { readAs } from '#db/transaction.ts';
import type { Checked } from '#lib/csv/check.ts';
import type { ImportKind } from '#lib/csv/kinds.ts';
import type { AssignmentRow } from '#lib/domain/assignment-row.ts';
import { CLOCKS } from '#lib/domain/clock.ts';
import { inWords } from '#lib/domain/day.ts';
import type { ImportProblem } from '#lib/domain/import.ts';
import type { At } from '../at.ts';

/**
 * What rows say that an import leaves as it is, by row, so that nobody thinks it taken in: the due dates of an assignment
 * that is there already.
 */
export const leftAlone = async (
	at: At,
	kind: ImportKind,
	rows: readonly Checked<object>[]
): Promise<Map<number, ImportProblem[]>> => {
	const notes = new Map<number, ImportProblem[]>();
	if (kind !== 'assignments') return notes;
	const data_set = at.user?.data_set ?? 'register';
	const given = rows as readonly Checked<AssignmentRow>[];
	const known = await readAs(at, (db) =>
		importing.dueDates(
			db,
			data_set,
			given.map(({ fields }) => fields)
		)
	);
	for (const { row, fields } of given) {
		const dates = known.get(`${fields.recommendation_ref} ${fields.organisation_code}`);
		if (!dates) continue;
		const other = CLOCKS.map((clock) => `${clock}_due_on` as const).filter(
			(column) => fields[column] !== undefined && fields[column] !== dates[column]
		);
		const told = other.map((column) => ({
			column,
			value: fields[column] ?? null,
			what: `Not changed: it stays ${dates[column] ? inWords(dates[column]) : 'without a date'}.`,
			do: 'The due dates of an assignment that is there already are changed by an extension.'
		}));
		if (told.length > 0) notes.set(row, told);
	}
	return notes;
};
