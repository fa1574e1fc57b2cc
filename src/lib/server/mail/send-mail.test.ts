import { afterEach, describe, expect, it } from 'vitest';
import { givenPerson, onBothEngines } from '#db/testing.ts';
import { inTransaction } from '#db/transaction.ts';
import { startMailServer, type MailServer, type Taken } from '#lib/testing/mail-server.ts';
import { queueMail } from '../mail.ts';
import { openPost } from './post.ts';
import { addressed, GIVEN_UP_AFTER_MS, sendMail, waitAfter } from './send-mail.ts';

const ORIGIN = 'https://followthrough.example.org';

const from = 'Followthrough <no-reply@example.org>';
const running: MailServer[] = [];
const start = async (...options: Parameters<typeof startMailServer>) => {
	const server = await startMailServer(...options);
	running.push(server);
	return server;
};
afterEach(async () => {
	for (const server of running.splice(0)) await server.stop();
});

const answering = (responseCode: number) => Object.assign(new Error('No.'), { responseCode });

onBothEngines('sending e-mail', (at) => {
	const queue = (...mails: { to: string; text?: string; person_id?: number }[]) =>
		inTransaction(at(), (trx) =>
			queueMail(
				trx,
				mails.map((mail) => ({ kind: 'test', subject: 'Prüfung', text: 'Words.', ...mail }))
			)
		);
	const rowOf = (to: string) =>
		at().owner.selectFrom('mail').selectAll().where('to', '=', to).executeTakeFirstOrThrow();
	// The database stamps what is queued to the microsecond: a second on, it is due.
	const soon = () => new Date(Date.now() + 1_000);
	const send = (url: string, now = soon()) =>
		sendMail(at(), openPost({ smtp_url: url, from }), { origin: ORIGIN, clock: () => now });

	it('hands it to the mail server, with its links complete, and keeps its words no longer', async () => {
		const server = await start();
		await queue({
			to: 'one@example.org',
			text: 'Your cläim was returned.\n/my-work/12?data=demonstration\n'
		});
		expect(await send(server.url)).toEqual({ sent: 1 });
		expect(server.taken).toHaveLength(1);
		const [{ to, head, body }] = server.taken as [Taken];
		expect(to).toBe('one@example.org');
		expect(head).toContain(`From: ${from}`);
		expect(head).toContain('Auto-Submitted: auto-generated');
		expect(head).toMatch(/Message-ID: <mail-\d+-\d+@followthrough\.example\.org>/i);
		expect(body).toContain('https://followthrough.example.org/my-work/12?data=demonstration');
		expect(await rowOf('one@example.org')).toMatchObject({ text: '', attempts: 1, problem: null });
		expect((await rowOf('one@example.org')).sent_at).not.toBeNull();
	});

	it('sends each e-mail once, however many processes send', async () => {
		const server = await start();
		const people = Array.from({ length: 20 }, (_, i) => `many-${i}@example.org`);
		await queue(...people.map((to) => ({ to })));
		const rounds = await Promise.all([1, 2, 3, 4].map(() => send(server.url)));
		expect(rounds.reduce((sum, { sent }) => sum + sent, 0)).toBe(20);
		expect(server.taken.map(({ to }) => to).sort()).toEqual(people.sort());
		expect(await send(server.url)).toEqual({ sent: 0 });
	});

	it('waits for a server that is down, longer each time, and sends once it is up again', async () => {
		const { port, stop, url } = await startMailServer();
		await stop();
		await queue({ to: 'patient@example.org' }, { to: 'patient-too@example.org' });
		const now = soon();
		const answer = await send(url, now);
		expect(answer).toMatchObject({ sent: 0, problem: expect.stringContaining('ECONNREFUSED') });
		const waiting = await rowOf('patient@example.org');
		expect(waiting).toMatchObject({
			attempts: 1,
			sent_at: null,
			problem: expect.stringContaining('ECONNREFUSED')
		});
		expect(waiting.next_try_at.getTime()).toBe(now.getTime() + waitAfter(1));
		expect(await rowOf('patient-too@example.org')).toMatchObject({ attempts: 0 });

		const server = await start(port);
		expect(await send(url, new Date(now.getTime() + 30_000))).toEqual({ sent: 1 });
		expect(await send(url, new Date(now.getTime() + 61_000))).toEqual({ sent: 1 });
		expect(server.taken.map(({ to }) => to)).toEqual(['patient-too@example.org', 'patient@example.org']);
	});

	it('sends again what a process that ended had in hand, once its time is over', async () => {
		const server = await start();
		await queue({ to: 'left@example.org' });
		const now = soon();
		const ends = { send: () => Promise.reject(new Error('The process ends here.')) };
		await expect(sendMail(at(), ends, { origin: ORIGIN, clock: () => now })).rejects.toThrow('ends here');
		expect(await send(server.url, new Date(now.getTime() + 60_000))).toEqual({ sent: 0 });
		expect(await send(server.url, new Date(now.getTime() + 601_000))).toEqual({ sent: 1 });
	});

	it('gives up what the server will never take, and goes on with the others', async () => {
		const server = await start(0, (to) =>
			to.startsWith('nobody') ? answering(550) : to.startsWith('full') ? answering(452) : undefined
		);
		await queue({ to: 'nobody@example.org' }, { to: 'full@example.org' }, { to: 'somebody@example.org' });
		const now = soon();
		expect(await send(server.url, now)).toEqual({ sent: 1 });
		expect(await rowOf('nobody@example.org')).toMatchObject({ given_up_at: now, sent_at: null });
		expect(await rowOf('full@example.org')).toMatchObject({ given_up_at: null, sent_at: null, attempts: 1 });

		const later = new Date(now.getTime() + GIVEN_UP_AFTER_MS + 60_000);
		await send(server.url, later);
		expect(await rowOf('full@example.org')).toMatchObject({ given_up_at: later });
		expect(server.taken).toHaveLength(1);
	});

	it('never sends to a suspended person, nor to an invented one', async () => {
		const server = await start();
		const suspended = await givenPerson(at(), 'registrar');
		const invented = await givenPerson(at(), 'registrar', { data_set: 'demonstration' });
		await queue(
			{ to: suspended.email, person_id: suspended.id as number },
			{ to: 'old-address@example.org', person_id: suspended.id as number },
			{ to: invented.email, person_id: invented.id as number }
		);
		await queue({ to: 'by-address@example.org' });
		await at()
			.owner.updateTable('person')
			.set({ suspended_at: at().now })
			.where('id', '=', suspended.id)
			.execute();
		expect(await send(server.url)).toEqual({ sent: 1 });
		expect(server.taken.map(({ to }) => to)).toEqual(['by-address@example.org']);
		expect(await rowOf(suspended.email)).toMatchObject({ problem: 'The account is suspended.' });
		expect(await rowOf('old-address@example.org')).toMatchObject({ problem: 'The account is suspended.' });
		expect(await rowOf(invented.email)).toMatchObject({
			data_set: 'demonstration',
			attempts: 0,
			text: 'Words.'
		});
	});
});

describe('the links of an e-mail', () => {
	it('are the lines that are a path of ours, and nothing else', () => {
		expect(addressed('See /my-work.\n/my-work/1\n//evil.example/x\n  /quoted\n', ORIGIN)).toBe(
			`See /my-work.\n${ORIGIN}/my-work/1\n//evil.example/x\n  /quoted\n`
		);
	});
});
