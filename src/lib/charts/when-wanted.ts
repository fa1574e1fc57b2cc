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

/**
 * Resolves when a drawing is wanted: when it comes within a screen's height of what is seen and the browser has nothing
 * better to do, or at once when the page is about to be printed. Never once `gone` is aborted.
 */
export const whenWanted = (element: Element, gone: AbortSignal): Promise<void> =>
	new Promise((resolve) => {
		const observer = new IntersectionObserver(
			(entries) => {
				if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
				observer.disconnect();
				void whenIdle().then(resolve);
			},
			{ rootMargin: '100% 0px' }
		);
		observer.observe(element);
		addEventListener('beforeprint', () => resolve(), { signal: gone });
		gone.addEventListener('abort', () => observer.disconnect());
	});
