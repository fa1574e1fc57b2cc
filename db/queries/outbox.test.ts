import { expect, it } from 'vitest';
import { queueMail } from '#lib/server/mail.ts';
import type { Person } from '#lib/domain/person.ts';
import { insertJobs } from '../jobs.ts';
import { givenPerson, onBothEngines } from '../testing.ts';
import { inTransaction, readAs } from '../transaction.ts';
import * as outbox from './outbox.ts';

onBothEngines('the outbox, as an administrator sees it', (at) => {
	const asked = (user: Person | undefined, data_set: 'register' | 'demonstration', reads = true) =>
		readAs(at(user), (trx) => outbox.list(trx, data_set, { reads, limit: 50, offset: 0 }));

	it('is shown by the database to administrators of the same data set alone, whatever the code forgot', async () => {
		const invented = { data_set: 'demonstration' } as const;
		const real = await givenPerson(at(), 'administrator');
		const acted = await givenPerson(at(), 'administrator', invented);
		const others = [await givenPerson(at(), 'registrar'), await givenPerson(at(), 'board'), undefined];
		const mail = { kind: 'invitation', subject: 'Join', text: '/invitations/secret' };
		await inTransaction(at(), (trx) =>
			queueMail(trx, [
				{ ...mail, to: 'somebody@example.org' },
				{ ...mail, to: acted.email, person_id: acted.id as number }
			])
		);
		expect((await asked(real, 'register')).map(({ to, text }) => [to, text])).toEqual([
			['somebody@example.org', '/invitations/secret']
		]);
		expect((await asked(real, 'register', false)).map(({ text }) => text)).toEqual(['']);
		expect((await asked(acted, 'demonstration')).map(({ to }) => to)).toEqual([acted.email]);
		expect(await asked(real, 'demonstration')).toEqual([]);
		expect(await asked(acted, 'register')).toEqual([]);
		for (const other of others) expect(await asked(other, 'register')).toEqual([]);

		await at()
			.owner.updateTable('person')
			.set({ suspended_at: at().now })
			.where('id', '=', real.id)
			.execute();
		expect(await asked(real, 'register')).toEqual([]);
	});

	it('can be changed by nobody but the installation', async () => {
		const real = await givenPerson(at(), 'administrator');
		await inTransaction(at(), (trx) =>
			queueMail(trx, [{ kind: 'test', to: 'kept@example.org', subject: 'Kept', text: 'Kept.' }])
		);
		await inTransaction(at(real), (trx) => trx.deleteFrom('mail').execute());
		await inTransaction(at(real), (trx) =>
			trx.updateTable('mail').set({ to: 'thief@example.org' }).execute()
		);
		expect((await asked(real, 'register')).map(({ to }) => to)).toContain('kept@example.org');
	});

	it('says what waits in the background first, to administrators alone', async () => {
		const real = await givenPerson(at(), 'administrator');
		await expect(inTransaction(at(), (trx) => insertJobs(trx, [{ kind: 'by the public' }]))).rejects.toThrow(
			'row-level security'
		);
		await inTransaction({ db: at().db, user: { id: null } }, async (trx) => {
			await insertJobs(trx, [{ kind: 'waits' }, { kind: 'is done' }]);
			await trx.updateTable('job').set({ done_at: at().now }).where('kind', '=', 'is done').execute();
		});
		const jobs = (user: Person) => readAs(at(user), (trx) => outbox.jobs(trx, 50));
		expect((await jobs(real)).map(({ kind }) => kind)).toEqual(['waits', 'is done']);
		expect(await jobs(await givenPerson(at(), 'board'))).toEqual([]);
	});
});
