import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connectEmbedded } from '#db/connection.ts';
import { fingerprint, migrate } from '#db/migrate.ts';
import { dayOf } from '#lib/domain/day.ts';
import { PROJECT } from './settings.ts';

const BUILT = join(PROJECT, 'build', 'tables');

/** Under what steps and engine say, so that one of others is never taken for it. */
const place = (within: string): string => join(within, fingerprint());

/**
 * The folder of an embedded database that holds nothing but its tables, as the newest step leaves them, if the build made
 * one: a new installation begins with a copy of it instead of taking every step.
 */
export const readyMade = (within = BUILT): string | undefined => {
	const folder = place(within);
	return existsSync(folder) ? folder : undefined;
};

/** Makes that database, for which a build has time. */
export const makeReady = async (within = BUILT): Promise<void> => {
	const folder = place(within);
	const making = `${folder}.making`;
	for (const old of [folder, making]) rmSync(old, { recursive: true, force: true });
	const connection = connectEmbedded({ folder: making });
	try {
		await migrate(connection.owner, dayOf(new Date()));
	} finally {
		await connection.close();
	}
	renameSync(making, folder);
};
