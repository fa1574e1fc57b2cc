import * as importing from '#db/queries/importing.ts';
import type { Checked } from '#lib/csv/check.ts';
import { kindOf, type ImportKind, type Named } from '#lib/csv/kinds.ts';
import { shown, type Problem } from '#lib/csv/problem.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import { inWords } from '#lib/domain/day.ts';
import { slugOf } from '#lib/domain/recommendation.ts';
import type { At } from '../at.ts';

type Rows = readonly Checked<object>[];

const NOUNS: Record<Named, string> = {
	source: 'source',
	theme: 'theme',
	organisation: 'organisation',
	addressee: 'organisation or group',
	group: 'group',
	report: 'report',
	recommendation: 'recommendation',
	measure: 'measure'
};

const valuesOf = (row: Checked<object>, field: string): string[] => {
	const value = (row.fields as Record<string, unknown>)[field];
	return Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
};

const inRegister = async (
	at: At,
	data_set: DataSet,
	named: Named,
	codes: string[]
): Promise<ReadonlySet<string>> => {
	if (codes.length === 0) return new Set();
	const ids = (table: importing.Coded) => importing.ids(at.db, table, data_set, codes);
	switch (named) {
		case 'theme':
			return new Set((await importing.themeIds(at.db, codes)).keys());
		case 'addressee':
			return new Set([...(await ids('organisation')).keys(), ...(await ids('organisation_set')).keys()]);
		case 'group':
			return new Set((await ids('organisation_set')).keys());
		default:
			return new Set((await ids(named)).keys());
	}
};

/** The codes of bodies, sources and the like that were found for the rows before: a file names the same few again and again. */
export type FoundBefore = Map<Named, Set<string>>;

const known = async (
	at: At,
	data_set: DataSet,
	named: Named,
	codes: string[],
	before: FoundBefore
): Promise<ReadonlySet<string>> => {
	// Of recommendations each row names its own.
	if (named === 'recommendation') return inRegister(at, data_set, named, codes);
	const found = before.get(named) ?? new Set();
	before.set(named, found);
	const others = codes.filter((code) => !found.has(code));
	for (const code of await inRegister(at, data_set, named, others)) found.add(code);
	return found;
};

/** Two references that would have one web address between them. */
const clashes = async (at: At, data_set: DataSet, rows: Rows): Promise<Map<number, string>> => {
	const references = rows.map((row) => valuesOf(row, 'recommendation_ref')[0] ?? '');
	const owners = await importing.referencesBySlug(at.db, data_set, references.map(slugOf));
	const found = new Map<number, string>();
	references.forEach((reference, index) => {
		const owner = owners.get(slugOf(reference));
		if (owner === undefined) owners.set(slugOf(reference), reference);
		else if (owner !== reference) found.set(rows[index]?.row ?? 0, owner);
	});
	return found;
};

/**
 * Checks rows against what the register holds and against the day, and answers those that can be taken in. `headings`
 * says how the file calls its fields, where it calls them otherwise; `before` is kept from batch to batch of one file.
 */
export const checkAgainstRegister = async <Fields extends object>(
	at: At,
	file: string,
	name: ImportKind,
	rows: readonly Checked<Fields>[],
	headings: ReadonlyMap<string, string> = new Map(),
	before: FoundBefore = new Map()
): Promise<{ rows: Checked<Fields>[]; problems: Problem[] }> => {
	const data_set = at.user?.data_set ?? 'register';
	const { names = {}, past = [] } = kindOf(name);
	const problems: Problem[] = [];
	const columnOf = (field: string) => headings.get(field) ?? field;
	const tell = (row: number, field: string, value: string, what: string, todo: string) =>
		problems.push({ file, row, column: columnOf(field), value: shown(value), what, do: todo });

	for (const [field, named] of Object.entries(names)) {
		const codes = rows.flatMap((row) => valuesOf(row, field));
		const found = await known(at, data_set, named, codes, before);
		// A parent may stand in the same file.
		const own = new Set(name === 'organisations' ? rows.flatMap((row) => valuesOf(row, 'code')) : []);
		for (const row of rows)
			for (const code of valuesOf(row, field).filter((one) => !found.has(one) && !own.has(one)))
				tell(
					row.row,
					field,
					code,
					`There is no ${NOUNS[named]} ‘${shown(code)}’ in the register; the column ‘${columnOf(field)}’ of row ${row.row} names it.`,
					`Check the code, or add the ${NOUNS[named]} first.`
				);
	}
	for (const field of past)
		for (const row of rows)
			for (const day of valuesOf(row, field).filter((one) => one > at.today))
				tell(
					row.row,
					field,
					day,
					`${inWords(day)} in the column ‘${columnOf(field)}’ of row ${row.row} is still to come.`,
					`Give the day on which it happened: ${inWords(at.today)} at the latest.`
				);
	if (name === 'recommendations')
		for (const [row, owner] of await clashes(at, data_set, rows))
			tell(
				row,
				'recommendation_ref',
				owner,
				`The reference in row ${row} would have the same web address as ‘${shown(owner)}’.`,
				'Give it a reference that differs in letters or digits.'
			);
	const refused = new Set(problems.map(({ row }) => row));
	return { rows: rows.filter(({ row }) => !refused.has(row)), problems };
};
