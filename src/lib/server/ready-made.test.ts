import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { connectEmbedded, type Connection } from '#db/connection.ts';
import { pending } from '#db/migrate.ts';
import * as sources from '#db/queries/sources.ts';
import { installationAs } from '#lib/domain/person.ts';
import { addSources } from './changes/add-sources.ts';
import { makeReady, readyMade } from './ready-made.ts';

const made = mkdtempSync(join(tmpdir(), 'followthrough-ready-made-'));
afterAll(() => rmSync(made, { recursive: true, force: true }));

/** Opens the database of an installation, which begins as the one made ready, for as long as the work takes. */
const opened = async <T>(name: string, work: (connection: Connection) => Promise<T>): Promise<T> => {
	const connection = connectEmbedded({ folder: join(made, name), original: readyMade(made) });
	try {
		return await work(connection);
	} finally {
		await connection.close();
	}
};

const codes = async ({ db }: Connection) => (await sources.list(db, 'register')).map(({ code }) => code);

describe('a database that the build made ready', () => {
	it('is not there for steps that no build has taken', () => {
		expect(readyMade(made)).toBeUndefined();
	});

	it('has every table, holds nothing, and each installation keeps its own copy', async () => {
		await makeReady(made);
		expect(readyMade(made)).toBeDefined();
		await opened('one', async (connection) => {
			expect(await pending(connection.owner)).toEqual([]);
			const user = installationAs('register', ['registrar']);
			const at = { db: connection.db, reading: connection.db, user, today: '2026-11-22', now: new Date() };
			await addSources(at, [{ code: 'OURS', name: 'Ours', kind: 'regulator' }]);
		});
		expect(await opened('one', codes)).toEqual(['OURS']);
		expect(await opened('another', codes)).toEqual([]);
	});
});
