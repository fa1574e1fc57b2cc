import { z } from 'zod';
import { kindOf, fieldsOf, type ImportKind } from './kinds.ts';

/** What sort of value a field holds. */
export type FieldIs = 'day' | 'list' | 'choice' | 'number' | 'words';

/** A field of a kind, as its schema tells it. */
export type Field = {
	field: string;
	is: FieldIs;
	required: boolean;
	/** What it means, as the middle of a sentence: `the day of publication`. */
	what: string;
	/** The values of a choice, and none elsewhere. */
	choices: string[];
	/** The most characters that it takes, where it has a limit. */
	longest: number | null;
};

/** A leap day that was, and one that was not: a field that tells them apart holds a day. */
const [A_DAY, NO_DAY] = ['2024-02-29', '2023-02-29'];

type Told = { description?: string; enum?: string[]; maxLength?: number };

const isOf = (schema: z.ZodType, choices: string[]): FieldIs => {
	const takes = (text: string) => schema.safeParse(text);
	if (choices.length > 0) return 'choice';
	if (Array.isArray(takes('a').data)) return 'list';
	if (takes(A_DAY).success && !takes(NO_DAY).success) return 'day';
	return takes('7').success && !takes('a').success && !takes('http://a.example/').success
		? 'number'
		: 'words';
};

const described = new Map<ImportKind, Field[]>();

/** The fields of a kind, in the order of its schema, read out of the schema itself. */
export const describedFields = (kind: ImportKind): Field[] => {
	const known = described.get(kind);
	if (known) return known;
	const { shape } = kindOf(kind).schema;
	const { required } = fieldsOf(kind);
	const told = z.toJSONSchema(z.object(shape), { io: 'input', unrepresentable: 'any' }).properties ?? {};
	const fields = Object.keys(shape).map((field): Field => {
		const { description, enum: values = [], maxLength } = (told[field] ?? {}) as Told;
		const choices = values.filter((value) => value !== '');
		return {
			field,
			is: isOf(shape[field] as z.ZodType, choices),
			required: required.includes(field),
			what: description || field.replaceAll('_', ' '),
			choices,
			longest: maxLength ?? null
		};
	});
	described.set(kind, fields);
	return fields;
};

/** The fields of a kind that are of some sort. */
export const fieldsThatAre = (kind: ImportKind, is: FieldIs): Set<string> =>
	new Set(describedFields(kind).flatMap((one) => (one.is === is ? [one.field] : [])));
