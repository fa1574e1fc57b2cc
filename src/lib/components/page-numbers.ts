/**
 * The numbers that a pagination shows: first, last, the current one and its neighbours; `null` is an ellipsis.
 * A gap of one page is filled with that page.
 */
export const pageNumbers = (page: number, pages: number): (number | null)[] => {
	const shown = [...new Set([1, page - 1, page, page + 1, pages])].filter((n) => n >= 1 && n <= pages);
	return shown.flatMap((n, i) => {
		const gap = n - (shown[i - 1] ?? n - 1);
		return gap === 1 ? [n] : gap === 2 ? [n - 1, n] : [null, n];
	});
};
