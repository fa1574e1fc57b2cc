import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { answers, checkUsable, connectEmbedded, connectServer, type Connection } from '#db/connection.ts';
import { lockFolder } from '#db/engine/folder-lock.ts';
import { setUpAlone, tidy } from '#db/set-up.ts';
import { migrate, pending } from '#db/migrate.ts';
import { isLoaded } from '#db/queries/data-sets.ts';
import type { Database } from '#db/schema.ts';
import { DATA_SETS, type DataSet } from '#lib/domain/data-set.ts';
import { dayOf } from '#lib/domain/day.ts';
import type { At } from './at.ts';
import { keepRecord } from './changes/keep-record.ts';
import { install, type Installation } from './installation.ts';
import { startKeeper } from './jobs/keeper.ts';
import type { Settings } from './settings.ts';

/** Is told what goes on, for a person who waits: a line when something begins, and how far it is. */
export type Progress = (what: string, done?: number, of?: number) => void;

/** An open database, not yet looked at. */
export const connect = (settings: Settings): Connection => {
	if (settings.database_url)
		return connectServer({ url: settings.database_url, readUrl: settings.database_read_url });
	const folder = join(settings.data_folder, 'database');
	setAsideUnfinished(folder);
	return connectEmbedded({ folder });
};

const MADE = 'followthrough-made';

/** A folder whose making was cut short cannot be opened, and holds nothing yet: it goes out of the way. */
const setAsideUnfinished = (folder: string) => {
	if (!existsSync(folder) || existsSync(join(folder, MADE))) return;
	mkdirSync(dirname(folder), { recursive: true });
	const unlock = lockFolder(folder);
	const aside = `${folder}.unfinished`;
	rmSync(aside, { recursive: true, force: true });
	renameSync(folder, aside);
	unlock();
};

/** Checks that the database can be used and brings its tables to the newest step. */
export const prepare = async (
	connection: Connection,
	settings: Settings,
	progress: Progress
): Promise<void> => {
	await checkUsable(connection.owner);
	const folder = join(settings.data_folder, 'database');
	const steps = await pending(connection.owner);
	if (steps.length > 0)
		progress(`Laying the tables: ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}.`);
	const today = dayOf(new Date());
	if (connection.engine === 'server')
		await setUpAlone(connection.owner, () => migrate(connection.owner, today));
	else {
		await migrate(connection.owner, today);
		writeFileSync(join(folder, MADE), '');
	}
};

/** How a data set gets into a database that has none of it. */
const LOADS: Record<DataSet, (at: At, progress: Progress) => Promise<void>> = {
	register: async (at, progress) => {
		const { seedRegister } = await import('#seeds/seed.ts');
		await seedRegister(at, progress);
	},
	demonstration: async (at, progress) => {
		const { seedDemonstration } = await import('#seeds/demonstration/load.ts');
		await seedDemonstration(at, { size: 'demo', seed: 1 }, (what, share) => progress(what, share, 1));
	}
};

const NAMES: Record<DataSet, string> = { register: 'the register', demonstration: 'the demonstration data' };

/**
 * Loads a data set where there is none of it, in one transaction: a start that is cut short leaves nothing behind and the
 * next one begins again. Returns whether it loaded anything.
 */
const load = (db: Database, data_set: DataSet, progress: Progress): Promise<boolean> =>
	setUpAlone(db, async (trx) => {
		if (await isLoaded(trx, data_set)) return false;
		progress(`Loading ${NAMES[data_set]}.`);
		const now = new Date();
		await LOADS[data_set]({ db: trx, reading: trx, today: dayOf(now), now }, progress);
		return true;
	});

/** Loads what an empty database should hold, and makes it ready to be asked. */
export const seed = async (connection: Connection, settings: Settings, progress: Progress): Promise<void> => {
	const wanted = DATA_SETS.filter((data_set) => data_set === 'register' || settings.demonstration);
	let loaded = false;
	for (const data_set of wanted) loaded = (await load(connection.db, data_set, progress)) || loaded;
	if (!loaded) return;
	progress('Sealing the record.');
	await keepRecord({ db: connection.db, now: new Date() });
	await tidy(connection.owner);
};

/**
 * Opens the database, brings it to the newest step, loads what belongs into an empty one, and starts what runs in the
 * background. Throws `FolderInUse` and `DatabaseUnusable` with a sentence. The one installation of the process.
 */
export const openInstallation = async (settings: Settings, progress: Progress): Promise<Installation> => {
	const connection = connect(settings);
	try {
		await prepare(connection, settings, progress);
		await seed(connection, settings, progress);
	} catch (error) {
		await connection.close();
		throw error;
	}
	const at: Installation['at'] = (user) => {
		const now = new Date();
		return { db: connection.db, reading: connection.reading, user, today: dayOf(now), now };
	};
	const tidyUp = connection.engine === 'embedded' ? () => tidy(connection.owner) : undefined;
	const keeper = startKeeper(at, (sentence) => console.error(sentence), tidyUp);
	const installation: Installation = {
		settings,
		engine: connection.engine,
		at,
		isReady: () => answers(connection.db),
		close: async () => {
			install(undefined);
			await keeper.stop();
			await connection.close();
		}
	};
	install(installation);
	return installation;
};
