import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';

/** A file that was taken in, and of which no row may speak yet. */
export type Held = { key: string; at: Date };

/**
 * Where the bytes of evidence lie, outside all that the web can reach. A file is held first; the row that names it is
 * written; then it is kept. Whatever breaks off in between leaves a file that is held, and `sweep` puts that right.
 */
export type EvidenceStore = {
	/** Takes over a file that lies at a path of this machine, under its key. The path is free afterwards. */
	hold: (key: string, path: string) => Promise<void>;
	/** What is held under the key stays. Does nothing where it stays already. */
	keep: (key: string) => Promise<void>;
	/** Removes what is held under the key; what is kept stays. */
	drop: (key: string) => Promise<void>;
	/** The bytes of a file that is held or kept; undefined where there is none. */
	open: (key: string) => Promise<Readable | undefined>;
	/** All that is held, with the time from which on it was. */
	held: () => Promise<Held[]>;
};

/** A name for a file in the store: says nothing about it, and cannot be guessed. */
export const newKey = (): string => randomBytes(16).toString('hex');

const KEY = /^[0-9a-f]{32}$/;

/** The key, if it is one of ours: no other text ever becomes part of a path. */
export const checked = (key: string): string => {
	if (!KEY.test(key)) throw new Error('This is no name of a file in the store.');
	return key;
};
