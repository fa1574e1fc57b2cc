import { migrate } from '#db/migrate.ts';
import { removeDemonstration as remove } from '#db/record/remove-demonstration.ts';
import { verify, type Verification } from '#db/record/seal.ts';
import type { Database } from '#db/schema.ts';
import type { Day } from '#lib/domain/day.ts';

/**
 * Takes the invented data out of the database and lays empty tables for another, as the owner of the tables. Gives what the
 * register's chain says before and after, which must be the same.
 */
export const removeDemonstration = async (
	owner: Database,
	today: Day,
	progress: (table: string) => void = () => {}
): Promise<{ before: Verification; after: Verification }> => {
	const before = await verify(owner, 'register');
	await remove(owner, progress);
	await migrate(owner, today);
	return { before, after: await verify(owner, 'register') };
};
