const PATIENCE_MS = 5_000;

export type Rounds = {
	/** Begins no other round, and lets the one that runs now come to its end for up to five seconds. */
	stop: () => Promise<void>;
};

/**
 * Does something again and again in the background, `every_ms` after it last ended. `isOver` tells a long round that it
 * should end. What a round complains of, by an answer or an error, is told once, until it complains of something else
 * or of nothing.
 */
export const startRounds = (
	every_ms: number,
	round: (isOver: () => boolean) => Promise<string | undefined>,
	complain: (sentence: string) => void
): Rounds => {
	let over = false;
	let told: string | undefined;
	let timer: NodeJS.Timeout | undefined;
	const once = async () => {
		const problem = await round(() => over).catch((error: unknown) =>
			error instanceof Error ? error.message : String(error)
		);
		if (problem && problem !== told) complain(problem);
		told = problem;
	};
	let running = Promise.resolve();
	const wait = () => {
		timer = setTimeout(() => {
			running = once().then(() => {
				if (!over) wait();
			});
		}, every_ms);
		timer.unref();
	};
	wait();
	return {
		stop: async () => {
			over = true;
			clearTimeout(timer);
			await Promise.race([running, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]);
		}
	};
};
