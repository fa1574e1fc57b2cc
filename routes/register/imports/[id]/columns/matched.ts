import type { Offer } from '#lib/csv/crosswalks.ts';
import { Dialect } from '#lib/csv/dialect.ts';
import type { Field } from '#lib/csv/fields.ts';
import { fieldsOf, IMPORT_KINDS, type ImportKind } from '#lib/csv/kinds.ts';
import { Mapping, SPLITTERS } from '#lib/csv/mapping.ts';
import { rows, type Bytes } from '#lib/csv/rows.ts';
import { valuesAsked } from '#lib/csv/values.ts';

/** Words of a file that are none of ours, with how many rows have each, and what known vocabularies say that they mean. */
export type Ask = {
	field: string;
	heading: string;
	choices: readonly string[];
	values: { theirs: string; n: number; ours: string | null | undefined; offers: Offer[] }[];
};

const LEFT_EMPTY = '(leave empty)';

/** The words in columns of a fixed list that are not of the list, as questions. */
export const asksOf = async (
	open: () => Bytes,
	file: string,
	dialect: Dialect,
	mapping: Mapping
): Promise<Ask[]> => {
	const asks = new Map<string, Ask>();
	for (const one of await valuesAsked(rows(file, open(), dialect), mapping)) {
		const { field, heading, choices, theirs, count, ours, offers } = one;
		const ask: Ask = asks.get(field) ?? { field, heading, choices, values: [] };
		asks.set(field, ask);
		ask.values.push({ theirs, n: count, ours, offers });
	}
	return [...asks.values()];
};

type Matched =
	| { mapping: Mapping; dialect: Dialect; headings: string[] }
	| { mapping: undefined; errors: Record<string, string>; asks: Ask[] };

/** What a person confirmed on the form, or what is still wrong or unsaid. */
export const matchedBy = async (
	values: Readonly<Record<string, string>>,
	open: () => Bytes,
	file: string
): Promise<Matched> => {
	const errors: Record<string, string> = {};
	const stop = (asks: Ask[] = []): Matched => ({ mapping: undefined, errors, asks });
	const json = (text: string | undefined): unknown => {
		try {
			return JSON.parse(text ?? '');
		} catch {
			return undefined;
		}
	};
	const dialect = Dialect.safeParse(json(values.dialect)).data;
	const headings = json(values.headings);
	const kind = values.kind as ImportKind;
	if (!dialect || !Array.isArray(headings) || !IMPORT_KINDS.includes(kind)) {
		errors.form = 'What was sent could not be read. Open the page again, and match the columns.';
		return stop();
	}
	for (const [name, question] of Object.entries(values))
		if (name.startsWith('doubt-'))
			errors[`${name.slice('doubt-'.length)}-0`] =
				`${question} Choose it, and press ‘Read it so’, before the rows are checked.`;
	const { all, required } = fieldsOf(kind);
	const taken = new Map<string, string>();
	const columns = (headings as string[]).map((heading, place) => {
		const given = values[`column-${place}`] ?? '';
		const field = all.includes(given) ? given : null;
		const earlier = field ? taken.get(field) : undefined;
		if (field && earlier !== undefined)
			errors[`column-${place}`] =
				`Choose another field for ‘${heading}’: ‘${earlier}’ fills it already. Or leave the column out.`;
		if (field) taken.set(field, heading);
		const split = values[`split-${place}`] ?? '';
		const split_by = SPLITTERS.find((one) => one === (split === '\\n' ? '\n' : split)) ?? null;
		return { place, heading: String(heading), field, split_by };
	});
	const fixed: Record<string, string> = {};
	for (const field of all) {
		const value = (values[`fixed-${field}`] ?? '').trim();
		if (value !== '' && !taken.has(field)) fixed[field] = value;
	}
	const missing = required.filter((field) => !taken.has(field) && !(field in fixed));
	if (missing.length > 0)
		errors.columns = `Say which column is: ${missing.map((field) => field.replaceAll('_', ' ')).join(', ')}. Or give one value for all rows.`;

	const ours: Record<string, Record<string, string | null>> = {};
	for (const [name, value] of Object.entries(values)) {
		const [, field, theirs] = /^value:([a-z_]+):([^]*)$/.exec(name) ?? [];
		if (!field || theirs === undefined || value === '') continue;
		(ours[field] ??= {})[theirs] = value === LEFT_EMPTY ? null : value;
	}
	const mapping = Mapping.parse({ kind, columns, values: ours, fixed });
	const asks = await asksOf(open, file, dialect, mapping);
	for (const { field, values: unknown } of asks)
		for (const { theirs, ours: chosen } of unknown)
			if (chosen === undefined) errors[`value:${field}:${theirs}`] = `Say what ‘${theirs}’ means.`;
	return Object.keys(errors).length > 0 ? stop(asks) : { mapping, dialect, headings: headings as string[] };
};

/** What a stranger's sheet often has no column for, since all its rows have it in common. */
const COMMON = ['source_name', 'report_title', 'kind'];

/**
 * The fields for which one value for all rows can be given, with the one that is offered: those that must be there and
 * no column fills, and those that sheets often leave out.
 */
export const fixable = (
	fields: readonly Field[],
	columns: readonly { field: string | null }[],
	offered: Readonly<Record<string, string>>
) => {
	const filled = new Set(columns.map(({ field }) => field));
	return fields
		.filter(
			({ field, required }) => !filled.has(field) && (required || field in offered || COMMON.includes(field))
		)
		.map(({ field, what, required, choices }) => ({
			field,
			what,
			required,
			choices,
			value: offered[field] ?? ''
		}));
};
