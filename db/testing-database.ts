import { sql } from 'kysely';
import { connectServer } from './connection.ts';

let databases = 0;

/**
 * A database of its own on a Postgres server for tests, and how to take it away again: empty, or a copy of another one
 * that nobody is connected to.
 */
export const newDatabase = async (
	server: string,
	of?: string
): Promise<{ url: string; drop: () => Promise<void> }> => {
	const name = `followthrough_journey_${process.pid}_${(databases += 1)}`;
	const within = async (work: (admin: ReturnType<typeof connectServer>['owner']) => Promise<unknown>) => {
		const admin = connectServer({ url: server });
		try {
			await work(admin.owner);
		} finally {
			await admin.close();
		}
	};
	const template = of ? new URL(of).pathname.slice(1) : 'template1';
	await within((admin) => sql`create database ${sql.ref(name)} template ${sql.ref(template)}`.execute(admin));
	const url = new URL(server);
	url.pathname = `/${name}`;
	const drop = () => within((admin) => sql`drop database ${sql.ref(name)} with (force)`.execute(admin));
	return { url: url.href, drop };
};
