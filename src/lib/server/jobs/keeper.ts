import type { At } from '#lib/server/at.ts';
import { keepRecord } from '#lib/server/changes/keep-record.ts';

const EVERY_MS = 2_000;
const TIDY_EVERY_MS = 600_000;

export type Keeper = {
	/** Lets the round that runs now come to its end, and begins no other. */
	stop: () => Promise<void>;
};

/**
 * Keeps the record in the background: folds and seals every two seconds, and has the database tidied (`tidy`) every ten
 * minutes in which something was written. A failure is told once, until a round succeeds, and tried again.
 */
export const startKeeper = (
	at: () => At,
	complain: (sentence: string) => void,
	tidy: () => Promise<void> = async () => {}
): Keeper => {
	let stopped = false;
	let told: string | undefined;
	let written = 0;
	let tidiedAt = Date.now();
	let timer: NodeJS.Timeout | undefined;

	const round = async () => {
		try {
			written += (await keepRecord(at())).folded;
			if (written > 0 && Date.now() - tidiedAt > TIDY_EVERY_MS) {
				await tidy();
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
