import { z } from 'zod';
import { headingWords, normal } from './columns.ts';
import { offersFor } from './crosswalks.ts';
import { dayIn } from './days.ts';
import type { Dialect, Row } from './dialect.ts';
import { describedFields, type Field } from './fields.ts';
import { IMPORT_KINDS, fieldsOf, type ImportKind } from './kinds.ts';
import { isOds, ODS_HEADINGS, odsMapping } from './ods.ts';
import { OF_EXPORT, OF_KIND, OWN_EXPORT, SYNONYMS } from './synonyms.ts';

/** What can stand between the items of a list in one cell. */
export const SPLITTERS = [';', '|', '\n', ','] as const;
export type Splitter = (typeof SPLITTERS)[number];

/** The heading under which a row that came back says what is wrong with it. */
export const WHAT_IS_WRONG = 'what is wrong';

/** Whether a column only says what was wrong with its rows. */
export const isWhatIsWrong = (heading: string): boolean => headingWords(heading) === WHAT_IS_WRONG;

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

/** A mapping to be confirmed. `missing` are fields that the kind must have and nothing fills yet. */
export type Proposal = { mapping: Mapping; columns: Proposed[]; missing: string[] };

type File = { headings: readonly string[]; sample: readonly Row[]; dialect: Dialect };

const SAMPLES = 5;
/** Words in a reference, at most. */
const LONGEST_REFERENCE = 4;

const samplesOf = (sample: readonly Row[], place: number, most = SAMPLES): string[] => {
	const found = new Set<string>();
	for (const { cells } of sample) {
		const value = (cells[place] ?? '').trim();
		if (value !== '') found.add(value);
		if (found.size === most) break;
	}
	return [...found];
};

/** How a heading and a field fit: the surest first. None where the heading says something else. */
const RANKS = [
	{ sure: true, why: 'The heading is the name of the field.' },
	{ sure: true, why: 'The heading is another word for the field.' },
	{ sure: false, why: 'The heading can mean this, among other things.' }
] as const;

const rankOf = (heading: string, field: string, kind: ImportKind): number | undefined => {
	if (normal(heading) === field) return 0;
	const words = headingWords(heading);
	if (words === headingWords(field)) return 0;
	const known = SYNONYMS[field];
	if (known?.sure.includes(words) || OF_KIND[kind]?.[field]?.includes(words)) return 1;
	return known?.perhaps?.includes(words) ? 2 : undefined;
};

const saysNothing = (heading: string) => /^(column \d+|unnamed \d+|field\d+|)$/.test(headingWords(heading));

/** What the values of a column look like, where its heading says nothing. Never sure. */
const byContent = (samples: readonly string[], fields: readonly Field[], taken: ReadonlySet<string>) => {
	if (samples.length === 0) return undefined;
	const free = fields.filter(({ field }) => !taken.has(field));
	const all = (holds: (value: string) => boolean) => samples.every(holds);
	const found = (field: Field | undefined, why: string) => field && { field: field.field, why };
	if (all((value) => /^https?:\/\/\S+$/.test(value)))
		return found(
			free.find(({ field }) => field.endsWith('url')),
			'The values are web addresses.'
		);
	if (all((value) => dayIn(value, 'dmy') !== undefined || dayIn(value, 'mdy') !== undefined))
		return found(
			free.find(({ is }) => is === 'day'),
			'The values are days.'
		);
	const choice = free.find(
		({ field, choices }) =>
			choices.length > 0 &&
			all((value) => choices.includes(value.toLowerCase()) || offersFor(field, value).length > 0)
	);
	if (choice) return found(choice, 'The values are words that this field knows.');
	if (all((value) => /^[A-Z]{1,10}[-/ ]?[A-Z0-9/.-]*\d$/.test(value)))
		return found(
			free.find(({ field }) => /(_ref|code)$/.test(field)),
			'The values look like references.'
		);
	return undefined;
};

/** What stands between the items of a list, by its values. A comma may also be part of a name. */
const splitOf = (samples: readonly string[]): { split_by: Splitter; sure: boolean } => {
	const found = SPLITTERS.find(
		(splitter) => splitter !== ',' && samples.some((sample) => sample.includes(splitter))
	);
	if (found) return { split_by: found, sure: true };
	return samples.some((sample) => sample.includes(','))
		? { split_by: ',', sure: false }
		: { split_by: ';', sure: true };
};

/** Proposes which heading is which field of a kind. Nothing is certain before a person confirms it. */
export const propose = (file: File, kind: ImportKind): Proposal => {
	const fields = describedFields(kind);
	const found = new Map<number, { field: string; sure: boolean; why: string }>();
	const taken = new Set<string>();
	const fixed: Record<string, string> = {};
	const known =
		kind === 'organisations' && isOds(file.sample.map(({ cells }) => cells))
			? odsMapping(file.sample)
			: undefined;
	const why = 'The file is one of the NHS Organisation Data Service, whose columns are known.';
	// ‘Accepted’ above numbers says how many were, and not what the reply was.
	const isCount = ({ is }: Field, place: number) => {
		const samples = samplesOf(file.sample, place);
		return is === 'choice' && samples.length > 0 && samples.every((value) => /^\d+$/.test(value));
	};
	const isOwn = OWN_EXPORT.every((name, place) => normal(file.headings[place] ?? '') === name);
	const isAboutExport = (place: number) => isOwn && OF_EXPORT.includes(normal(file.headings[place] ?? ''));
	// Whole sentences are no reference; and 1, 2, 3 are places in a report, which other reports have as well.
	const isOtherwise = ({ field }: Field, place: number) => {
		const samples = samplesOf(file.sample, place);
		if (field.endsWith('_ref') && samples.some((value) => value.split(/\s+/).length > LONGEST_REFERENCE))
			return true;
		const isPlace = samples.length > 0 && samples.every((value) => /^\d{1,3}(\.0+)?$/.test(value));
		return field === 'recommendation_ref' && fields.some((one) => one.field === 'ordinal') && isPlace;
	};
	for (const [rank, { sure, why }] of RANKS.entries()) {
		const could = (place: number) =>
			fields.filter(
				(one) =>
					!taken.has(one.field) &&
					rankOf(file.headings[place] ?? '', one.field, kind) === rank &&
					!isCount(one, place) &&
					(sure || !isOtherwise(one, place))
			);
		const open = file.headings.flatMap((_, place) =>
			found.has(place) || known || isAboutExport(place) ? [] : [{ place, n: could(place).length }]
		);
		// A heading that can be one thing only comes before one that could give way to it.
		for (const { place } of open.sort((a, b) => a.n - b.n)) {
			const [first] = could(place);
			if (!first) continue;
			taken.add(first.field);
			found.set(place, { field: first.field, sure, why });
		}
	}
	file.headings.forEach((heading, place) => {
		if (found.has(place) || known || !saysNothing(heading)) return;
		const field = byContent(samplesOf(file.sample, place, 20), fields, taken);
		if (!field) return;
		taken.add(field.field);
		found.set(place, { ...field, sure: false });
	});
	const isList = new Set(fields.flatMap(({ field, is }) => (is === 'list' ? [field] : [])));
	const columns: Proposed[] = known
		? known.columns.map((column) => ({
				...column,
				sure: true,
				why,
				samples: samplesOf(file.sample, column.place)
			}))
		: file.headings.map((heading, place): Proposed => {
				const samples = samplesOf(file.sample, place);
				if (isWhatIsWrong(heading)) {
					const why = 'It says what was wrong with these rows, and is left out.';
					return { place, heading, field: null, split_by: null, sure: true, why, samples };
				}
				const one = found.get(place);
				const split = one && isList.has(one.field) ? splitOf(samplesOf(file.sample, place, 20)) : null;
				return {
					place,
					heading,
					field: one?.field ?? null,
					split_by: split?.split_by ?? null,
					sure: one !== undefined && one.sure && (split?.sure ?? true),
					why: one
						? split && !split.sure
							? `${one.why} Commas may separate its items, or be part of a name.`
							: one.why
						: 'Nothing here is known by this heading. It is left out unless you say what it is.',
					samples
				};
			});
	Object.assign(fixed, known?.fixed);
	const filled = new Set([...columns.map(({ field }) => field), ...Object.keys(fixed)]);
	return {
		mapping: {
			kind,
			columns: columns.map(({ place, heading, field, split_by }) => ({ place, heading, field, split_by })),
			values: {},
			fixed
		},
		columns,
		missing: fieldsOf(kind).required.filter((field) => !filled.has(field))
	};
};

/** What is wrong with a mapping that a person made, a sentence each: nothing may be filled twice, or left unfilled. */
export const faultsIn = ({ kind, columns, fixed }: Mapping): string[] => {
	const { all, required } = fieldsOf(kind);
	const filled = [...columns.flatMap(({ field }) => field ?? []), ...Object.keys(fixed)];
	const name = (field: string) => `‘${field.replaceAll('_', ' ')}’`;
	return [
		...filled
			.filter((field) => !all.includes(field))
			.map(
				(field) =>
					`There is no field ${name(field)} in a file of ${kind}. Choose another, or leave the column out.`
			),
		...filled
			.filter((field, index) => filled.indexOf(field) !== index)
			.map(
				(field) =>
					`Two columns are to fill ${name(field)}. Leave one of them out, or choose another field for it.`
			),
		...required
			.filter((field) => !filled.includes(field))
			.map(
				(field) =>
					`No column fills ${name(field)}, which must be there. Choose the column that has it, or give one value for all rows.`
			)
	];
};

/** A remembered mapping for a file of the same shape: its columns hold, and their places are this file's. */
export const remembered = (mapping: Mapping, headings: readonly string[]): Mapping | undefined => {
	const places = new Map(headings.map((heading, place) => [normal(heading), place]));
	const isSame = mapping.columns.every(({ heading }) => places.has(normal(heading)));
	if (!isSame) return undefined;
	return {
		...mapping,
		columns: mapping.columns.map((column) => ({
			...column,
			place:
				normal(headings[column.place] ?? '') === normal(column.heading)
					? column.place
					: (places.get(normal(column.heading)) ?? column.place)
		}))
	};
};

/**
 * A file's shape: its headings without what people write differently, so that a mapping can be offered again, also for
 * the rows that came back with what is wrong.
 */
export const shapeOf = (headings: readonly string[]): string =>
	headings
		.filter((heading) => !isWhatIsWrong(heading))
		.map(normal)
		.join('|');

/** The kinds that a file may hold, the one that its headings fit best first. */
export const kindsByFit = (headings: readonly string[], sample: readonly Row[] = []): ImportKind[] => {
	if (headings.length === ODS_HEADINGS.length && isOds(sample.map(({ cells }) => cells)))
		return ['organisations', ...IMPORT_KINDS.filter((kind) => kind !== 'organisations')];
	const fitOf = (kind: ImportKind) => {
		const { all, required } = fieldsOf(kind);
		const ranks = new Map<string, number>();
		for (const heading of headings)
			for (const field of all) {
				const rank = rankOf(heading, field, kind);
				if (rank !== undefined) ranks.set(field, Math.min(rank, ranks.get(field) ?? rank));
			}
		const found = [...ranks.values()].reduce((sum, rank) => sum + 3 - rank, 0);
		return found - 4 * required.filter((field) => !ranks.has(field)).length;
	};
	const fits = new Map(IMPORT_KINDS.map((kind) => [kind, fitOf(kind)]));
	return [...IMPORT_KINDS].sort((a, b) => (fits.get(b) ?? 0) - (fits.get(a) ?? 0));
};

/** The kind that a file looks like, where it cannot be of the kind that it was said to be; undefined elsewhere. */
export const likelierKind = (file: File, kind: ImportKind): ImportKind | undefined => {
	const [best = kind] = kindsByFit(file.headings, file.sample);
	if (best === kind || propose(file, kind).missing.length === 0) return undefined;
	const { missing, columns } = propose(file, best);
	// A kind that needs no column at all fits every file, and says nothing.
	return missing.length === 0 && columns.filter(({ field }) => field).length > 1 ? best : undefined;
};
