import type { LayoutServerLoad } from './$types';

/** What every page shows: whose data, who is signed in, which day it is. */
export const load: LayoutServerLoad = ({ locals, url }) => {
	// Asked here so that a change of data set, which the address says, loads this again in the browser too.
	url.searchParams.get('data');
	const { user, data_set, today } = locals;
	const roles = user ? [...new Set(user.memberships.map(({ role }) => role))] : [];
	return { data_set, today, user: user ? { name: user.name, data_set: user.data_set, roles } : null };
};
