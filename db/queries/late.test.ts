import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { onBothEngines } from '../testing.ts';
import { recordRandomHistory } from '../testing-history.ts';
import * as late from './late.ts';

onBothEngines('what was overdue then', (testAt) => {
	it('is what the ledger held open, whichever day is asked and whichever day it was known', async () => {
		const at = testAt();
		await recordRandomHistory(at, 400);
		const days = ['2025-03-20', '2025-06-01', '2025-10-30', at.today];
		let told = 0;
		for (const as_at of days)
			for (const known_at of days) {
				const scope = { data_set: 'register', as_at, known_at } as const;
				const found = await late.list(at.db, scope, { to: as_at }, 1000);
				const { rows } = await sql<{ n: number }>`
					select count(*)::int as n from (
						select from duty_change m where m.status = 'open' and m.due_on <= ${as_at}
							and m.effective_on <= ${as_at} and m.recorded_on <= ${known_at}
						group by m.assignment_id, m.organisation_id, m.clock, m.due_on having sum(m.change) > 0
					) open`.execute(at.db);
				expect(found.length, `${as_at} as known on ${known_at}`).toBe(rows[0]?.n);
				told += found.length;
				const some = await late.list(at.db, scope, { from: '2025-05-01', to: as_at }, 3);
				expect(some.map(({ due_on }) => due_on)).toEqual(
					found
						.map(({ due_on }) => due_on)
						.filter((due_on) => due_on >= '2025-05-01')
						.slice(0, 3)
				);
			}
		expect(told).toBeGreaterThan(20);
	});
});
