import { z } from 'zod';
import { kindOf, type ImportKind } from './kinds.ts';

const optionsOf = (schema: unknown): string[] | undefined => {
	if (schema instanceof z.ZodEnum) return schema.options.map(String).filter((option) => option !== '');
	if (schema instanceof z.ZodOptional) return optionsOf(schema.unwrap());
	if (schema instanceof z.ZodPipe) return optionsOf(schema.def.in);
	return undefined;
};

/** The values that a field of a kind can have, where it is one of a list; undefined where it is free. */
export const choicesOf = (kind: ImportKind, field: string): string[] | undefined =>
	optionsOf((kindOf(kind).schema.shape as Record<string, unknown>)[field]);
