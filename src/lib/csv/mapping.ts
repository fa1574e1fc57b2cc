import { z } from 'zod';
import { normal } from './columns.ts';
import type { Dialect, Row } from './dialect.ts';
import { fieldsOf, IMPORT_KINDS, type ImportKind } from './kinds.ts';

/** What can stand between the items of a list in one cell. */
export const SPLITTERS = [';', '|', '\n', ','] as const;
export type Splitter = (typeof SPLITTERS)[number];

const Column = z.object({
	/** The column's place in a row, from 0. */
	place: z.number().int().min(0),
	heading: z.string(),
	/** The field that it fills; none where it is left out. */
	field: z.string().nullable(),
	/** What stands between the items of a list; none where a cell is one value. */
	split_by: z.enum(SPLITTERS).nullable()
});

/** Which column fills which field, and what their words are in ours. A person confirms it; it is kept with the import. */
export const Mapping = z.object({
	kind: z.enum(IMPORT_KINDS as [ImportKind, ...ImportKind[]], { error: 'Choose what the file holds.' }),
	columns: z.array(Column),
	/** By field: each of their values in our words; null leaves the cell empty. */
	values: z.record(z.string(), z.record(z.string(), z.string().nullable())),
	/** By field: a value that holds for every row, where no column has it. */
	fixed: z.record(z.string(), z.string())
});
export type Mapping = z.infer<typeof Mapping>;
export type MappedColumn = Mapping['columns'][number];

/** A proposal for one column: whether it is sure, why, and some of the column's values. */
export type Proposed = MappedColumn & { sure: boolean; why: string; samples: string[] };

/** A mapping to be confirmed. `missing` are fields that the kind must have and no column fills yet. */
export type Proposal = { mapping: Mapping; columns: Proposed[]; missing: string[] };

const SAMPLES = 5;

const samplesOf = (sample: readonly Row[], place: number): string[] => {
	const found = new Set<string>();
	for (const { cells } of sample) {
		const value = (cells[place] ?? '').trim();
		if (value !== '') found.add(value);
		if (found.size === SAMPLES) break;
	}
	return [...found];
};

/** Proposes which heading is which field of a kind. Nothing is certain before a person confirms it. */
export const propose = (
	file: { headings: readonly string[]; sample: readonly Row[]; dialect: Dialect },
	kind: ImportKind
): Proposal => {
	const { all, required } = fieldsOf(kind);
	const taken = new Set<string>();
	const columns = file.headings.map((heading, place): Proposed => {
		const field = all.find((one) => one === normal(heading) && !taken.has(one)) ?? null;
		if (field) taken.add(field);
		const why = field ? 'The heading is the name of the field.' : 'The heading is not known here.';
		return {
			place,
			heading,
			field,
			split_by: null,
			sure: field !== null,
			why,
			samples: samplesOf(file.sample, place)
		};
	});
	const mapping: Mapping = {
		kind,
		columns: columns.map(({ place, heading, field, split_by }) => ({ place, heading, field, split_by })),
		values: {},
		fixed: {}
	};
	return { mapping, columns, missing: required.filter((field) => !taken.has(field)) };
};

/** A file's shape: its headings without what people write differently, so that a mapping can be offered again. */
export const shapeOf = (headings: readonly string[]): string => headings.map(normal).join('|');

/** The kinds that a file may hold, the one that its headings fit best first. */
export const kindsByFit = (headings: readonly string[]): ImportKind[] => {
	const given = new Set(headings.map(normal));
	const share = (kind: ImportKind) => {
		const { all, required } = fieldsOf(kind);
		const found = all.filter((field) => given.has(field)).length;
		return found - 2 * required.filter((field) => !given.has(field)).length;
	};
	return [...IMPORT_KINDS].sort((a, b) => share(b) - share(a));
};
