import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { addDays } from '#lib/domain/day.ts';
import { DELIVERIES } from '#lib/domain/axes/delivery.ts';
import { ASSURANCES } from '#lib/domain/axes/assurance.ts';
import { CLOSURES } from '#lib/domain/axes/closure.ts';
import { DISPOSITIONS } from '#lib/domain/axes/disposition.ts';
import { POSITIONS } from '#lib/domain/axes/position.ts';
import {
	givenAssignment,
	givenOrganisation,
	givenRecommendation,
	onBothEngines,
	type TestAt
} from '../testing.ts';
import { inTransaction } from '../transaction.ts';
import { rebuild } from './rebuild.ts';
import { record, type Draft } from './record.ts';
import { fold } from './rollups.ts';

/** A small repeatable source of chance (mulberry32). */
const chance = (seed: number) => () => {
	seed = (seed + 0x6d2b79f5) | 0;
	let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
	t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
	return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

const FIRST_DAY = '2025-03-03';
const AXES = [
	['position', POSITIONS.slice(1)],
	['delivery', DELIVERIES],
	['assurance', ASSURANCES],
	['closure', CLOSURES]
] as const;

/** Records a history without rhyme or reason: several data a day, many of them late, dispositions among them. */
const recordRandomHistory = async (at: TestAt, events: number) => {
	const random = chance(20261122);
	const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
	const organisations: { id: number }[] = [];
	for (let i = 0; i < 6; i += 1)
		organisations.push(
			await givenOrganisation(at, { region: pick(['London', 'Midlands']), kind: pick(['trust', 'ICB']) })
		);
	const assignments: { id: number; recommendation_id: number }[] = [];
	for (let i = 0; i < 8; i += 1) {
		const recommendation = await givenRecommendation(at, { made_on: FIRST_DAY });
		for (const { id } of organisations)
			assignments.push(
				await givenAssignment(
					{ ...at, now: new Date(`${FIRST_DAY}T09:00:00Z`) },
					{
						recommendation_id: recommendation.id,
						organisation_id: id,
						action_due_on: random() < 0.7 ? addDays(FIRST_DAY, 200) : null
					}
				)
			);
	}
	for (let done = 0, day = 1; done < events; day += 1) {
		const today = addDays(FIRST_DAY, day);
		const drafts = Array.from({ length: 10 + Math.floor(random() * 30) }, (): Draft => {
			const { id, recommendation_id } = pick(assignments);
			const effective_on = random() < 0.6 ? today : addDays(FIRST_DAY, Math.floor(random() * day));
			const about = { subject: 'assignment' as const, subject_id: id, assignment_id: id, effective_on };
			const luck = random();
			if (luck < 0.04)
				return {
					subject: 'recommendation',
					subject_id: recommendation_id,
					recommendation_id,
					data_set: 'register',
					what: 'disposition',
					to_value: pick(DISPOSITIONS),
					effective_on
				};
			if (luck < 0.12)
				return {
					...about,
					what: 'due date',
					to_value: addDays(today, 60),
					detail: { clock: pick(['response', 'action', 'evidence']) }
				};
			const [what, values] = pick(AXES);
			return { ...about, what, to_value: pick<string>(values), narrative: `Said on ${today}.` };
		});
		const write = (some: Draft[]) =>
			inTransaction(at.db, (trx) => record(trx, { now: new Date(`${today}T12:00:00Z`) }, some));
		await write(drafts);
		const { id } = pick(assignments);
		const transfer = {
			subject: 'assignment' as const,
			subject_id: id,
			assignment_id: id,
			what: 'transfer' as const
		};
		const detail = { to_organisation_id: pick(organisations).id };
		// Two organisations cannot hold the same recommendation: such a transfer is refused whole.
		await write([{ ...transfer, detail, effective_on: today }]).catch((error: Error) =>
			expect(error.message).toContain('assignment_recommendation_id_organisation_id_key')
		);
		done += drafts.length;
		if (day % 20 === 0) await fold(at.db);
	}
};

onBothEngines('the record', (at) => {
	beforeAll(() => recordRandomHistory(at(), 2_100), 120_000);

	it('keeps at least 2,000 events', async () => {
		const { n } = await at()
			.db.selectFrom('event')
			.select(sql<number>`count(*)::int`.as('n'))
			.executeTakeFirstOrThrow();
		expect(n).toBeGreaterThan(2_000);
	});

	it('agrees with a rebuild from the events, after a random history with late entries', async () => {
		expect(await rebuild(at().db, 'register', { write: false })).toEqual([]);
	});

	it('finds and mends what somebody changed behind its back', async () => {
		const { db } = at();
		const { id } = await db.selectFrom('assignment').select('id').orderBy('id').executeTakeFirstOrThrow();
		await db.updateTable('assignment').set({ last_said: 'Tampered.' }).where('id', '=', id).execute();
		await sql`update standing_by_month set n = n + 1 where ctid = (select ctid from standing_by_month limit 1)`.execute(
			db
		);
		await sql`update recommendation set accepted = accepted + 1 where id = (select min(id) from recommendation)`.execute(
			db
		);
		await sql`delete from duty_change where ctid = (select ctid from duty_change limit 1)`.execute(db);
		const found = await rebuild(db, 'register', { write: true });
		expect(found.map(({ where }) => where)).toEqual(
			expect.arrayContaining([
				`last_said of assignment ${id}`,
				expect.stringContaining('accepted of recommendation')
			])
		);
		expect(await rebuild(db, 'register', { write: false })).toEqual([]);
	});

	it('sums, for any day in both senses, to the state that the events give', async () => {
		const { db } = at();
		for (const [asAt, knownAt] of [
			['2025-06-01', '2026-11-22'],
			['2025-09-10', '2025-09-10'],
			['2025-07-04', '2025-12-25'],
			['2026-11-22', '2026-01-01']
		] as const) {
			const ledger = await sql`
				select standing, sum(n)::int as n from (
					select to_standing as standing, 1 as n from standing_change where to_standing is not null and effective_on <= ${asAt} and recorded_on <= ${knownAt}
					union all
					select from_standing, -1 from standing_change where from_standing is not null and effective_on <= ${asAt} and recorded_on <= ${knownAt}
				) moves group by 1 having sum(n) <> 0 order by 1`.execute(db);
			const latest = (what: string, otherwise: string) => sql`coalesce((
				select e.to_value from event e where (e.assignment_id = a.id or (e.assignment_id is null and e.recommendation_id = a.recommendation_id))
					and e.what = ${what} and e.effective_on <= ${asAt} and (e.recorded_at at time zone 'Europe/London')::date <= ${knownAt}
				order by e.effective_on desc, e.id desc limit 1), ${otherwise})`;
			const plain = await sql`
				select s.code as standing, count(*)::int as n from (
					select ${latest('disposition', 'untriaged')} as disposition, ${latest('position', 'awaiting response')} as position,
						${latest('delivery', 'no information')} as delivery, ${latest('assurance', 'not assessed')} as assurance,
						${latest('closure', 'open')} as closure
					from assignment a where a.assigned_on <= ${asAt}
				) now join standing s using (disposition, position, delivery, assurance, closure) group by 1 order by 1`.execute(
				db
			);
			expect(ledger.rows).toEqual(plain.rows);
			expect(plain.rows.length).toBeGreaterThan(5);
		}
	});

	it('refuses to be altered, by the application and by the owner', async () => {
		for (const statement of [
			'update event set reason = null',
			'delete from event',
			'truncate event',
			'delete from event_register_2026',
			'update seal set block = 0'
		]) {
			await expect(sql.raw(statement).execute(at().db)).rejects.toThrow('permission denied');
			await expect(sql.raw(statement).execute(at().owner)).rejects.toThrow('append-only');
		}
	});

	it('takes nothing that is dated in the future', async () => {
		const assignment = await givenAssignment(at());
		const draft: Draft = {
			subject: 'assignment',
			subject_id: assignment.id,
			assignment_id: assignment.id,
			what: 'update',
			effective_on: '2026-11-23'
		};
		await expect(inTransaction(at().db, (trx) => record(trx, at(), [draft]))).rejects.toThrow(
			'is in the future'
		);
	});
});
