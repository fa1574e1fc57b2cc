import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checked, type EvidenceStore } from './store.ts';

const isCode = (error: unknown, code: string) => (error as NodeJS.ErrnoException).code === code;

/** Moves a file, also from one disk to another, where it cannot simply be renamed. */
const move = async (from: string, to: string) => {
	await mkdir(dirname(to), { recursive: true, mode: 0o700 });
	try {
		await rename(from, to);
	} catch (error) {
		if (!isCode(error, 'EXDEV')) throw error;
		await copyFile(from, to);
		await rm(from);
	}
};

/** Evidence in a folder of this machine, which only the product's own account can read. */
export const folderStore = (folder: string): EvidenceStore => {
	const held = join(folder, 'held');
	const heldAt = (key: string) => join(held, checked(key));
	const keptAt = (key: string) => join(folder, 'kept', checked(key).slice(0, 2), key);

	const opened = async (path: string) => {
		try {
			return await open(path, 'r');
		} catch (error) {
			if (isCode(error, 'ENOENT')) return undefined;
			throw error;
		}
	};

	return {
		hold: (key, path) => move(path, heldAt(key)),
		keep: async (key) => {
			try {
				await move(heldAt(key), keptAt(key));
			} catch (error) {
				if (!isCode(error, 'ENOENT')) throw error;
				await stat(keptAt(key));
			}
		},
		drop: (key) => rm(heldAt(key), { force: true }),
		open: async (key) => {
			// It may be moved from the one place to the other while we look.
			for (const path of [keptAt(key), heldAt(key), keptAt(key)]) {
				const file = await opened(path);
				if (file) return createReadStream('', { fd: file, autoClose: true });
			}
			return undefined;
		},
		held: async () => {
			const names = await readdir(held).catch((error: unknown) => {
				if (isCode(error, 'ENOENT')) return [];
				throw error;
			});
			const files = await Promise.all(
				names.map(async (key) => {
					const found = await stat(join(held, key)).catch(() => undefined);
					return found ? [{ key, at: found.ctime }] : [];
				})
			);
			return files.flat();
		}
	};
};
