import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { ageBand, isDueSoon } from '#lib/domain/clock.ts';
import { addDays, type Day } from '#lib/domain/day.ts';
import { FACTS } from '#lib/domain/fact.ts';
import { replay, type Moment } from '#lib/domain/history.ts';
import { toldOf } from '#lib/domain/numbers/told.ts';
import { scopeOf } from '#lib/domain/scope.ts';
import { encode } from '#lib/domain/standing.ts';
import { addThemes } from '#lib/server/changes/add-themes.ts';
import { keepRecord } from '#lib/server/changes/keep-record.ts';
import { LOADER, seedDemonstration, type Size } from '#seeds/demonstration/load.ts';
import * as duties from '../queries/duties.ts';
import * as facts from '../queries/facts.ts';
import * as standings from '../queries/standings.ts';
import { chance } from '../testing-history.ts';
import { onBothEngines } from '../testing.ts';
import { eventsOf, type AssignmentRow } from './project.ts';
import { rebuild } from './rebuild.ts';
import { verify } from './seal.ts';

/** A history of the size of the bench, and as many days as one likes, on demand. */
const SIZE = (process.env.ROLLUP_SIZE ?? 'demo') as Size;
const DAYS = Number(process.env.ROLLUP_ROUNDS ?? 4);

const THEMES = [
	'PATIENT-ID',
	'MEDICINES',
	'DIGITAL',
	'DETERIORATION',
	'INVASIVE',
	'MATERNITY',
	'MENTAL-HEALTH',
	'STAFFING'
];
const MORE = [
	'TRANSITIONS',
	'DIAGNOSIS',
	'INFECTION',
	'COMPLAINTS',
	'DEVICES',
	'URGENT-CARE',
	'CULTURE',
	'LEARNING'
];

onBothEngines('the demonstration', (at) => {
	const count = async (question: ReturnType<typeof sql<{ n: number }>>) =>
		(await question.execute(at().db)).rows[0]?.n ?? 0;
	const events = (what: string, to: string) =>
		count(
			sql<{
				n: number;
			}>`select count(*)::int as n from event where data_set = 'demonstration' and what = ${what} and to_value = ${to}`
		);

	beforeAll(async () => {
		const registrar = { ...LOADER, data_set: 'register' as const };
		await addThemes(
			{ ...at(), user: registrar },
			[...THEMES, ...MORE].map((code) => ({ code, name: code.toLowerCase(), description: undefined }))
		);
		await seedDemonstration(at(), { size: SIZE, seed: 1 });
	}, 1_200_000);

	it.skipIf(SIZE !== 'demo')(
		'has at least 40 organisations, about 2,500 assignments and people of every role',
		async () => {
			expect(
				await count(sql`select count(*)::int as n from organisation where data_set = 'demonstration'`)
			).toBeGreaterThan(40);
			const assignments = await count(sql`select count(*)::int as n from assignment`);
			expect(assignments).toBeGreaterThan(2_200);
			expect(assignments).toBeLessThan(3_000);
			expect(await count(sql`select count(distinct role)::int as n from membership`)).toBe(7);
		}
	);

	it('has refusals, holds, stops, extensions, returned claims, failed checks, lapses, repeats and a merger', async () => {
		for (const [what, to] of [
			['position', 'not accepted'],
			['delivery', 'on hold'],
			['delivery', 'stopped'],
			['extension', 'granted'],
			['extension', 'refused'],
			['claim', 'returned'],
			['verdict', 'not assured'],
			['assurance', 'lapsed'],
			['assurance', 'sustained'],
			['disposition', 'declined'],
			['disposition', 'merged']
		] as const)
			expect(await events(what, to), `${what} ${to}`).toBeGreaterThan(0);
		// Two of its named trusts merge; the organisations of a larger size are many alike, and none ends.
		const transfers = await count(sql`select count(*)::int as n from event where what = 'transfer'`);
		expect(transfers > 0).toBe(SIZE === 'demo');
		expect(
			await count(sql`select count(*)::int as n from family where data_set = 'demonstration'`)
		).toBeGreaterThan(3);
		expect(
			await count(
				sql`select count(*)::int as n from assignment where action_due_on > action_due_originally_on`
			)
		).toBeGreaterThan(20);
	});

	it('agrees with a rebuild from its events, and its seals hold', async () => {
		await keepRecord(at());
		expect(await rebuild(at().db, 'demonstration', { write: false })).toEqual([]);
		expect(await verify(at().db, 'demonstration')).toMatchObject({ unsealed: 0, faults: [] });
	});

	it(`is counted by the roll-ups as its events are one by one, on ${DAYS} days in both senses of time`, async () => {
		const { db, reading, today } = at();
		const rows = (await db.selectFrom('assignment').selectAll().execute()) as AssignmentRow[];
		const histories = await db.transaction().execute((trx) => eventsOf(trx, rows));
		const regions = new Map(
			(await db.selectFrom('organisation').select(['id', 'region']).execute()).map((one) => [
				one.id,
				one.region
			])
		);
		// What the same events have led to is replayed once, on however many days these are all that counts.
		const led = new Map<string, Moment | []>();
		const momentsOn = (day: Day, isKnownThen: boolean): Moment[] =>
			rows.flatMap(({ id, first_organisation_id }) => {
				const known = (histories.get(id) ?? []).filter(
					({ what, effective_on, recorded_on }) =>
						(effective_on <= day || what === 'undo') && (!isKnownThen || recorded_on <= day)
				);
				const key = `${id}: ${known.map((event) => event.id).join(' ')}`;
				const moment = led.get(key) ?? replay(first_organisation_id, known).moments.at(-1) ?? [];
				led.set(key, moment);
				return moment;
			});
		const tally = (items: readonly object[]) => {
			const counts = new Map<string, number>();
			for (const { n = 1, ...item } of items as readonly { n?: number }[]) {
				const key = JSON.stringify(Object.entries(item).sort());
				counts.set(key, (counts.get(key) ?? 0) + n);
			}
			return new Map([...counts].sort());
		};
		const bandOf = (due_on: Day | null, day: Day) =>
			due_on === null
				? 'no date set'
				: (ageBand(due_on, day) ?? (isDueSoon(due_on, day) ? 'due soon' : 'not due'));
		const random = chance(50);
		for (let round = 0; round < DAYS; round += 1) {
			// Today is counted in another way than days long ago.
			const day = addDays(today, -Math.floor(round === 0 ? 0 : random() * 3 * 365));
			for (const isKnownThen of [false, true]) {
				const all = momentsOn(day, isKnownThen);
				for (const region of [undefined, regions.get(all[0]?.organisation_id ?? 0) ?? undefined]) {
					const moments = all.filter(
						({ organisation_id }) => !region || regions.get(organisation_id) === region
					);
					const when = isKnownThen ? { known_at: day } : { as_at: day };
					const scope = scopeOf({ region, ...when }, 'demonstration', today);
					const asked = JSON.stringify({ region, ...when });
					const stood = (await standings.count(reading, scope)).map((one) => ({
						code: encode(one),
						n: one.n
					}));
					expect(tally(stood), asked).toEqual(tally(moments.map(({ standing }) => ({ code: standing }))));
					const owed = moments.flatMap((moment) =>
						moment.duties.map(({ clock, due_on, status }) => ({ clock, band: bandOf(due_on, day), status }))
					);
					expect(tally(await duties.count(reading, scope)), asked).toEqual(tally(owed));
					const told = moments.flatMap((moment) => moment.facts.flatMap((fact) => toldOf(fact, day) ?? []));
					expect(tally(await facts.count(reading, scope, FACTS)), asked).toEqual(tally(told));
				}
			}
		}
	}, 2_400_000);

	it('leaves nothing in the register', async () => {
		expect(await count(sql`select count(*)::int as n from recommendation where data_set = 'register'`)).toBe(
			0
		);
		await expect(
			sql`insert into assignment (data_set, recommendation_id, organisation_id, first_organisation_id, assigned_on, disposition, position, delivery, assurance, closure, adequacy, latest_on, version)
				select 'register', recommendation_id, organisation_id, organisation_id, assigned_on, disposition, position, delivery, assurance, closure, adequacy, latest_on, version from assignment limit 1`.execute(
				at().owner
			)
		).rejects.toThrow(/foreign key|unique/);
	});
});
