import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectServer, type Connection } from '#db/connection.ts';
import { insertMails } from '#db/mail.ts';
import { newDatabase } from '#db/testing-database.ts';
import { inTransaction } from '#db/transaction.ts';
import { startMailServer, type MailServer } from '#lib/testing/mail-server.ts';
import { startProduct, type Product } from '#lib/testing/product.ts';

describe.skipIf(!process.env.TEST_DATABASE_URL)('two processes on one database, with a mail server', () => {
	let database: Awaited<ReturnType<typeof newDatabase>>;
	let connection: Connection;
	let post: MailServer;
	const products: Product[] = [];
	beforeAll(async () => {
		database = await newDatabase(process.env.TEST_DATABASE_URL ?? '');
		post = await startMailServer();
		const env = {
			DATABASE_URL: database.url,
			SMTP_URL: post.url,
			MAIL_FROM: 'no-reply@example.org',
			ORIGIN: 'https://followthrough.example.org'
		};
		products.push(await startProduct({ env }));
		products.push(await startProduct({ env }));
		connection = connectServer({ url: database.url });
	}, 240_000);
	afterAll(async () => {
		for (const product of products) await product.stop();
		await connection?.close();
		await post?.stop();
		await database?.drop();
	});

	it('send each e-mail once, as soon as its change is saved', async () => {
		const people = Array.from({ length: 100 }, (_, i) => `person-${i}@example.org`);
		const mails = people.map((to) => ({ to, kind: 'test', subject: 'Hello', text: '/my-work' }));
		await inTransaction(connection, (trx) => insertMails(trx, mails));
		await expect.poll(() => post.taken.length, { timeout: 60_000, interval: 250 }).toBe(100);
		// Long enough for another round of both, in which nothing may be left.
		await new Promise((resolve) => setTimeout(resolve, 6_000));
		expect(post.taken.map(({ to }) => to).sort()).toEqual(people.sort());
		expect(post.taken.every(({ body }) => body.includes('https://followthrough.example.org/my-work'))).toBe(
			true
		);
		const left = await connection.owner
			.selectFrom('mail')
			.select('id')
			.where('sent_at', 'is', null)
			.execute();
		expect(left).toEqual([]);
	});
});
