import { LIMITS } from '#lib/csv/limits.ts';
import { MOST_FILE_BYTES, sizeInWords } from '#lib/domain/evidence-file.ts';
import type { Settings } from './settings.ts';

/** The forms that bring files, and how large one may be: an update of an assignment, an import. */
const BRINGS_FILES: readonly [form: RegExp, bytes: number][] = [
	[/^\/my-work\/\d+$/, MOST_FILE_BYTES],
	[/^\/register\/imports$/, LIMITS.bytes]
];

/** A file that is somewhat too large is read to its end all the same, so that the form can say so with all that was typed. */
const MOST_UPLOAD_BYTES = 2 * Math.max(...BRINGS_FILES.map(([, bytes]) => bytes));

const UNITS: Record<string, number> = { K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/** A size as settings give it, in bytes: `512K`, `10M`, `1048576`. */
const bytesOf = (size: string): number => Number.parseFloat(size) * (UNITS[size.at(-1) ?? ''] ?? 1);

/** The most bytes that any page takes in, for the pages' own guard. */
export const mostBytes = ({ body_size_limit }: Pick<Settings, 'body_size_limit'>): number =>
	Math.max(bytesOf(body_size_limit), MOST_UPLOAD_BYTES);

/** Why something of this length is not taken in by the page that it is sent to; undefined where it is. */
export const tooLong = (
	content_length: string | undefined,
	path: string,
	settings: Pick<Settings, 'body_size_limit'>
): string | undefined => {
	const [, brings] = BRINGS_FILES.find(([form]) => form.test(path)) ?? [];
	const limit = brings
		? Math.max(bytesOf(settings.body_size_limit), 2 * brings)
		: bytesOf(settings.body_size_limit);
	if (!(Number(content_length) > limit)) return undefined;
	const most = sizeInWords(brings ?? limit);
	return `Nothing was saved. What is sent here can have ${most} at most. Go back, choose something smaller, or give a link instead.`;
};
