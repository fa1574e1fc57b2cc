import * as asks from '#db/queries/recurrence.ts';
import { PAGE_SIZE, pageAsked } from '#lib/domain/filter.ts';
import { say } from '#lib/domain/numbers/in-words.ts';
import { recurrence, repeatAfterClosure } from '#lib/domain/numbers/recurrence.ts';
import { scopeOf } from '#lib/domain/scope.ts';
import { asked, pagesOf } from '#lib/server/asked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { reading, data_set, today } = locals;
	const { page } = asked(pageAsked, url);
	const families = await asks.families(reading, scopeOf({}, data_set, today));
	const numbers = [recurrence, repeatAfterClosure].map((number) => {
		const rate = number.compute(families, { as_at: today });
		return { id: number.id, name: number.name, said: say(rate), n: rate.numerator };
	});
	return {
		total: families.length,
		page,
		pages: pagesOf(families.length, page),
		numbers,
		families: families.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
	};
};
