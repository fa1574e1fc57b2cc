import { fail, type ActionFailure } from '@sveltejs/kit';
import type { z } from 'zod';
import { asChosen } from '#lib/components/revealed.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { STATUS_OF } from './status.ts';

/** What comes back to a form that was not saved: what was typed, and what is wrong with which field. */
export type Rejected = {
	values: Record<string, string>;
	errors: Record<string, string>;
	/** What is wrong with the whole: a refusal that no single field would mend. */
	message: string | undefined;
};

/** The text fields of a posted form; of a name that comes twice the last one counts, and files are passed over. */
const typed = async (request: Request): Promise<Record<string, string> | undefined> => {
	try {
		const fields = [...(await request.formData())].flatMap(([name, value]) =>
			typeof value === 'string' ? [[name, value] as const] : []
		);
		return Object.fromEntries(fields);
	} catch {
		return undefined;
	}
};

/**
 * Parses a posted form by its schema and hands the result to a change, with the fields as they were typed. Undefined when it was saved; otherwise what
 * was typed with what is wrong beside it (422), or why it was refused (403, 404, 409). `fixed` are fields that the
 * address decides, whatever the form says.
 */
export const submit = async <Schema extends z.ZodType>(
	request: Request,
	schema: Schema,
	change: (given: z.output<Schema>, values: Rejected['values']) => Promise<unknown>,
	fixed: Record<string, string> = {}
): Promise<ActionFailure<Rejected> | undefined> => {
	const values = await typed(request);
	if (!values)
		return fail(400, {
			values: {},
			errors: {},
			message: 'What was sent could not be read. Fill the form in again.'
		});
	const { data, error } = schema.safeParse({ ...asChosen(values), ...fixed });
	if (error) {
		const errors: Record<string, string> = {};
		for (const { path, message } of error.issues) errors[String(path[0] ?? '')] ??= message;
		return fail(422, { values, errors, message: undefined });
	}
	try {
		await change(data, values);
		return undefined;
	} catch (refusal) {
		if (!(refusal instanceof Refusal)) throw refusal;
		const { asks, fields, kind, message } = refusal;
		return fail(STATUS_OF[kind], { values, errors: { ...fields }, message: asks ? undefined : message });
	}
};
