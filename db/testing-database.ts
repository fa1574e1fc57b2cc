import { sql } from 'kysely';
import { connectServer } from './connection.ts';

let databases = 0;

/** An empty database of its own on a Postgres server for tests, and how to take it away again. */
export const newDatabase = async (server: string): Promise<{ url: string; drop: () => Promise<void> }> => {
	const name = `followthrough_journey_${process.pid}_${(databases += 1)}`;
	const within = async (work: (admin: ReturnType<typeof connectServer>['owner']) => Promise<unknown>) => {
		const admin = connectServer({ url: server });
		try {
			await work(admin.owner);
		} finally {
			await admin.close();
		}
	};
	await within((admin) => sql`create database ${sql.ref(name)}`.execute(admin));
	const url = new URL(server);
	url.pathname = `/${name}`;
	const drop = () => within((admin) => sql`drop database ${sql.ref(name)} with (force)`.execute(admin));
	return { url: url.href, drop };
};
