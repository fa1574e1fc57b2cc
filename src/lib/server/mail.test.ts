import { expect, it } from 'vitest';
import { givenPerson, onBothEngines } from '#db/testing.ts';
import { inTransaction } from '#db/transaction.ts';
import { queueMail } from './mail.ts';

onBothEngines('the outbox', (at) => {
	const invitation = { to: 'a@example.org', kind: 'invitation', subject: 'Join', text: '/invitations/x' };
	const waiting = (kind: string) =>
		at().owner.selectFrom('mail').selectAll().where('kind', '=', kind).orderBy('id').execute();

	it('takes e-mails in the transaction of the change that they tell of', async () => {
		const { id } = await givenPerson(at(), 'registrar');
		await inTransaction(at(), (trx) =>
			queueMail(trx, [invitation, { ...invitation, to: 'b@example.org', person_id: id as number }])
		);
		expect(await waiting('invitation')).toMatchObject([
			{
				to: 'a@example.org',
				person_id: null,
				subject: 'Join',
				text: '/invitations/x',
				attempts: 0,
				sent_at: null
			},
			{ to: 'b@example.org', person_id: id }
		]);
	});

	it('holds nothing of a change that was not saved', async () => {
		const change = inTransaction(at(), async (trx) => {
			await queueMail(trx, [{ ...invitation, kind: 'undone' }]);
			throw new Error('The change was refused.');
		});
		await expect(change).rejects.toThrow('refused');
		expect(await waiting('undone')).toEqual([]);
	});

	it('drops a second e-mail with the same key, also within one list', async () => {
		const digest = { ...invitation, kind: 'digest', once: 'digest 2026-11-23 person 1' };
		for (let i = 0; i < 2; i += 1) await inTransaction(at(), (trx) => queueMail(trx, [digest, digest]));
		expect(await waiting('digest')).toHaveLength(1);
	});

	it('takes none', async () => {
		await inTransaction(at(), (trx) => queueMail(trx, []));
		expect(await waiting('none')).toEqual([]);
	});
});
