import sharp from 'sharp';
import type { FileType } from '#lib/domain/evidence-file.ts';

// What one picture unpacked may take of the machine: 60 million dots are some 240 MB.
const MOST_DOTS = 60_000_000;

sharp.cache(false);
sharp.concurrency(1);

const FORMATS = {
	'image/jpeg': { format: 'jpeg', options: { quality: 90, mozjpeg: false } },
	'image/png': { format: 'png', options: { compressionLevel: 8 } },
	'image/webp': { format: 'webp', options: { quality: 90 } },
	'image/gif': { format: 'gif', options: {} }
} as const;
type Picture = keyof typeof FORMATS;

export const isPicture = (type: FileType): type is Picture => type in FORMATS;

/**
 * Draws a picture anew, upright, into another file. What was beside the dots goes: the place where it was taken, the
 * camera, names, remarks, and whatever was hung on behind. False where it cannot be read, or is larger than 60 million dots.
 */
export const cleanPicture = async (from: string, to: string, type: Picture): Promise<boolean> => {
	const { format, options } = FORMATS[type];
	const isMoving = type === 'image/gif' || type === 'image/webp';
	try {
		await sharp(from, { limitInputPixels: MOST_DOTS, animated: isMoving, failOn: 'error' })
			.autoOrient()
			.toFormat(format, options)
			.toFile(to);
		return true;
	} catch {
		return false;
	}
};
