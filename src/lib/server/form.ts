import { fail, type ActionFailure } from '@sveltejs/kit';
import type { z } from 'zod';
import { asChosen } from '#lib/components/revealed.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { isMultipart, readMultipart, type Multipart, type TakeFile } from './multipart.ts';
import { STATUS_OF } from './status.ts';

/** What comes back to a form that was not saved: what was typed, and what is wrong with which field. */
export type Rejected = {
	values: Record<string, string>;
	errors: Record<string, string>;
	/** What is wrong with the whole: a refusal that no single field would mend. */
	message: string | undefined;
};

/**
 * Does what a button alone asks for. Undefined when it was done; otherwise the sentence by which it was refused (403, 404,
 * 409).
 */
export const press = async (
	change: () => Promise<unknown>
): Promise<ActionFailure<{ error: string }> | undefined> => {
	try {
		await change();
		return undefined;
	} catch (refusal) {
		if (!(refusal instanceof Refusal)) throw refusal;
		return fail(STATUS_OF[refusal.kind], { error: refusal.message });
	}
};

/** What is typed again rather than sent back. */
const SECRET = /^(password|own_password|new_password|code|token)$/;

/**
 * The fields of a posted form; of a name that comes twice the last one counts. A file counts only where a field takes it,
 * and any other is passed over as it arrives. Undefined where this is no form.
 */
export const typed = async (
	request: Request,
	takes: Readonly<Record<string, TakeFile>> = {}
): Promise<Multipart | undefined> => {
	if (isMultipart(request)) return readMultipart(request, takes);
	try {
		const fields = [...(await request.formData())].flatMap(([name, value]) =>
			typeof value === 'string' ? [[name, value] as const] : []
		);
		return { values: Object.fromEntries(fields), files: {}, errors: {} };
	} catch {
		return undefined;
	}
};

const CHOOSE_AGAIN =
	'Choose the file again: it was not kept, because something else has to be put right first.';

/** Lets the files of a form go, and asks for them again where they were not what was wrong. */
const withoutFiles = async ({ files }: Multipart, errors: Record<string, string>) => {
	await Promise.all(Object.values(files).map((file) => file.drop()));
	return { ...Object.fromEntries(Object.keys(files).map((field) => [field, CHOOSE_AGAIN])), ...errors };
};

/**
 * Parses a posted form by its schema and hands the result to a change, with the fields as they were typed. Undefined
 * when it was saved; otherwise what was typed with what is wrong beside it (422), or why it was refused (403, 404, 409).
 * `fixed` are fields that the address decides, whatever the form says; `takes` says how the files of which fields are
 * taken in. A file is kept once the change has succeeded, and otherwise let go.
 */
export const submit = async <Schema extends z.ZodType>(
	request: Request,
	schema: Schema,
	change: (given: z.output<Schema>, values: Rejected['values']) => Promise<unknown>,
	fixed: Record<string, string> = {},
	takes: Readonly<Record<string, TakeFile>> = {}
): Promise<ActionFailure<Rejected> | undefined> => {
	const form = await typed(request, takes);
	if (!form)
		return fail(400, {
			values: {},
			errors: {},
			message: 'What was sent could not be read. Fill the form in again.'
		});
	const { values, files } = form;
	const kept = Object.fromEntries(Object.entries(values).filter(([name]) => !SECRET.test(name)));
	const given = Object.fromEntries(Object.entries(files).map(([field, { value }]) => [field, value]));
	const { data, error } = schema.safeParse({ ...asChosen(values), ...given, ...fixed });
	if (error || Object.keys(form.errors).length > 0) {
		const errors: Record<string, string> = { ...form.errors };
		for (const { path, message } of error?.issues ?? []) errors[String(path[0] ?? '')] ??= message;
		return fail(422, { values: kept, errors: await withoutFiles(form, errors), message: undefined });
	}
	try {
		// What answers nothing was saved before, by the same form sent twice: its file is there already.
		const isSaved = (await change(data, values)) !== undefined;
		if (!isSaved) await withoutFiles(form, {});
		// What is saved stays saved: a file that cannot be moved now is found where it is held, and moved by the sweep.
		else await Promise.allSettled(Object.values(files).map((file) => file.keep()));
		return undefined;
	} catch (refusal) {
		const { asks, fields = {}, kind, message } = refusal instanceof Refusal ? refusal : {};
		const errors = await withoutFiles(form, { ...fields });
		if (!kind) throw refusal;
		return fail(STATUS_OF[kind], { values: kept, errors, message: asks ? undefined : message });
	}
};
