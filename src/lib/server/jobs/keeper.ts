import type { At } from '#lib/server/at.ts';
import { keepRecord } from '#lib/server/changes/keep-record.ts';

const EVERY_MS = 2_000;
const TIDY_EVERY_MS = 600_000;

export type Keeper = {
	/** Lets the round that runs now come to its end, and begins no other. */
	stop: () => Promise<void>;
};

/**
 * How the database is tidied, until it is over, whether that is still to be done for the first time, and how many
 * pending rows are folded at a time.
 */
export type Tidying = {
	tidy: (isOver: () => boolean) => Promise<void>;
	isUntidy: boolean;
	portion?: number;
};

/**
 * Keeps the record in the background: folds and seals every two seconds, and has the database tidied at once where that
 * is still to be done, and then every ten minutes in which something was written. A failure is told once, until a round
 * succeeds, and tried again.
 */
export const startKeeper = (
	at: () => At,
	complain: (sentence: string) => void,
	tidying: Tidying = { tidy: async () => {}, isUntidy: false }
): Keeper => {
	let stopped = false;
	let told: string | undefined;
	let written = 0;
	let { isUntidy } = tidying;
	let tidiedAt = Date.now();
	let timer: NodeJS.Timeout | undefined;

	const round = async () => {
		try {
			written += (await keepRecord(at(), tidying.portion)).folded;
			if (isUntidy || (written > 0 && Date.now() - tidiedAt > TIDY_EVERY_MS)) {
				await tidying.tidy(() => stopped);
				isUntidy = false;
				written = 0;
				tidiedAt = Date.now();
			}
			told = undefined;
		} catch (error) {
			const why = error instanceof Error ? error.message : String(error);
			if (why !== told) complain(`The record could not be sealed just now, and will be tried again: ${why}`);
			told = why;
		}
	};
	let running = Promise.resolve();
	const wait = () => {
		timer = setTimeout(() => {
			running = round().then(() => {
				if (!stopped) wait();
			});
		}, EVERY_MS);
		timer.unref();
	};
	wait();
	return {
		stop: async () => {
			stopped = true;
			clearTimeout(timer);
			await running;
		}
	};
};
