import * as inbox from '#db/queries/inbox.ts';
import * as meetings from '#db/queries/meetings.ts';
import * as recommendations from '#db/queries/recommendation.ts';
import { readAs } from '#db/transaction.ts';
import { movesFrom } from '#lib/domain/axes/disposition.ts';
import { addMonths } from '#lib/domain/day.ts';
import type { Person } from '#lib/domain/person.ts';
import { qualityOf } from '#lib/domain/quality.ts';
import { DECISIONS, USUAL_MONTHS } from '#lib/domain/triage.ts';

const NEAR = 5;
const KIN = 3;

/** A recommendation as the board decides about it, with what stands beside it; undefined where there is none of that name. */
export const itemOf = (locals: App.Locals, { data_set }: Person, slug: string) =>
	readAs(locals, async (db) => {
		const { today } = locals;
		const found = await recommendations.find(db, data_set, slug);
		const place = found && (await inbox.placeOf(db, { data_set, today }, found.id));
		if (!place) return undefined;
		const named = await recommendations.addressees(db, found.id);
		const addressees = named.map(({ named_as, organisation_name, set_name }) => ({
			named_as: organisation_name ?? set_name ?? named_as,
			known: Boolean(organisation_name ?? set_name)
		}));
		const legal: readonly string[] = movesFrom(found, { as: 'board', today });
		return {
			recommendation: found,
			place,
			addressees: addressees.slice(0, 12).map(({ named_as }) => named_as),
			addressed: addressees.length,
			quality: qualityOf({
				...found,
				addressees,
				due_on: await inbox.dueOn(db, found.id),
				read_at: found.source_url ?? found.report_url
			}),
			alike: await inbox.alike(db, found.id, NEAR),
			families: await inbox.kin(db, found.id, KIN),
			ties: await recommendations.ties(db, found.id),
			decisions: await inbox.decisions(db, found.id),
			meetings: await meetings.toChoose(db, data_set),
			// What was put off may be put off again, by another day.
			choices: DECISIONS.filter((one) => legal.includes(one)),
			usual_review_on: addMonths(today, USUAL_MONTHS)
		};
	});

/** Which recommendation an address names, and its place in the inbox; undefined where there is none of that name. */
export const placeOf = async ({ db, today }: App.Locals, { data_set }: Person, slug: string) => {
	const found = await recommendations.find(db, data_set, slug);
	const place = found && (await inbox.placeOf(db, { data_set, today }, found.id));
	return place && { id: found.id, slug: found.slug, ...place };
};

/** What was decided last, as the address of the page says: enough for a sentence and a link. */
export const decidedLast = async (locals: App.Locals, { data_set }: Person, url: URL) => {
	const slug = url.searchParams.get('decided');
	const found = slug ? await recommendations.find(locals.db, data_set, slug) : undefined;
	return found && { slug: found.slug, reference: found.reference, disposition: found.disposition };
};
