import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { givenAssignment, onBothEngines } from '../testing.ts';
import { recordRandomHistory } from '../testing-history.ts';
import { inTransaction } from '../transaction.ts';
import { rebuild } from './rebuild.ts';
import { record, type Draft } from './record.ts';

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
		const { owner: db } = at();
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
					and not exists (select from event u where u.what = 'undo' and u.assignment_id = e.assignment_id
						and u.detail -> 'undoes' @> to_jsonb(e.id) and (u.recorded_at at time zone 'Europe/London')::date <= ${knownAt})
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
		await expect(
			inTransaction({ db: at().db, user: { id: null } }, (trx) => record(trx, at(), [draft]))
		).rejects.toThrow('is in the future');
	});
});
