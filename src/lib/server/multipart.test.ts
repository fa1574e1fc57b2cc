import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Refusal } from '#lib/domain/refusal.ts';
import { submit } from './form.ts';
import { readMultipart, type TakeFile } from './multipart.ts';

const Schema = z.object({ words: z.string(), file: z.unknown().optional(), id: z.string().optional() });

/** A place where files are taken in, that remembers what became of each. */
const place = () => {
	const became: string[] = [];
	const take: TakeFile = async ({ name, bytes }) => {
		const taken = await buffer(bytes);
		if (name === 'bad.pdf') throw new Refusal('not-possible', 'This file is empty.');
		return {
			value: `${name}: ${taken.length}`,
			keep: async () => void became.push(`kept ${name}`),
			drop: async () => void became.push(`dropped ${name}`)
		};
	};
	return { became, takes: { file: take } };
};

const posted = (fields: [string, string | File][]) => {
	const body = new FormData();
	for (const [name, value] of fields) body.append(name, value);
	return new Request('http://localhost/my-work/7', { method: 'POST', body });
};
const pdf = (name = 'audit.pdf', size = 300_000) => new File([new Uint8Array(size)], name);

describe('a form with a file', () => {
	it('hands the file to the change with the words, and keeps it once that has succeeded', async () => {
		const { became, takes } = place();
		const given: unknown[] = [];
		const change = async (data: unknown) => {
			expect(became).toEqual([]);
			return given.push(data);
		};
		const form = posted([
			['words', 'Begun – “yes”.'],
			['file', pdf()]
		]);
		expect(await submit(form, Schema, change, {}, takes)).toBeUndefined();
		expect(given).toEqual([{ words: 'Begun – “yes”.', file: 'audit.pdf: 300000' }]);
		expect(became).toEqual(['kept audit.pdf']);
	});

	it('lets the file go when the change refuses or breaks, and says to choose it again', async () => {
		const { became, takes } = place();
		const form = () =>
			posted([
				['words', 'Begun.'],
				['file', pdf()]
			]);
		const refuse = () => Promise.reject(new Refusal('not-possible', 'Not today.'));
		expect(await submit(form(), Schema, refuse, {}, takes)).toMatchObject({
			status: 409,
			data: {
				values: { words: 'Begun.' },
				message: 'Not today.',
				errors: { file: expect.stringContaining('Choose the file again') }
			}
		});
		const broken = () => Promise.reject(new TypeError('broken'));
		await expect(submit(form(), Schema, broken, {}, takes)).rejects.toThrow('broken');
		expect(became).toEqual(['dropped audit.pdf', 'dropped audit.pdf']);
	});

	it('lets the file go when the same form was saved before', async () => {
		const { became, takes } = place();
		const saved = async () => undefined;
		expect(
			await submit(
				posted([
					['words', 'x'],
					['file', pdf()]
				]),
				Schema,
				saved,
				{},
				takes
			)
		).toBeUndefined();
		expect(became).toEqual(['dropped audit.pdf']);
	});

	it('says what is wrong with the file beside its field, and saves nothing', async () => {
		const { takes } = place();
		const never = () => Promise.reject(new Error('It was saved.'));
		const answer = await submit(
			posted([
				['file', pdf('bad.pdf')],
				['words', 'Begun.']
			]),
			Schema,
			never,
			{},
			takes
		);
		expect(answer).toMatchObject({
			status: 422,
			data: { values: { words: 'Begun.' }, errors: { file: 'This file is empty.' } }
		});
	});

	it('takes no file by a field that takes none, nor a second by one that takes one', async () => {
		const { became, takes } = place();
		const read = await readMultipart(
			posted([
				['words', 'Begun.'],
				['other', pdf('other.pdf')],
				['__proto__', pdf('proto.pdf')],
				['file', pdf('first.pdf', 10)],
				['file', pdf('second.pdf', 10)]
			]),
			takes
		);
		expect(Object.keys(read?.files ?? {})).toEqual(['file']);
		expect(read?.files.file?.value).toBe('first.pdf: 10');
		expect(became).toEqual([]);
	});

	it('has no file where none was chosen', async () => {
		const { takes } = place();
		const read = await readMultipart(
			posted([
				['words', 'Begun.'],
				['file', new File([], '')]
			]),
			takes
		);
		expect(read).toEqual({ values: { words: 'Begun.' }, files: {}, errors: {} });
	});

	it('that breaks off on the way leaves nothing behind', async () => {
		const { became, takes } = place();
		const whole = Buffer.from(
			await posted([
				['file', pdf()],
				['words', 'Begun.']
			]).arrayBuffer()
		);
		const type = posted([['words', 'x']]).headers.get('content-type') ?? '';
		const boundary = whole.toString('latin1').split('\r\n')[0]?.slice(2) ?? '';
		for (const length of [10, 200, 5_000, whole.length - 20]) {
			const half = new Request('http://localhost/', {
				method: 'POST',
				body: whole.subarray(0, length),
				headers: { 'content-type': type.replace(/boundary=.*/, `boundary=${boundary}`) }
			});
			expect(await readMultipart(half, takes), `${length} bytes`).toBeUndefined();
		}
		expect(became.filter((what) => what.startsWith('kept'))).toEqual([]);
	});

	it('lets a fault of ours through', async () => {
		const file: TakeFile = () => Promise.reject(new TypeError('disk full'));
		await expect(readMultipart(posted([['file', pdf()]]), { file })).rejects.toThrow('disk full');
	});
});
