import type { DataSet } from '#lib/domain/data-set.ts';

type Value = string | number | boolean | null | undefined;

/** What a link carries: the data set, and query parameters by name; a list repeats its name. */
export type LinkParams = { data_set?: DataSet; [name: string]: Value | readonly Value[] };

const put = (query: URLSearchParams, { data_set, ...params }: LinkParams) => {
	if (data_set) query.delete('data');
	if (data_set === 'demonstration') query.set('data', data_set);
	for (const [name, given] of Object.entries(params)) {
		query.delete(name);
		for (const value of Array.isArray(given) ? given : [given]) {
			if (value !== null && value !== undefined && value !== '') query.append(name, String(value));
		}
	}
};

const written = (path: string, query: URLSearchParams, hash: string) =>
	path + (query.size ? `?${query}` : '') + hash;

/**
 * The href of a page of ours, in the data set that the reader is in: the register is the default and is not
 * written. Empty, null and undefined parameters are left out; a hash in the path stays behind the query.
 */
export const link = (path: string, params: LinkParams = {}): string => {
	const [bare = '', hash] = path.split('#');
	const query = new URLSearchParams();
	put(query, params);
	return written(bare, query, hash === undefined ? '' : `#${hash}`);
};

/** This very page with some parameters set anew, or taken out by null; every other parameter is kept, the hash is not. */
export const linkFrom = (url: URL, params: LinkParams): string => {
	const query = new URLSearchParams(url.searchParams);
	put(query, params);
	return written(url.pathname, query, '');
};
