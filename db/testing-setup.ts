import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { TestProject } from 'vitest/node';
import { connectEmbedded, connectServer } from './connection.ts';
import { fingerprint, migrate } from './migrate.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** Where the bytes of a migrated embedded database lie. */
		dump: string;
		/** A Postgres server for tests; empty where there is none. */
		server: string;
		/** A migrated database on it, to copy from. */
		template: string;
	}
}

const TODAY = '2026-11-22';

const CACHE = 'node_modules/.cache/followthrough';

/** A migrated embedded database as a file, made once for each version of the migrations. */
const migratedDump = async (): Promise<string> => {
	const file = join(CACHE, `${fingerprint()}.tar`);
	if (existsSync(file)) return file;
	const embedded = connectEmbedded({});
	await migrate(embedded.owner, TODAY);
	mkdirSync(CACHE, { recursive: true });
	writeFileSync(`${file}.${process.pid}`, await embedded.dump());
	renameSync(`${file}.${process.pid}`, file);
	await embedded.close();
	return file;
};

/** Migrates one embedded database and one on the server; each test file then starts from a copy. */
export default async (project: TestProject) => {
	project.provide('dump', await migratedDump());

	const server = process.env.TEST_DATABASE_URL ?? '';
	const template = `followthrough_template_${process.pid}`;
	project.provide('server', server);
	project.provide('template', template);
	if (server) {
		const admin = connectServer({ url: server });
		await sql`create database ${sql.ref(template)}`.execute(admin.owner);
		await admin.close();
		const url = new URL(server);
		url.pathname = `/${template}`;
		const fresh = connectServer({ url: url.href });
		await migrate(fresh.owner, TODAY);
		await fresh.close();
	}
	return async () => {
		if (!server) return;
		const admin = connectServer({ url: server });
		await sql`drop database if exists ${sql.ref(template)} with (force)`.execute(admin.owner);
		await admin.close();
	};
};
