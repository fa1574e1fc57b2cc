import { error } from '@sveltejs/kit';
import * as escalations from '#db/queries/escalations.ts';
import type { Pressed } from '#db/queries/escalations.ts';
import * as overdueDuties from '#db/queries/overdue-duties.ts';
import { readAs } from '#db/transaction.ts';
import { daysBetween, inWords } from '#lib/domain/day.ts';
import { nextStep } from '#lib/domain/escalation.ts';
import { scopeOf } from '#lib/domain/scope.ts';
import { theInstallation } from '#lib/server/installation.ts';
import type { PageServerLoad } from './$types';
import { presser } from './board.ts';

const A_PAGE = 50;
/** Further down nobody looks, and each page costs as much as all before it. */
const MOST_PAGES = 20;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { data_set } = presser(locals, url);
	const { today } = locals;
	const { ladder } = theInstallation().settings;
	const page = Number(url.searchParams.get('page') || 1);
	if (!Number.isInteger(page) || page < 1 || page > MOST_PAGES) error(404, 'There is no such page.');
	const row = ({ id, plain_summary, organisation, overdue_since, taken }: Pressed) => {
		const next = nextStep(ladder, { overdue_since, taken, today });
		const last = taken.at(-1);
		return {
			id,
			plain_summary,
			organisation,
			days: daysBetween(overdue_since, today),
			last: last ? `${last.step}, ${inWords(last.taken_on)}` : null,
			next: next ? `${next.step}${next.is_due ? '' : `, from ${inWords(next.from_day)}`}` : 'none is left',
			is_due: next?.is_due ?? false
		};
	};
	return readAs(locals, async (trx) => {
		const overdue = await overdueDuties.count(trx, scopeOf({}, data_set, today));
		const begun = await escalations.pressed(trx, data_set, today, A_PAGE);
		// One more than a page holds tells whether there is another page, without counting them all.
		const found = await escalations.untouched(trx, data_set, today, {
			limit: A_PAGE + 1,
			offset: (page - 1) * A_PAGE
		});
		return {
			overdue,
			page,
			has_more: found.length > A_PAGE && page < MOST_PAGES,
			begun_n: begun.n,
			begun: begun.pressed.map(row),
			untouched: found.slice(0, A_PAGE).map(row),
			ladder
		};
	});
};
