import type { Connection } from '#db/connection.ts';
import { lookingUpLast } from '#db/first-load.ts';
import { insertJobs } from '#db/jobs.ts';
import { isLoaded } from '#db/queries/data-sets.ts';
import { setUpAlone, tidy } from '#db/set-up.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import { dayOf } from '#lib/domain/day.ts';
import type { At } from './at.ts';
import { FREEZE_INVENTED } from './changes/freeze-invented.ts';
import { keepRecord } from './changes/keep-record.ts';
import type { Progress } from './progress.ts';

/** How large the demonstration is, and the number that decides its histories. */
export type Demonstration = { size: 'demo' | 'S' | 'M' | 'L'; seed: number };

const AS_SHIPPED: Demonstration = { size: 'demo', seed: 1 };
const PAPER_AFTER_MS = 90_000;
const NAMES: Record<DataSet, string> = { register: 'the register', demonstration: 'the demonstration data' };

const bring = async (at: At, data_set: DataSet, demonstration: Demonstration, progress: Progress) => {
	if (data_set === 'register') {
		const { seedRegister } = await import('#seeds/seed.ts');
		return seedRegister(at, progress);
	}
	const { seedDemonstration } = await import('#seeds/demonstration/load.ts');
	await seedDemonstration(at, demonstration, (what, share) => progress(what, share, 1));
};

/**
 * Loads those of the data sets that are wanted and that the database has nothing of, in one transaction: what is cut short
 * leaves nothing behind, and the next start begins again. Only one process loads at a time. `wanted` is told whether the
 * database is new, that is without a register. Returns what was loaded.
 */
export const load = (
	connection: Pick<Connection, 'db' | 'engine'>,
	wanted: (isNew: boolean) => DataSet[],
	progress: Progress,
	demonstration: Demonstration = AS_SHIPPED
): Promise<DataSet[]> =>
	setUpAlone(connection.db, async (trx) => {
		const loaded: DataSet[] = [];
		const isNew = !(await isLoaded(trx, 'register'));
		const loadAll = async () => {
			for (const data_set of wanted(isNew)) {
				if (await isLoaded(trx, data_set)) continue;
				progress(`Loading ${NAMES[data_set]}.`);
				const now = new Date();
				await bring({ db: trx, reading: trx, today: dayOf(now), now }, data_set, demonstration, progress);
				await insertJobs(trx, [{ kind: 'look for repeats', data: { data_set } }]);
				// A first start does not wait for it, and whoever looks around first is not kept waiting either.
				const not_before = new Date(now.getTime() + PAPER_AFTER_MS);
				if (data_set === 'demonstration')
					await insertJobs(trx, [{ kind: FREEZE_INVENTED, once: FREEZE_INVENTED, not_before }]);
				loaded.push(data_set);
			}
		};
		await (isNew && connection.engine === 'embedded' ? lookingUpLast(trx, loadAll) : loadAll());
		return loaded;
	});

/**
 * Does what the keeper of the record would do after a start, so that the first questions are answered as fast as later
 * ones: folds and seals what was loaded, and lets the database look at it.
 */
export const settle = async (
	{ db, owner }: Pick<Connection, 'db' | 'owner'>,
	progress: Progress
): Promise<void> => {
	progress('Sealing the record.');
	await keepRecord({ db, now: new Date() });
	await tidy(owner);
};
