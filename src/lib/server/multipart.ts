import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import { Refusal } from '#lib/domain/refusal.ts';

/** A file that a form brought, taken in: what stands for it, and how to keep it or to let it go. */
export type Taken = { value: unknown; keep: () => Promise<void>; drop: () => Promise<void> };

/** Takes in one file as it arrives; throws a refusal with what is wrong with it. */
export type TakeFile = (file: { name: string; bytes: Readable }) => Promise<Taken>;

/** A form that was read: its texts, its files by the names of their fields, and what is wrong with which. */
export type Multipart = {
	values: Record<string, string>;
	files: Record<string, Taken>;
	errors: Record<string, string>;
};

// What the parser says of a form that ends before its end; it has no code for it.
const BREAKS_OFF = /unexpected end/i;

const MOST_FIELDS = 5_000;
const MOST_FIELD_BYTES = 100_000;

/** Whether a request is a form that can bring files. */
export const isMultipart = (request: Request): boolean =>
	/^multipart\/form-data\b/i.test(request.headers.get('content-type') ?? '');

/**
 * Reads a form with files as it arrives. Of a name that comes twice the last text counts, and the first file. A file is
 * taken in only by a field that `takes` names; any other is passed over, unread. Undefined where this is no such form.
 */
export const readMultipart = async (
	request: Request,
	takes: Readonly<Record<string, TakeFile>>
): Promise<Multipart | undefined> => {
	if (!request.body) return undefined;
	const read: Multipart = { values: {}, files: {}, errors: {} };
	const taking: Promise<void>[] = [];
	const seen = new Set<string>();
	const take = async (field: string, takeFile: TakeFile, name: string, bytes: Readable) => {
		try {
			read.files[field] = await takeFile({ name, bytes });
		} catch (refusal) {
			if (!(refusal instanceof Refusal)) throw refusal;
			read.errors[field] = refusal.message;
		} finally {
			bytes.resume();
		}
	};
	let fault: Error | undefined;
	try {
		const form = new Busboy({
			headers: { 'content-type': request.headers.get('content-type') } as BusboyHeaders,
			limits: { fields: MOST_FIELDS, fieldSize: MOST_FIELD_BYTES, files: 10 }
		});
		form.on('field', (name, value) => (read.values[name] = value));
		form.on('file', (field, bytes, name) => {
			const takeFile = Object.hasOwn(takes, field) && !seen.has(field) ? takes[field] : undefined;
			if (!takeFile || !name) return void bytes.resume();
			seen.add(field);
			taking.push(
				take(field, takeFile, name, bytes).catch((thrown: Error) => {
					fault = thrown;
					form.destroy(thrown);
				})
			);
		});
		await pipeline(Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]), form);
	} catch {
		await Promise.all(taking);
		await Promise.all(Object.values(read.files).map((file) => file.drop()));
		if (fault && !BREAKS_OFF.test(fault.message)) throw fault;
		return undefined;
	}
	await Promise.all(taking);
	return read;
};
