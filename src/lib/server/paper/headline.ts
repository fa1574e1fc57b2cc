import * as duties from '#db/queries/duties.ts';
import * as facts from '#db/queries/facts.ts';
import * as standings from '#db/queries/standings.ts';
import type { Reading } from '#db/schema.ts';
import type { HeadlineCounts } from '#lib/domain/numbers/headline.ts';
import { periodBefore } from '#lib/domain/numbers/on-time.ts';
import type { Scope } from '#lib/domain/scope.ts';

/** What the headline numbers are computed from, over a scope: from the roll-ups. */
export const headlineCounts = async (reading: Reading, scope: Scope): Promise<HeadlineCounts> => {
	const [counts, { owed }, heard] = await Promise.all([
		standings.count(reading, scope),
		duties.countOwedAndDue(reading, scope, periodBefore(scope.as_at)),
		facts.count(reading, scope, ['heard'])
	]);
	return { standings: counts, duties: owed, facts: heard };
};
