import { error } from '@sveltejs/kit';

/** Which page of a list of `n` the address asks for, and how many there are; 404 for one that there is not. */
export const pageAsked = (url: URL, n: number, a_page: number) => {
	const page = Number(url.searchParams.get('page') || 1);
	const pages = Math.max(1, Math.ceil(n / a_page));
	if (!Number.isInteger(page) || page < 1 || page > pages)
		error(404, pages === 1 ? 'There is one page.' : `There are ${pages} pages.`);
	return { page, pages, limit: a_page, offset: (page - 1) * a_page };
};
