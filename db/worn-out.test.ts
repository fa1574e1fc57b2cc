import { expect, it } from 'vitest';
import { sql } from 'kysely';
import * as links from './accounts/links.ts';
import * as sessions from './accounts/sessions.ts';
import { givenAssignment, givenOrganisation, givenPerson, onBothEngines } from './testing.ts';
import { insertPart, insertUpload } from './record/uploads.ts';
import { inTransaction } from './transaction.ts';
import { forgetWornOut } from './worn-out.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

onBothEngines('what wears out', (at) => {
	it('is forgotten once nobody needs it, and what still counts stays', async () => {
		const now = new Date('2026-11-22T12:00:00Z');
		const ago = (ms: number) => new Date(now.getTime() - ms);
		const organisation_id = (await givenOrganisation(at())).id;
		const person = await givenPerson(at(), 'contributor', { organisation_id });
		const person_id = person.id as number;
		const { owner, db } = at();
		const session = (token: string, began: Date, expires_at: Date) =>
			sessions.begin(db, { user_id: person_id, token, now: began, expires_at, user_agent: null });
		await session('idle', ago(2 * HOUR), ago(HOUR));
		await session('too long', ago(13 * HOUR), ago(-HOUR));
		await session('stands', ago(HOUR), ago(-HOUR));
		for (const [days, email] of [
			[31, 'old@example.org'],
			[29, 'new@example.org']
		] as const)
			await links.make(db, {
				kind: 'password',
				person_id,
				email,
				made_at: ago((days + 1) * DAY),
				expires_at: ago(days * DAY)
			});
		for (const [key, days] of [
			['old', 2],
			['new', 0]
		] as const)
			await owner
				.insertInto('auth.try')
				.values({ key, tries: 1, tried_at: ago(days * DAY), free_at: ago(days * DAY) })
				.execute();
		for (const days of [31, 29]) {
			const assignment_id = (await givenAssignment(at(), { organisation_id })).id;
			await inTransaction(at(person), (trx) =>
				sql`insert into draft (data_set, person_id, assignment_id, fields, kept_at)
					values ('register', ${person_id}, ${assignment_id}, ${JSON.stringify({ days })}::jsonb, ${ago(days * DAY).toISOString()}::timestamptz)`.execute(
					trx
				)
			);
		}

		for (const days of [91, 89])
			await inTransaction({ db, user: { id: null } }, async (trx) => {
				const id = await insertUpload(trx, {
					data_set: 'register',
					kind: 'recommendations',
					file_name: `${days} days.csv`,
					file_sha256: Buffer.alloc(32),
					file_bytes: 1,
					imported_by: null,
					uploaded_at: ago(days * DAY)
				});
				await insertPart(trx, id, 0, Buffer.from(`${days}`));
			});

		await inTransaction({ db, user: { id: null } }, (trx) => forgetWornOut(trx, now));

		const kept = async (column: string, table: string) => {
			const { rows } = await sql<{ kept: string }>`select ${sql.raw(column)} as kept from ${sql.table(table)}
				where ${sql.raw(column)} is not null order by 1`.execute(owner);
			return rows.map((row) => row.kept);
		};
		expect(await kept('token', 'auth.session')).toEqual(['stands']);
		expect(await kept('email', 'auth.link')).toEqual(['new@example.org']);
		expect(await kept('key', 'auth.try')).toEqual(['new']);
		expect(await kept(`fields ->> 'days'`, 'draft')).toEqual(['29']);
		expect(await kept(`convert_from(bytes, 'UTF8')`, 'import_file_part')).toEqual(['89']);
		expect(await kept('file_name', 'import')).toEqual(['89 days.csv', '91 days.csv']);
	});
});
