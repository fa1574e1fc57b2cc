import type { FileType } from '#lib/domain/evidence-file.ts';
import { marksIn } from './look-inside.ts';
import { zipDirectory } from './zip.ts';

/** What a container turned out to be, or why it cannot be taken. */
export type Found = { type: FileType } | { refused: string };

// A large but honest workbook grows some twenty times; what grows a thousand times is made to fill a disk.
const MOST_UNPACKED_BYTES = 500 * 1024 * 1024;
const HARMLESS_BYTES = 20 * 1024 * 1024;
const MOST_GROWTH = 150;

const MACROS =
	'There are macros in this file, which nobody can open safely. Save it without macros (.docx or .xlsx) and choose it again.';
const PASSWORD =
	'This file is locked with a password, so nobody could check it. Save it without the password and choose it again.';
const NOT_OFFICE =
	'This is a packed folder (a zip), not a document. Unpack it and choose the document itself.';
const UNREADABLE = 'This file is damaged: it cannot be opened. Save it again and choose it again.';

/** A zip, if it is a Word document or an Excel workbook of today: it has their parts, no macros, and does not swell up. */
export const officeZip = async (path: string): Promise<Found> => {
	const entries = await zipDirectory(path);
	if (!entries) return { refused: UNREADABLE };
	const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
	const packed = entries.reduce((sum, entry) => sum + entry.packed, 0);
	if (unpacked > MOST_UNPACKED_BYTES || (unpacked > HARMLESS_BYTES && unpacked > packed * MOST_GROWTH))
		return {
			refused:
				'Unpacked, this file would grow so large that it could stop a computer. Save it again, or as a PDF, and choose it again.'
		};
	const names = new Set(entries.map(({ name }) => name.toLowerCase()));
	if ([...names].some((name) => /(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[a-z]:/.test(name)))
		return { refused: UNREADABLE };
	if (!names.has('[content_types].xml')) return { refused: NOT_OFFICE };
	if ([...names].some((name) => name.endsWith('vbaproject.bin'))) return { refused: MACROS };
	if (names.has('word/document.xml'))
		return { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' };
	if (names.has('xl/workbook.xml'))
		return { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
	return {
		refused: 'This is neither a Word document nor an Excel workbook. Save it as a PDF and choose that.'
	};
};

const named = (name: string) => Buffer.from(name, 'utf16le');

// The names of the parts of a compound file ([MS-CFB] 2.6): Word’s ([MS-DOC] 2.1), Excel’s ([MS-XLS] 2.1), macros, a lock.
const PARTS = {
	word: named('WordDocument'),
	excel: named('Workbook\0'),
	macros: named('_VBA_PROJECT'),
	locked: named('EncryptedPackage')
};

/** An older Office file, if it is a Word document or an Excel workbook without macros. */
export const officeCompound = async (path: string): Promise<Found> => {
	const parts = await marksIn(path, PARTS);
	if (parts.has('locked')) return { refused: PASSWORD };
	if (parts.has('macros')) return { refused: MACROS };
	if (parts.has('word')) return { type: 'application/msword' };
	if (parts.has('excel')) return { type: 'application/vnd.ms-excel' };
	return {
		refused: 'This is neither a Word document nor an Excel workbook. Save it as a PDF and choose that.'
	};
};
