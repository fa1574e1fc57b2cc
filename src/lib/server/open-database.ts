import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkUsable, connectEmbedded, connectServer, type Connection } from '#db/connection.ts';
import { lockFolder } from '#db/engine/folder-lock.ts';
import { migrate, pending } from '#db/migrate.ts';
import { setUpAlone } from '#db/set-up.ts';
import { dayOf } from '#lib/domain/day.ts';
import type { Progress } from './progress.ts';
import type { Settings } from './settings.ts';

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
