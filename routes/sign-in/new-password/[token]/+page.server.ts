import { chooseByLink, ownerByLink } from '#lib/server/accounts/choose-by-link.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => ownerByLink('password', event);

export const actions: Actions = { default: (event) => chooseByLink('password', event) };
