import * as families from '#db/queries/families.ts';
import * as asks from '#db/queries/recurrence.ts';
import { familyTimeline } from '#lib/charts/family-timeline.ts';
import { orNotFound } from '#lib/server/asked.ts';

/** More than that are in the download of recommendations, and not in one figure. */
const MOST_MEMBERS = 500;

/** The family of an address with its members, and the figure of its asks over the years. Ends with 404 where there is none. */
export const familyAt = async ({ reading, data_set, today }: App.Locals, slug: string) => {
	const family = orNotFound(
		await families.find(reading, data_set, slug),
		`There is no family “${slug}” in ${data_set === 'register' ? 'the real register' : 'the demonstration data'}.`
	);
	const found = await families.members(reading, family.id, { limit: MOST_MEMBERS, offset: 0 });
	const ids = found.map(({ id }) => id);
	const closed = await asks.closedOn(reading, ids, { as_at: today, today });
	const members = found.map((member) => ({ ...member, closed_on: closed.get(member.id) ?? null }));
	const context = { data: data_set, scope: 'all that asks for this', as_at: today };
	return { family, members, figure: familyTimeline(family, members, context) };
};
