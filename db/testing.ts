import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import type { Cadence } from '#lib/domain/clock.ts';
import { responseDueOn } from '#lib/domain/response-rule.ts';
import { slugOf } from '#lib/domain/recommendation.ts';
import type { Person } from '#lib/domain/person.ts';
import type { At } from '#lib/server/at.ts';
import { connectEmbedded, connectServer, type Connection } from './connection.ts';
import { insertAssignments } from './record/assignments.ts';
import type { Tables } from './schema.ts';
import { inTransaction } from './transaction.ts';
import type { Insertable } from 'kysely';

let databases = 0;

const openServer = async (): Promise<Connection & { drop: () => Promise<void> }> => {
	const name = `followthrough_test_${process.pid}_${(databases += 1)}`;
	const admin = connectServer({ url: inject('server') });
	await sql`create database ${sql.ref(name)} template ${sql.ref(inject('template'))}`.execute(admin.owner);
	const url = new URL(inject('server'));
	url.pathname = `/${name}`;
	const connection = connectServer({ url: url.href });
	return {
		...connection,
		drop: async () => {
			await connection.close();
			await sql`drop database ${sql.ref(name)} with (force)`.execute(admin.owner);
			await admin.close();
		}
	};
};

/** A fresh migrated database in memory. */
export const openTestDatabase = (): Connection => connectEmbedded({ dump: readFileSync(inject('dump')) });

/** What a test holds: a database, a day, and somebody who acts. */
export type TestAt = At & { owner: Connection['owner']; connection: Connection };

type Tests = (at: (user?: Person) => TestAt) => void;

const onEngine = (engine: Connection['engine'], title: string, tests: Tests): void => {
	describe.skipIf(engine === 'server' && !inject('server'))(`${title} (${engine})`, () => {
		let connection: Connection;
		let close: () => Promise<void>;
		beforeAll(async () => {
			if (engine === 'embedded') {
				connection = openTestDatabase();
				close = connection.close;
			} else {
				const opened = await openServer();
				connection = opened;
				close = opened.drop;
			}
		}, 60_000);
		afterAll(() => close());
		tests((user) => ({
			db: connection.db,
			reading: connection.reading,
			owner: connection.owner,
			connection,
			user,
			today: '2026-11-22',
			now: new Date('2026-11-22T10:00:00Z')
		}));
	});
};

/**
 * Runs the same tests on the embedded engine and on a real Postgres server (skipped, and said so, where the run has
 * none). Each gets one fresh migrated database for all its tests; `at()` answers what a change takes.
 */
export const onBothEngines = (title: string, tests: Tests): void => {
	for (const engine of ['embedded', 'server'] as const) onEngine(engine, title, tests);
};

/** The same on the embedded engine alone: for what is only so while nobody else writes, as others do on a server. */
export const onEmbedded = (title: string, tests: Tests): void => onEngine('embedded', title, tests);

/** The same on a real Postgres server alone: for what is asked of its size or its planner. */
export const onServer = (title: string, tests: Tests): void => onEngine('server', title, tests);

let serial = 0;
const next = () => (serial += 1);

type Given<Table extends keyof Tables> = Partial<Insertable<Tables[Table]>>;

/** A source, with what the test does not care about filled in. */
export const givenSource = async (at: At, given: Given<'source'> = {}) =>
	at.db
		.insertInto('source')
		.values({ data_set: 'register', code: `SOURCE-${next()}`, name: 'A source', kind: 'inquiry', ...given })
		.returningAll()
		.executeTakeFirstOrThrow();

/** An organisation of its own kind and region. */
export const givenOrganisation = async (at: At, given: Given<'organisation'> = {}) =>
	at.db
		.insertInto('organisation')
		.values({
			data_set: 'register',
			code: `ORG-${next()}`,
			name: `Organisation ${serial}`,
			kind: 'trust',
			region: 'London',
			...given
		})
		.returningAll()
		.executeTakeFirstOrThrow();

/** A report of a source; a new source unless one is named. */
export const givenReport = async (at: At, given: Given<'report'> = {}) => {
	const data_set = given.data_set ?? 'register';
	const source_id = given.source_id ?? (await givenSource(at, { data_set })).id;
	return at.db
		.insertInto('report')
		.values({ reference: `REPORT-${next()}`, title: 'A report', ...given, data_set, source_id })
		.returningAll()
		.executeTakeFirstOrThrow();
};

/** A recommendation made on 3 March 2025 unless told otherwise. */
export const givenRecommendation = async (at: At, given: Given<'recommendation'> = {}) => {
	const data_set = given.data_set ?? 'register';
	const report_id = given.report_id ?? (await givenReport(at, { data_set, source_id: given.source_id })).id;
	const report = await at.db
		.selectFrom('report')
		.selectAll()
		.where('id', '=', report_id)
		.executeTakeFirstOrThrow();
	const reference = given.reference ?? `REC/${next()}`;
	const plain_summary = given.plain_summary ?? 'Check the wristband before every blood sample.';
	const made_on = given.made_on === undefined ? '2025-03-03' : given.made_on;
	const made = await at.db
		.insertInto('recommendation')
		.values({
			reference,
			slug: slugOf(reference),
			ordinal: 1,
			kind: 'recommendation',
			plain_summary,
			made_on,
			counted_from_on: made_on ?? '2025-12-31',
			...given,
			data_set,
			report_id,
			source_id: report.source_id
		})
		.returningAll()
		.executeTakeFirstOrThrow();
	await at.db
		.insertInto('recommendation_text')
		.values({ recommendation_id: made.id, words: `${reference} ${plain_summary}` })
		.execute();
	return made;
};

type GivenAssignment = {
	recommendation_id?: number;
	organisation_id?: number;
	data_set?: 'register' | 'demonstration';
	assigned_on?: string;
	response_due_on?: string | null;
	action_due_on?: string | null;
	evidence_due_on?: string | null;
	reports_every?: Cadence | undefined;
};

/** An assignment, with its 'assigned' event on the record. */
export const givenAssignment = async (at: At, given: GivenAssignment = {}) => {
	const data_set = given.data_set ?? 'register';
	const recommendation_id = given.recommendation_id ?? (await givenRecommendation(at, { data_set })).id;
	const organisation_id = given.organisation_id ?? (await givenOrganisation(at, { data_set })).id;
	return inTransaction({ db: at.db, user: { id: null } }, async (trx) => {
		const recommendation = await trx
			.selectFrom('recommendation')
			.selectAll()
			.where('id', '=', recommendation_id)
			.executeTakeFirstOrThrow();
		const [made] = await insertAssignments(trx, at, [
			{
				data_set,
				recommendation_id,
				organisation_id,
				disposition: recommendation.disposition,
				told: {
					what: 'assigned',
					detail: {
						response_due_on:
							given.response_due_on ??
							(given.response_due_on === null ? null : responseDueOn('HSSIB', recommendation.made_on)),
						action_due_on: given.action_due_on,
						evidence_due_on: given.evidence_due_on,
						reports_every: given.reports_every
					},
					effective_on: given.assigned_on ?? recommendation.counted_from_on
				}
			}
		]);
		if (!made) throw new Error('That organisation was asked already.');
		return trx.selectFrom('assignment').selectAll().where('id', '=', made.id).executeTakeFirstOrThrow();
	});
};

/** A person with one membership. */
export const givenPerson = async (
	at: At,
	role: Person['memberships'][number]['role'],
	given: { data_set?: 'register' | 'demonstration'; organisation_id?: number; source_id?: number } = {}
): Promise<Person> => {
	const data_set = given.data_set ?? 'register';
	const row = await at.db
		.insertInto('person')
		.values({ data_set, name: `Person ${next()}`, email: `person-${serial}@example.org` })
		.returningAll()
		.executeTakeFirstOrThrow();
	const membership = {
		role,
		organisation_id: given.organisation_id ?? null,
		source_id: given.source_id ?? null
	};
	await at.db
		.insertInto('membership')
		.values({ person_id: row.id, data_set, ...membership })
		.execute();
	return {
		id: row.id,
		name: row.name,
		email: row.email,
		data_set,
		memberships: [membership],
		suspended: false
	};
};
