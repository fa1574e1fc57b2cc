import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MOST_FILE_BYTES } from '#lib/domain/evidence-file.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { folderStore } from './folder-store.ts';
import type { EvidenceStore } from './store.ts';
import { takeIn } from './take-in.ts';
import { compoundOf, FILES, zipOf } from './testing.ts';

let folder: string;
let store: EvidenceStore;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'followthrough-evidence-'));
	store = folderStore(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const arriving = () => join(folder, 'arriving');
const take = (name: string, bytes: Buffer | Iterable<Buffer>) =>
	takeIn(store, arriving(), { name, bytes: Readable.from(bytes instanceof Buffer ? [bytes] : bytes) });
const kept = async (key: string) => buffer((await store.open(key)) as Readable);

const refused = async (name: string, bytes: Buffer | Iterable<Buffer>): Promise<string> => {
	const before = (await store.held()).length;
	const refusal = await take(name, bytes).then(
		() => undefined,
		(thrown: unknown) => thrown
	);
	expect(refusal, `${name} was taken`).toBeInstanceOf(Refusal);
	expect((await store.held()).length, 'nothing is left behind').toBe(before);
	expect(readdirSync(arriving())).toEqual([]);
	const { message } = refusal as Refusal;
	expect(message).toMatch(/^[A-Z].*\.$/);
	return message;
};

describe('a file that arrives', () => {
	it.each([
		['audit.pdf', FILES.pdf, 'application/pdf'],
		['minutes.docx', FILES.docx, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
		['figures.xlsx', FILES.xlsx, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
		['minutes.doc', compoundOf('Root Entry', 'WordDocument'), 'application/msword'],
		['figures.xls', compoundOf('Root Entry', 'Workbook'), 'application/vnd.ms-excel'],
		['note.txt', FILES.text, 'text/plain'],
		['figures.csv', FILES.csv, 'text/csv'],
		['utf-16.txt', Buffer.from('\uFEFFAudit of ward 4', 'utf16le'), 'text/plain']
	])('%s is known by its bytes, and kept as it is', async (name, bytes, file_type) => {
		const file = await take(name, bytes);
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		expect(file).toMatchObject({ file_name: name, file_type, file_bytes: bytes.length, file_sha256: sha256 });
		expect(file.file_key).toMatch(/^[0-9a-f]{32}$/);
		expect(await kept(file.file_key)).toEqual(bytes);
	});

	it('gets the ending of what it is where it has none, or one that says nothing', async () => {
		expect((await take('audit', FILES.pdf)).file_name).toBe('audit.pdf');
		expect((await take('audit.exe', FILES.pdf)).file_name).toBe('audit.exe.pdf');
		expect((await take('run.js', FILES.text)).file_name).toBe('run.js.txt');
	});

	it('cannot choose where it is put by what it is called', async () => {
		const file = await take('../../../../tmp/\r\nevil\0.pdf', FILES.pdf);
		expect(file.file_name).toBe('evil.pdf');
		expect(readdirSync(join(folder, 'held'))).toContain(file.file_key);
	});
});

describe('what is refused, with what to do about it', () => {
	it.each([
		['an empty file', 'audit.pdf', Buffer.alloc(0), /^This file is empty/],
		['a web page that is called a PDF', 'audit.pdf', FILES.html, /called \.pdf, but it is not a PDF/],
		['a web page', 'audit.html', FILES.html, /^This is a web page/],
		['a web page that is called a text', 'audit.txt', FILES.html, /web page/],
		['a drawing with a script in it', 'ward.svg', FILES.svg, /^This is a web page or a drawing/],
		['a drawing that is called a photograph', 'ward.jpg', FILES.svg, /web page or a drawing/],
		['a web page in UTF-16', 'a.txt', Buffer.from('\uFEFF<html>', 'utf16le'), /web page/],
		['a text that is called a PDF', 'audit.pdf', FILES.text, /It is plain text/],
		['a PDF that is called a photograph', 'ward.jpg', FILES.pdf, /It is a PDF/],
		[
			'a program',
			'audit.pdf',
			Buffer.from('4d5a90000300000004000000ffff0000', 'hex'),
			/kind that cannot be taken/
		],
		['bytes that are nothing', 'audit.txt', Buffer.from([1, 2, 3, 0, 255]), /kind that cannot be taken/],
		['a packed folder', 'audit.zip', FILES.zip, /packed folder/],
		['a packed folder that is called a document', 'audit.docx', FILES.zip, /packed folder/],
		['a document with macros', 'audit.docx', FILES.macros, /macros/],
		['an older document with macros', 'a.doc', compoundOf('WordDocument', '_VBA_PROJECT'), /macros/],
		['a locked document', 'a.xlsx', compoundOf('EncryptionInfo', 'EncryptedPackage'), /password/],
		['an older file of another program', 'a.doc', compoundOf('PowerPoint Document'), /neither a Word/],
		['a workbook that swells up', 'figures.xlsx', FILES.bomb, /grow so large/],
		['half a zip', 'audit.docx', FILES.docx.subarray(0, 60), /damaged/]
	])('%s', async (_, name, bytes, sentence) => {
		expect(await refused(name, bytes)).toMatch(sentence);
	});

	it('a workbook whose directory owns up to gigabytes', async () => {
		const part = { name: 'xl/workbook.xml', bytes: Buffer.from('<x/>'), unpacked: 4_000_000_000 };
		expect(await refused('a.xlsx', zipOf([part]))).toMatch(/grow so large/);
	});

	it('a document whose parts would be put elsewhere', async () => {
		const parts = ['[Content_Types].xml', 'word/document.xml', '../../evil'];
		const zip = zipOf(parts.map((name) => ({ name, bytes: Buffer.from('<x/>') })));
		expect(await refused('a.docx', zip)).toMatch(/damaged/);
	});

	it('a file of more than 25 MB, and none of up to 25 MB', async () => {
		const megabytes = function* (count: number, last: number) {
			const one = Buffer.alloc(1024 * 1024, 'a');
			for (let n = 0; n < count; n += 1) yield one;
			yield Buffer.alloc(last, 'a');
		};
		expect(await refused('long.txt', megabytes(25, 1))).toMatch(/larger than 25 MB/);
		expect(await refused('long.txt', megabytes(26, 1))).toMatch(/larger than 25 MB/);
		expect((await take('long.txt', megabytes(24, 1024 * 1024))).file_bytes).toBe(MOST_FILE_BYTES);
	});
});

describe('a picture', () => {
	const photograph = () =>
		sharp({ create: { width: 40, height: 20, channels: 3, background: '#005eb8' } })
			.withExif({
				IFD0: { Artist: 'Ada Example' },
				IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' }
			})
			.withMetadata({ orientation: 6 });

	it.each(['jpeg', 'png', 'webp'] as const)(
		'of the sort %s does not say where it was taken, or by whom',
		async (sort) => {
			const given = await photograph().toFormat(sort).toBuffer();
			expect((await sharp(given).metadata()).exif, 'the picture that was sent says so').toBeDefined();
			const file = await take(`ward.${sort}`, given);
			const clean = await kept(file.file_key);
			const { exif, xmp, iptc, orientation, width, height } = await sharp(clean).metadata();
			expect({ exif, xmp, iptc, orientation }).toEqual({});
			expect({ width, height }, 'it stands upright').toEqual({ width: 20, height: 40 });
			expect(file.file_bytes).toBe(clean.length);
			expect(file.file_sha256).toBe(createHash('sha256').update(clean).digest('hex'));
		}
	);

	it('loses what was hung on behind it', async () => {
		const given = Buffer.concat([await photograph().jpeg().toBuffer(), FILES.html, FILES.zip]);
		const clean = await kept((await take('ward.jpg', given)).file_key);
		expect(clean.includes('<script>')).toBe(false);
	});

	it('that cannot be read, or has more dots than a machine can hold, is refused', async () => {
		const given = await photograph().png().toBuffer();
		expect(await refused('ward.png', given.subarray(0, 60))).toMatch(/cannot be read/);
		const huge = Buffer.from(given);
		huge.writeUInt32BE(60_000, 16);
		huge.writeUInt32BE(60_000, 20);
		expect(await refused('ward.png', huge)).toMatch(/cannot be read/);
	});
});
