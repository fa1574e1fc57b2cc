import { error, type RequestEvent } from '@sveltejs/kit';
import * as measures from '#db/queries/own-measures.ts';
import { xmrFigure } from '#lib/charts/xmr.ts';
import { NOTHING_HERE, signedIn } from '#lib/server/session.ts';

/** Five years of days: what is older is on file, and not in the picture. */
const MOST_VALUES = 2000;

type Asked = Pick<RequestEvent<{ measure: string }>, 'locals' | 'params' | 'url'>;

/** The measure of the address, if it is of this person's organisation: any other answers like what does not exist. */
export const mine = async ({ locals, params, url }: Asked) => {
	const user = signedIn(locals, url);
	const id = /^[1-9]\d{0,8}$/.test(params.measure) ? Number(params.measure) : undefined;
	const found = id ? await measures.find(locals.db, user, id) : undefined;
	if (!found) error(404, NOTHING_HERE);
	return found;
};

/** A measure with its values as a figure. */
export const drawn = async ({ locals }: Asked, found: measures.Own) => {
	const { name, unit, organisation, id, target, baseline, changed_on, changed_because } = found;
	const values = await measures.values(locals.db, id, MOST_VALUES);
	return xmrFigure(
		{
			name,
			unit,
			values,
			target: target === null ? null : Number(target),
			baseline: baseline === null ? null : Number(baseline),
			changed: changed_on && changed_because ? { on: changed_on, because: changed_because } : null
		},
		{ data: locals.data_set, scope: organisation, as_at: locals.today }
	);
};
