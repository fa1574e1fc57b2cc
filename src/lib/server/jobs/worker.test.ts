import { describe, expect, it } from 'vitest';
import * as jobs from '#db/jobs.ts';
import { givenAssignment, givenOrganisation, givenPerson, onBothEngines } from '#db/testing.ts';
import { inTransaction } from '#db/transaction.ts';
import { queueDigests } from '../mail/weekly-digest.ts';
import { doJobs, scheduledFor } from './worker.ts';

const MONDAY = '2026-11-23';
const IN_TIME = new Date('2026-11-23T07:30:05Z');

describe('the schedule', () => {
	it('asks for the digest on Monday from half past seven, and to tidy up every day', () => {
		const daily = ['tidy outbox 2026-11-23', 'lapse expired 2026-11-23', 'forget what wore out 2026-11-23'];
		const kinds = (now: string) => scheduledFor(new Date(now)).map(({ once }) => once);
		expect(kinds('2026-11-23T07:29:00Z')).toEqual(daily);
		expect(kinds('2026-11-23T18:00:00Z')).toEqual([...daily, 'weekly digest 2026-11-23']);
	});

	it('asks for the letters about saved views when a month begins', () => {
		const kinds = scheduledFor(new Date('2026-12-01T07:30:00Z')).map(({ once }) => once);
		expect(kinds).toContain('monthly views 2026-12-01');
	});
});

onBothEngines('what runs in the background', (at) => {
	const owner = () => at().owner;
	const asInstallation = { id: null };
	const digests = () =>
		owner().selectFrom('mail').selectAll().where('kind', '=', 'weekly digest').orderBy('id').execute();
	const jobOf = (once: string) =>
		owner().selectFrom('job').selectAll().where('once', '=', once).executeTakeFirstOrThrow();
	// The queue's own clock decides when a job may first be taken; the tests' clock stands after it.
	const release = () =>
		owner().updateTable('job').set({ next_try_at: at().now }).where('done_at', 'is', null).execute();
	const round = async (now: Date, processes = 1) => {
		await inTransaction({ db: at().db, user: asInstallation }, (trx) =>
			jobs.insertJobs(trx, scheduledFor(now))
		);
		await release();
		return Promise.all(Array.from({ length: processes }, () => doJobs(at(), () => now)));
	};

	it('tells each person once a week what is due, however many processes run and however often', async () => {
		const organisation_id = (await givenOrganisation(at())).id;
		await givenAssignment(at(), { organisation_id, response_due_on: '2026-01-31' });
		await givenAssignment(at(), { organisation_id, response_due_on: '2026-12-01' });
		const contributor = await givenPerson(at(), 'contributor', { organisation_id });
		const approver = await givenPerson(at(), 'approver', { organisation_id });
		const idle = await givenPerson(at(), 'contributor', {
			organisation_id: (await givenOrganisation(at())).id
		});
		const declined = await givenPerson(at(), 'contributor', { organisation_id });
		await inTransaction(at(declined), (trx) =>
			trx
				.insertInto('reminder_choice')
				.values({
					person_id: declined.id as number,
					weekly_digest: false,
					notices: true,
					chosen_at: at().now
				})
				.execute()
		);
		const suspended = await givenPerson(at(), 'contributor', { organisation_id });
		await owner()
			.updateTable('person')
			.set({ suspended_at: at().now })
			.where('id', '=', suspended.id)
			.execute();
		await givenPerson(at(), 'registrar');

		expect(await round(IN_TIME, 3)).toEqual([undefined, undefined, undefined]);
		const told = await digests();
		expect(told.map(({ to }) => to)).toEqual([contributor.email, approver.email]);
		expect(told[0]?.subject).toBe('Your week: 1 overdue, 1 due by 23 December');
		expect(told.map(({ to }) => to)).not.toContain(idle.email);

		await round(new Date('2026-11-23T12:00:00Z'), 2);
		await queueDigests(at(), MONDAY, () => false);
		expect(await digests()).toHaveLength(2);
		expect(await jobOf(`weekly digest ${MONDAY}`)).toMatchObject({
			attempts: 1,
			done_at: IN_TIME,
			problem: null
		});

		await round(new Date('2026-11-30T07:30:00Z'));
		expect(await digests()).toHaveLength(4);
	});

	it('goes on with what was cut short, and sends nobody a second one', async () => {
		const before = (await digests()).length;
		let asked = 0;
		await expect(queueDigests(at(), '2026-12-07', () => (asked += 1) > 1)).rejects.toThrow('cut short');
		await queueDigests(at(), '2026-12-07', () => false);
		expect(await digests()).toHaveLength(before + 2);
	});

	it('goes on later with the search for repeats where it was told to end', async () => {
		const once = 'repeats of a test';
		await round(at().now);
		await inTransaction({ db: at().db, user: asInstallation }, (trx) =>
			jobs.insertJobs(trx, [{ kind: 'look for repeats', data: { data_set: 'register' }, once }])
		);
		await release();
		let asked = 0;
		const clock = () => at().now;
		await doJobs(at(), clock, () => (asked += 1) > 1);
		expect(await jobOf(once)).toMatchObject({ attempts: 1, done_at: null });
		await doJobs(at(), clock);
		expect(await jobOf(once)).toMatchObject({ attempts: 2, done_at: at().now });
	});

	it('lets a file that is being taken in go before the search for repeats', async () => {
		const once = 'repeats behind an import';
		const { now } = at();
		await round(now);
		await inTransaction({ db: at().db, user: asInstallation }, (trx) =>
			jobs.insertJobs(trx, [{ kind: 'look for repeats', data: { data_set: 'register' }, once }])
		);
		await release();
		const file = { kind: 'recommendations', file_name: 'a.csv', file_sha256: Buffer.alloc(32), row_count: 1 };
		const { id } = await owner()
			.insertInto('import')
			.values({ ...file, data_set: 'register', mapping: '{}', outcome: '{}', state: 'committing' })
			.returning('id')
			.executeTakeFirstOrThrow();
		const beginning = (minutes_ago: number) =>
			owner()
				.updateTable('import')
				.set({ started_at: new Date(Date.now() - minutes_ago * 60_000) })
				.where('id', '=', id)
				.execute();
		await beginning(1);
		await doJobs(at(), () => now);
		const later = new Date(now.getTime() + 10_000);
		expect(await jobOf(once)).toMatchObject({ attempts: 1, done_at: null, next_try_at: later });
		await beginning(120);
		await doJobs(at(), () => later);
		expect(await jobOf(once)).toMatchObject({ attempts: 2, done_at: later });
		await owner().deleteFrom('import').where('id', '=', id).execute();
	});

	it('takes over what a process left, and lets that one change nothing any more', async () => {
		const now = new Date('2030-01-01T12:00:00Z');
		const later = new Date(now.getTime() + 120_001);
		const queue = <T>(work: Parameters<typeof inTransaction<T>>[1]) =>
			inTransaction({ db: at().db, user: asInstallation }, work);
		await queue((trx) => jobs.insertJobs(trx, [{ kind: 'a test', data: { n: 1 }, once: 'a test' }]));
		const first = await queue((trx) => jobs.claim(trx, ['a test'], now, 120_000));
		expect(first).toMatchObject({ kind: 'a test', data: { n: 1 }, attempts: 1 });
		expect(await queue((trx) => jobs.claim(trx, ['a test'], now, 120_000))).toBeUndefined();
		const second = await queue((trx) => jobs.claim(trx, ['a test'], later, 120_000));
		expect(second).toMatchObject({ id: first?.id, attempts: 2 });
		expect(await queue((trx) => jobs.hold(trx, first as jobs.Claimed, later, 120_000))).toBe(false);
		await queue((trx) => jobs.settle(trx, first as jobs.Claimed, { done_at: later }));
		expect(await jobOf('a test')).toMatchObject({ done_at: null });
		expect(await queue((trx) => jobs.hold(trx, second as jobs.Claimed, later, 120_000))).toBe(true);
		await queue((trx) => jobs.settle(trx, second as jobs.Claimed, { done_at: later }));
		expect(await jobOf('a test')).toMatchObject({ done_at: later });
	});

	it('leaves alone what is not to be begun before a time', async () => {
		const not_before = new Date('2030-02-01T12:00:00Z');
		const kind = 'a later test';
		const take = (now: Date) =>
			inTransaction({ db: at().db, user: asInstallation }, (trx) => jobs.claim(trx, [kind], now, 1_000));
		await inTransaction({ db: at().db, user: asInstallation }, (trx) =>
			jobs.insertJobs(trx, [{ kind, not_before }])
		);
		expect(await take(new Date('2030-02-01T11:59:59Z'))).toBeUndefined();
		expect(await take(not_before)).toMatchObject({ kind });
	});

	it('forgets e-mail and work after ninety days', async () => {
		await round(new Date('2027-06-01T12:00:00Z'));
		expect(await digests()).toEqual([]);
		const left = await owner().selectFrom('job').select('once').execute();
		expect(left.map(({ once }) => once)).not.toContain(`weekly digest ${MONDAY}`);
	});
});
