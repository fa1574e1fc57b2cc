/**
 * Does one piece of work while the next is made ready: `next` waits for the piece before, begins this one and comes back.
 * What fails is thrown by the next call, or by `end`, which waits for the last piece.
 */
export const oneBehind = () => {
	let running: Promise<void> = Promise.resolve();
	const next = async (work: () => Promise<void>): Promise<void> => {
		await running;
		running = work();
		// Whoever calls next hears of it; until then it is nobody's failure.
		running.catch(() => {});
	};
	return { next, end: () => running };
};
