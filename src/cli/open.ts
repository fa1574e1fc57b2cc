import type { Connection } from '#db/connection.ts';
import { connect, prepare } from '#lib/server/open-database.ts';
import type { Progress } from '#lib/server/progress.ts';
import type { Settings } from '#lib/server/settings.ts';

/** Opens the database for one command, brought to the newest step, and closes it whatever comes of the work. */
export const withDatabase = async <T>(
	settings: Settings,
	progress: Progress,
	work: (connection: Connection) => Promise<T>
): Promise<T> => {
	const connection = connect(settings);
	try {
		await prepare(connection, settings, progress);
		return await work(connection);
	} finally {
		await connection.close();
	}
};
