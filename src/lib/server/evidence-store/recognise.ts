import { createReadStream } from 'node:fs';
import { fileTypeFromBuffer } from 'file-type';
import {
	FILE_TYPES,
	typeClaimed,
	WHAT_CAN_BE_SENT,
	endingOf,
	type FileType
} from '#lib/domain/evidence-file.ts';
import { bytesAt } from './look-inside.ts';
import { officeCompound, officeZip, type Found } from './office.ts';

const HEAD_BYTES = 4100;

const CAN_BE_SENT = `You can send ${WHAT_CAN_BE_SENT}.`;
const MARKUP = `This is a web page or a drawing that can hold a program. ${CAN_BE_SENT} Save it as a PDF and choose that.`;

/** Which UTF-16 a text says by its first two bytes that it is in; undefined where it says none. */
const utf16 = (head: Buffer) => {
	const mark = head.toString('latin1', 0, 2);
	return mark === '\xff\xfe' ? 'utf-16le' : mark === '\xfe\xff' ? 'utf-16be' : undefined;
};

/** Whether a text begins as HTML, SVG or XML does, after what a browser skips. */
const isMarkup = (head: Buffer): boolean => {
	const text = utf16(head)
		? head.toString('latin1').replaceAll('\0', '').slice(2)
		: head.toString('utf8').replace(/^\uFEFF/, '');
	return /^\s*<\s*[!?/a-z]/i.test(text);
};

// A text has no control characters but tab, line feed, form feed and carriage return.
const CONTROL = /[\0-\x08\x0b\x0e-\x1f]/;

/** Whether every byte of a file is of a text: UTF-8, or any encoding of single letters, or UTF-16 that says so. */
const isText = async (path: string, head: Buffer): Promise<boolean> => {
	const encoding = utf16(head);
	const decoder = encoding && new TextDecoder(encoding, { fatal: true });
	try {
		for await (const chunk of createReadStream(path)) {
			const bytes = chunk as Buffer;
			if (CONTROL.test(decoder ? decoder.decode(bytes, { stream: true }) : bytes.toString('latin1')))
				return false;
		}
		decoder?.decode();
		return true;
	} catch {
		return false;
	}
};

const IMAGES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const;

const found = async (path: string, name: string): Promise<Found> => {
	const head = await bytesAt(path, 0, HEAD_BYTES);
	if (isMarkup(head)) return { refused: MARKUP };
	if (head.toString('latin1', 0, 4) === 'PK\x03\x04') return officeZip(path);
	// The mark of UTF-16 looks like the beginning of a sound.
	const mime = utf16(head) ? undefined : ((await fileTypeFromBuffer(head))?.mime as string | undefined);
	if (mime === 'application/pdf') return { type: mime };
	if (mime === 'application/x-cfb') return officeCompound(path);
	const image = IMAGES.find((each) => each === mime);
	if (image) return { type: image };
	if (mime === 'image/apng') return { type: 'image/png' };
	if (mime?.startsWith('image/hei') || mime === 'image/avif')
		return {
			refused: 'This picture is in a format that many computers cannot open. Save it as JPEG and choose that.'
		};
	if (mime === undefined && (await isText(path, head)))
		return { type: endingOf(name) === 'csv' ? 'text/csv' : 'text/plain' };
	return { refused: `This file is of a kind that cannot be taken. ${CAN_BE_SENT}` };
};

/**
 * What a file at a path is, decided by its bytes. What its name says counts only against it: a file that claims to be
 * one thing and is another is refused, in a sentence that says what to do.
 */
export const recognise = async (path: string, name: string): Promise<Found> => {
	const claimed = typeClaimed(name);
	const what = await found(path, name);
	const isCalled = claimed && `It is called .${endingOf(name)}, but it is not ${FILE_TYPES[claimed].called}.`;
	if ('refused' in what)
		return claimed && what.refused === MARKUP ? { refused: `${isCalled} ${MARKUP}` } : what;
	const type: FileType = what.type;
	if (!claimed || claimed === type) return what;
	return {
		refused: `${isCalled} It is ${FILE_TYPES[type].called}. Open it, save it again as what it is, and choose it again.`
	};
};
