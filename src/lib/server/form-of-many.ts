import { fail, type ActionFailure } from '@sveltejs/kit';
import type { z } from 'zod';
import { Refusal } from '#lib/domain/refusal.ts';
import { STATUS_OF } from './status.ts';

/** What comes back to a form about many that was not saved: what was ticked and typed, and what is wrong, by `FIELD-NUMBER`. */
export type RejectedMany = {
	ticked: string[];
	values: Record<string, string>;
	errors: Record<string, string>;
	message: string | undefined;
};

/** What else a form about many says: which field the ticks name, and what is the same for all, whatever was typed. */
type Alike = { named?: string; fixed?: Record<string, string> };

/**
 * Parses a form about many: its field `ticked` names the assignments, or what `named` says, and `FIELD-NUMBER` says what is
 * said of each; what is left empty there is said by `FIELD` of all alike. All are handed to the change together, or none. Undefined when that was saved; otherwise like `submit`.
 */
export const submitMany = async <Schema extends z.ZodObject>(
	request: Request,
	schema: Schema,
	change: (given: z.output<Schema>[], values: Record<string, string>) => Promise<unknown>,
	{ named = 'assignment_id', fixed = {} }: Alike = {}
): Promise<ActionFailure<RejectedMany> | undefined> => {
	const form = await request.formData().catch(() => new FormData());
	const text = (value: FormDataEntryValue) => (typeof value === 'string' ? value : '');
	const ticked = [...new Set(form.getAll('ticked').map(text))];
	const values = Object.fromEntries([...form].map(([name, value]) => [name, text(value)]));
	const reject = (status: number, errors: Record<string, string>, message?: string) =>
		fail(status, { ticked, values, errors, message });
	if (ticked.length === 0) return reject(422, {}, 'Tick at least one of them first.');

	const errors: Record<string, string> = {};
	const given = ticked.flatMap((id) => {
		const fields = Object.keys(schema.shape).map((field) => [
			field,
			values[`${field}-${id}`]?.trim()
				? values[`${field}-${id}`]
				: (values[field] ?? values[`${field}-${id}`])
		]);
		const { data, error } = schema.safeParse({ ...Object.fromEntries(fields), ...fixed, [named]: id });
		for (const { path, message } of error?.issues ?? []) errors[`${String(path[0])}-${id}`] ??= message;
		return data ? [data] : [];
	});
	if (Object.keys(errors).length > 0) return reject(422, errors);
	try {
		await change(given, values);
		return undefined;
	} catch (refusal) {
		if (!(refusal instanceof Refusal)) throw refusal;
		const { kind, message, about } = refusal;
		return about === undefined
			? reject(STATUS_OF[kind], {}, message)
			: reject(STATUS_OF[kind], { [`assignment_id-${about}`]: message });
	}
};
