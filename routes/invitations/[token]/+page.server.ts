import { chooseByLink, ownerByLink } from '#lib/server/accounts/choose-by-link.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => ownerByLink('invitation', event);

export const actions: Actions = { default: (event) => chooseByLink('invitation', event) };
