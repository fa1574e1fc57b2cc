import { Dialect } from '#lib/csv/dialect.ts';
import { describedFields } from '#lib/csv/fields.ts';
import { fieldsOf, IMPORT_KINDS, type ImportKind } from '#lib/csv/kinds.ts';
import { Mapping, SPLITTERS } from '#lib/csv/mapping.ts';
import { isRow, parts, type Bytes } from '#lib/csv/rows.ts';

/** Words of a file that are none of ours, with how many rows have each, and what they can mean. */
export type Ask = {
	field: string;
	heading: string;
	choices: string[];
	values: { theirs: string; n: number; ours: string | null | undefined }[];
};

const MOST_ASKED = 60;
const LEFT_EMPTY = '(leave empty)';

/** The words in columns of a fixed list that are not of the list, as questions. */
export const asksOf = async (
	open: () => Bytes,
	file: string,
	dialect: Dialect,
	mapping: Mapping
): Promise<Ask[]> => {
	const choicesOf = new Map(describedFields(mapping.kind).map(({ field, choices }) => [field, choices]));
	const listed = mapping.columns.flatMap(({ place, heading, field }) => {
		const choices = choicesOf.get(field ?? '') ?? [];
		return field && choices.length > 0 ? [{ place, heading, field, choices, counts: new Map<string, number>() }] : [];
	});
	if (listed.length === 0) return [];
	for await (const part of parts(file, open(), dialect)) {
		if (!isRow(part)) continue;
		for (const { place, choices, counts } of listed) {
			const value = (part.cells[place] ?? '').trim();
			if (value === '' || choices.includes(value)) continue;
			if (counts.has(value) || counts.size < MOST_ASKED) counts.set(value, (counts.get(value) ?? 0) + 1);
		}
	}
	return listed
		.filter(({ counts }) => counts.size > 0)
		.map(({ field, heading, choices, counts }) => ({
			field,
			heading,
			choices,
			values: [...counts]
				.sort(([, a], [, b]) => b - a)
				.map(([theirs, n]) => ({ theirs, n, ours: mapping.values[field]?.[theirs] }))
		}));
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
		errors.columns = `Say which column is: ${missing.map((field) => field.replaceAll('_', ' ')).join(', ')}.`;

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
