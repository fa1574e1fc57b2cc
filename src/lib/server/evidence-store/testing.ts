import { deflateRawSync } from 'node:zlib';

type Part = {
	name: string;
	bytes: Buffer;
	/** What the directory says that it becomes, where it lies. */ unpacked?: number;
};

/** A zip made by hand, so that it can hold what no program would make. */
export const zipOf = (parts: readonly Part[]): Buffer => {
	const locals: Buffer[] = [];
	const directory: Buffer[] = [];
	let at = 0;
	for (const { name, bytes, unpacked = bytes.length } of parts) {
		const packed = deflateRawSync(bytes);
		const local = Buffer.alloc(30);
		local.writeUInt32LE(0x04034b50, 0);
		local.writeUInt16LE(20, 4);
		local.writeUInt16LE(8, 8);
		local.writeUInt32LE(packed.length, 18);
		local.writeUInt32LE(unpacked, 22);
		local.writeUInt16LE(Buffer.byteLength(name), 26);
		const entry = Buffer.alloc(46);
		entry.writeUInt32LE(0x02014b50, 0);
		entry.writeUInt16LE(8, 10);
		entry.writeUInt32LE(packed.length, 20);
		entry.writeUInt32LE(unpacked, 24);
		entry.writeUInt16LE(Buffer.byteLength(name), 28);
		entry.writeUInt32LE(at, 42);
		locals.push(local, Buffer.from(name), packed);
		directory.push(entry, Buffer.from(name));
		at += local.length + Buffer.byteLength(name) + packed.length;
	}
	const end = Buffer.alloc(22);
	const length = Buffer.concat(directory).length;
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(parts.length, 8);
	end.writeUInt16LE(parts.length, 10);
	end.writeUInt32LE(length, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...locals, ...directory, end]);
};

const part = (name: string, text = '<x/>'): Part => ({ name, bytes: Buffer.from(text) });

/** The smallest file of each sort that is taken for what it is. */
export const FILES = {
	pdf: Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
	docx: zipOf([part('[Content_Types].xml'), part('word/document.xml')]),
	xlsx: zipOf([part('[Content_Types].xml'), part('xl/workbook.xml')]),
	macros: zipOf([part('[Content_Types].xml'), part('word/document.xml'), part('word/vbaProject.bin')]),
	zip: zipOf([part('a.txt')]),
	bomb: zipOf([
		part('[Content_Types].xml'),
		part('xl/workbook.xml'),
		{ name: 'xl/worksheets/sheet1.xml', bytes: Buffer.alloc(50_000_000) }
	]),
	text: Buffer.from('Everyone on ward 4 – nights too – was asked.\r\n'),
	csv: Buffer.from('month,share\n2026-10,97\n'),
	html: Buffer.from('\uFEFF\n <!DOCTYPE html><script>alert(1)</script>'),
	svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
};

/** An older Office file as far as its parts tell: the mark of a compound file, and the names of its parts. */
export const compoundOf = (...parts: string[]): Buffer =>
	Buffer.concat([
		Buffer.from('d0cf11e0a1b11ae1', 'hex'),
		Buffer.alloc(504),
		...parts.map((name) => Buffer.concat([Buffer.from(name, 'utf16le'), Buffer.alloc(64)]))
	]);
