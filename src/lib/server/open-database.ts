import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkUsable, connectEmbedded, connectServer, type Connection } from '#db/connection.ts';
import { lockFolder } from '#db/engine/folder-lock.ts';
import { migrate, needReplay, pending } from '#db/migrate.ts';
import { setUpAlone } from '#db/set-up.ts';
import { DATA_SETS } from '#lib/domain/data-set.ts';
import { dayOf } from '#lib/domain/day.ts';
import { rebuildFromEvents } from './changes/check-record.ts';
import type { Progress } from './progress.ts';
import { readyMade } from './ready-made.ts';
import type { Settings } from './settings.ts';

/** An open database, not yet looked at. */
export const connect = (settings: Settings): Connection => {
	if (settings.database_url)
		return connectServer({ url: settings.database_url, readUrl: settings.database_read_url });
	const folder = join(settings.data_folder, 'database');
	setAsideUnfinished(folder);
	return connectEmbedded({ folder, original: existsSync(folder) ? undefined : readyMade() });
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

/**
 * Checks that the database can be used and brings its tables to the newest step; where a step adds to what is made from
 * the events, they are replayed.
 */
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
	const take = async () => {
		await migrate(connection.owner, today);
		if (!needReplay(steps)) return;
		for (const data_set of DATA_SETS) await rebuildFromEvents(connection, data_set, { write: true });
	};
	if (connection.engine === 'server') await setUpAlone(connection.owner, take);
	else {
		await take();
		writeFileSync(join(folder, MADE), '');
	}
};
