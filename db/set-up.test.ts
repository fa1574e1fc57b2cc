import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { isUntidy, tidy } from './set-up.ts';
import { onBothEngines } from './testing.ts';

onBothEngines('tidying', (at) => {
	it('looks at every table once, and is still to be done where it was cut short', async () => {
		const { owner } = at();
		await sql`create table never_looked_at (id integer)`.execute(owner);
		expect(await isUntidy(owner)).toBe(true);
		await tidy(owner, () => true);
		expect(await isUntidy(owner)).toBe(true);
		await tidy(owner);
		expect(await isUntidy(owner)).toBe(false);
		await sql`drop table never_looked_at`.execute(owner);
	});
});
