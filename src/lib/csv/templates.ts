import { writeXlsx } from 'hucre/xlsx';
import { describedFields, type Field } from './fields.ts';
import { IMPORT_KINDS, type ImportKind } from './kinds.ts';
import { write } from './write.ts';

/** What a person can download for a kind: an empty CSV, or a workbook with a second sheet that explains the columns. */
export const TEMPLATE_FORMATS = ['csv', 'xlsx'] as const;
export type TemplateFormat = (typeof TEMPLATE_FORMATS)[number];

const HEADINGS = ['Column', 'Needed', 'What it means', 'How to write it'];

const howOf = ({ is, choices, longest }: Field): string => {
	switch (is) {
		case 'day':
			return 'A day: 2026-11-22, 22/11/2026 or 22 November 2026';
		case 'choice':
			return `One of: ${choices.join('; ')}`;
		case 'list':
			return 'One or more, separated by semicolons';
		case 'number':
			return 'A number in digits';
		case 'words':
			return longest ? `Up to ${longest.toLocaleString('en-GB')} characters` : 'Words';
	}
};

/** What each column of a kind means: its name, whether it is needed, its meaning, and how to write it. */
export const columnsInWords = (kind: ImportKind): string[][] =>
	describedFields(kind).map((field) => [
		field.field,
		field.required ? 'yes' : 'no',
		field.what.charAt(0).toUpperCase() + field.what.slice(1),
		howOf(field)
	]);

/** The name of a kind's template as it stands in an address: `status-updates.csv`. */
export const templateName = (kind: ImportKind, format: TemplateFormat): string =>
	`${kind.replaceAll(' ', '-')}.${format}`;

/** Which template a name stands for; undefined where there is none. */
export const templateNamed = (name: string): { kind: ImportKind; format: TemplateFormat } | undefined =>
	IMPORT_KINDS.flatMap((kind) => TEMPLATE_FORMATS.map((format) => ({ kind, format }))).find(
		({ kind, format }) => templateName(kind, format) === name
	);

/** An empty table of a kind, ready to be filled in and uploaded. */
export const templateOf = async (kind: ImportKind, format: TemplateFormat): Promise<Uint8Array> => {
	const headings = describedFields(kind).map(({ field }) => field);
	if (format === 'csv') return new TextEncoder().encode(write(headings, []));
	return writeXlsx({
		sheets: [
			{ name: 'Template', rows: [headings] },
			{ name: 'What each column means', rows: [HEADINGS, ...columnsInWords(kind)] }
		]
	});
};
