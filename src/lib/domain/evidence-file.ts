import { z } from 'zod';

/** The largest file that is taken as evidence: 25 MB. */
export const MOST_FILE_BYTES = 25 * 1024 * 1024;

type Kind = { called: string; endings: readonly [string, ...string[]] };

/** What a file may be, by what its bytes say: how a person calls it, and how its name may end. */
export const FILE_TYPES = {
	'application/pdf': { called: 'a PDF', endings: ['pdf'] },
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
		called: 'a Word document',
		endings: ['docx']
	},
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
		called: 'an Excel workbook',
		endings: ['xlsx']
	},
	'application/msword': { called: 'an older Word document', endings: ['doc'] },
	'application/vnd.ms-excel': { called: 'an older Excel workbook', endings: ['xls'] },
	'text/csv': { called: 'a CSV', endings: ['csv'] },
	'text/plain': { called: 'plain text', endings: ['txt'] },
	'image/jpeg': { called: 'a JPEG picture', endings: ['jpg', 'jpeg'] },
	'image/png': { called: 'a PNG picture', endings: ['png'] },
	'image/webp': { called: 'a WebP picture', endings: ['webp'] },
	'image/gif': { called: 'a GIF picture', endings: ['gif'] }
} as const satisfies Record<string, Kind>;
export type FileType = keyof typeof FILE_TYPES;

/** How a browser can show a file inside a page: as a picture, as a document, or not at all. */
export const showsAs = (type: string | null): 'picture' | 'document' | undefined =>
	type?.startsWith('image/') ? 'picture' : type === 'application/pdf' ? 'document' : undefined;

/** What can be sent, in words. */
export const WHAT_CAN_BE_SENT = 'PDF, Word, Excel, CSV, plain text, or a picture (JPEG, PNG, WebP or GIF)';

/** What a file input offers first: the endings of all that can be sent. */
export const ACCEPTED_ENDINGS = Object.values(FILE_TYPES)
	.flatMap(({ endings }) => endings.map((ending) => `.${ending}`))
	.join(',');

/**
 * A file that was taken in: what it is called, what its bytes are, and under which name they lie in the store. Only the
 * intake makes one, since a text field of a form can never be an object.
 */
export type EvidenceFile = {
	file_key: string;
	file_name: string;
	file_type: FileType;
	file_bytes: number;
	/** SHA-256 of the bytes as they are stored, in hexadecimal digits. */
	file_sha256: string;
};

/** A file of a form, or none. What is not a file, such as its mere name, is refused. */
export const uploaded = (what: string) =>
	z
		.custom<EvidenceFile | undefined>(
			(value) => value === undefined || value === '' || (typeof value === 'object' && value !== null),
			`Choose ${what} again: only its name arrived.`
		)
		.transform((value) => value || undefined)
		.optional();

const LONGEST_NAME = 150;
// What cannot be seen, or turns the direction of reading so that a name seems to end otherwise than it does.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;
const RESERVED = /[<>:"|?*%]/g;

/** How the name of a file ends, in small letters and without the dot; empty where it has no ending. */
export const endingOf = (name: string): string =>
	/\.([\p{L}\p{N}]{1,10})\s*$/u.exec(name)?.[1]?.toLowerCase() ?? '';

/**
 * The name of a file as it can be shown and saved anywhere: without folders, characters that cannot be seen or that a
 * disk reserves, and not too long. It ends as what the file is should end: `audit.pdf.exe` becomes `audit.pdf.exe.pdf`.
 */
export const safeName = (given: string, type: FileType): string => {
	const endings: readonly string[] = FILE_TYPES[type].endings;
	const own = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
	const name = own
		.replace(UNSEEN, '')
		.replace(RESERVED, '_')
		.replace(/\s+/g, ' ')
		.replace(/^[.\s]+|[.\s]+$/g, '');
	const ending = endings.find((each) => each === endingOf(name)) ?? '';
	const stem = (ending ? name.slice(0, -ending.length - 1) : name).trim() || 'file';
	return `${[...stem].slice(0, LONGEST_NAME).join('')}.${ending || endings[0]}`;
};

/** The type that a name claims by its ending; undefined where the ending says nothing. */
export const typeClaimed = (name: string): FileType | undefined => {
	const ending = endingOf(name);
	const found = Object.entries(FILE_TYPES).find(([, { endings }]) =>
		(endings as readonly string[]).includes(ending)
	);
	return found?.[0] as FileType | undefined;
};

/** How large a file is, as people say it: `1.4 MB`, `12 kB`. */
export const sizeInWords = (bytes: number): string =>
	bytes >= 1024 * 1024
		? `${(bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '')} MB`
		: `${Math.max(1, Math.round(bytes / 1024))} kB`;
