import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#lib/domain/person.ts';
import { record } from './record/record.ts';
import type { Writing } from './schema.ts';
import {
	givenAssignment,
	givenOrganisation,
	givenPerson,
	givenRecommendation,
	onBothEngines
} from './testing.ts';
import { inTransaction, readAs } from './transaction.ts';

const REFUSED = /row-level security|belongs to another organisation/;

onBothEngines('the database’s own guard', (at) => {
	let mine: { id: number; organisation_id: number };
	let foreign: typeof mine;
	let source_id: number;
	let people: Record<string, Person>;

	const evidenceOn = ({ id, organisation_id }: typeof mine, title: string, is_public = false) => ({
		data_set: 'register' as const,
		assignment_id: id,
		organisation_id,
		kind: 'other',
		title,
		url: 'https://example.org/a',
		added_at: new Date('2026-11-22T10:00:00Z'),
		is_public
	});

	beforeAll(async () => {
		const installed = at();
		const recommendation = await givenRecommendation(installed);
		source_id = recommendation.source_id;
		const ours = await givenOrganisation(installed);
		const theirs = await givenOrganisation(installed);
		const given = async (organisation_id: number, recommendation_id: number) => ({
			id: (await givenAssignment(installed, { organisation_id, recommendation_id })).id,
			organisation_id
		});
		mine = await given(ours.id, recommendation.id);
		foreign = await given(theirs.id, (await givenRecommendation(installed)).id);
		const gone = await givenPerson(installed, 'approver', { organisation_id: theirs.id });
		await installed.db
			.updateTable('person')
			.set({ suspended_at: new Date() })
			.where('id', '=', gone.id as number)
			.execute();
		people = {
			contributor: await givenPerson(installed, 'contributor', { organisation_id: ours.id }),
			issuer: await givenPerson(installed, 'issuer', { source_id }),
			verifier: await givenPerson(installed, 'verifier'),
			registrar: await givenPerson(installed, 'registrar'),
			suspended: gone,
			invented: await givenPerson(installed, 'board', { data_set: 'demonstration' })
		};
		await inTransaction({ db: installed.db, user: { id: null } }, (trx) =>
			trx
				.insertInto('evidence')
				.values([evidenceOn(foreign, 'theirs, private'), evidenceOn(foreign, 'theirs, public', true)])
				.execute()
		);
	});

	const WRITES: Record<string, (trx: Writing) => Promise<unknown>> = {
		'changes its assignment': (trx) =>
			trx.updateTable('assignment').set({ last_said: 'Mine!' }).where('id', '=', foreign.id).execute(),
		'takes its assignment over': (trx) =>
			trx
				.updateTable('assignment')
				.set({ organisation_id: mine.organisation_id })
				.where('id', '=', foreign.id)
				.execute(),
		'speaks on its record': (trx) =>
			record(trx, at(), [
				{
					subject: 'assignment',
					subject_id: foreign.id,
					assignment_id: foreign.id,
					what: 'update',
					narrative: 'Done.',
					effective_on: '2026-11-22'
				}
			]),
		'adds to its evidence': (trx) =>
			trx.insertInto('evidence').values(evidenceOn(foreign, 'Smuggled')).execute(),
		'gives it an action': (trx) =>
			trx
				.insertInto('action')
				.values({ data_set: 'register', organisation_id: foreign.organisation_id, what: 'Nothing.' })
				.execute(),
		'judges its claim': (trx) =>
			trx
				.insertInto('verdict')
				.values({
					data_set: 'register',
					assignment_id: foreign.id,
					organisation_id: foreign.organisation_id,
					result: 'assured',
					method: 'data',
					reason: 'Because.',
					found_on: '2026-11-22',
					given_at: new Date()
				})
				.execute()
	};

	describe.each(Object.keys(WRITES))(
		'refuses, though the code forgot to ask, that somebody else %s',
		(what) => {
			it.each(['contributor', 'issuer', 'suspended', 'invented'])('as %s', async (who) => {
				const write = WRITES[what] as (trx: Writing) => Promise<unknown>;
				await expect(inTransaction({ db: at().db, user: people[who] }, write)).rejects.toThrow(REFUSED);
			});

			it('as the public', async () => {
				const write = WRITES[what] as (trx: Writing) => Promise<unknown>;
				await expect(inTransaction({ db: at().db }, write)).rejects.toThrow(REFUSED);
			});
		}
	);

	it('removes nothing of another organisation', async () => {
		await inTransaction({ db: at().db, user: people.contributor }, (trx) =>
			sql`delete from assignment where id = ${foreign.id}`.execute(trx)
		);
		expect(
			await at().owner.selectFrom('assignment').select('id').where('id', '=', foreign.id).execute()
		).toHaveLength(1);
	});

	it('deletes nothing of the register, whoever acts', async () => {
		for (const user of [people.registrar, people.verifier, { id: null }])
			await expect(
				inTransaction({ db: at().db, user }, async (trx) => {
					await sql`delete from evidence where assignment_id = ${foreign.id}`.execute(trx);
					await sql`delete from assignment where id = ${foreign.id}`.execute(trx);
				})
			).rejects.toThrow(/Nothing in the register is deleted/);
	});

	it.each([
		['contributor', 'mine'],
		['issuer', 'mine'],
		['verifier', 'foreign'],
		['registrar', 'foreign']
	])('lets a %s write on what is theirs to write on', async (who, whose) => {
		const { id } = whose === 'mine' ? mine : foreign;
		await inTransaction({ db: at().db, user: people[who] }, (trx) =>
			trx.updateTable('assignment').set({ last_said: who }).where('id', '=', id).execute()
		);
	});

	it.each([
		['the public', undefined, ['theirs, public']],
		['contributor', 'contributor', ['theirs, public']],
		['registrar', 'registrar', ['theirs, public']],
		['suspended', 'suspended', ['theirs, public']],
		['invented', 'invented', ['theirs, public']],
		['verifier', 'verifier', ['theirs, private', 'theirs, public']]
	])('shows %s of another organisation’s evidence what they may see', async (_, who, expected) => {
		const found = await readAs({ db: at().db, user: who ? people[who] : undefined }, (db) =>
			db
				.selectFrom('evidence')
				.select('title')
				.where('assignment_id', '=', foreign.id)
				.orderBy('title')
				.execute()
		);
		expect(found.map(({ title }) => title)).toEqual(expected);
	});

	it('forgets who acted when the transaction ends', async () => {
		await inTransaction({ db: at().db, user: people.verifier }, async () => {});
		const found = await at()
			.db.selectFrom('evidence')
			.select('title')
			.where('assignment_id', '=', foreign.id)
			.execute();
		expect(found).toEqual([{ title: 'theirs, public' }]);
	});

	it('lets nobody write who only asks', async () => {
		const write = (db: unknown) => sql`delete from evidence`.execute(db as Writing);
		await expect(readAs({ db: at().db, user: { id: null } }, write)).rejects.toThrow('read-only');
	});
});
