let last: Promise<void> = Promise.resolve();

/** Resolves when the browser has nothing better to do, for one at a time: a page of many drawings stays quick to the touch. */
export const whenIdle = (): Promise<void> => {
	last = last.then(
		() =>
			new Promise((resolve) => {
				if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 1000 });
				else setTimeout(resolve, 0);
			})
	);
	return last;
};
