import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { addThemes } from '#lib/server/changes/add-themes.ts';
import { LOADER, seedDemonstration } from '#seeds/demonstration/load.ts';
import { onBothEngines } from '../testing.ts';
import { rebuild } from './rebuild.ts';
import { verify } from './seal.ts';

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
		await seedDemonstration(at(), { size: 'demo', seed: 1 });
	}, 240_000);

	it('has at least 40 organisations, about 2,500 assignments and people of every role', async () => {
		expect(
			await count(sql`select count(*)::int as n from organisation where data_set = 'demonstration'`)
		).toBeGreaterThan(40);
		const assignments = await count(sql`select count(*)::int as n from assignment`);
		expect(assignments).toBeGreaterThan(2_200);
		expect(assignments).toBeLessThan(3_000);
		expect(await count(sql`select count(distinct role)::int as n from membership`)).toBe(7);
	});

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
		expect(await count(sql`select count(*)::int as n from event where what = 'transfer'`)).toBeGreaterThan(0);
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
		expect(await rebuild(at().db, 'demonstration', { write: false })).toEqual([]);
		expect(await verify(at().db, 'demonstration')).toMatchObject({ unsealed: 0, faults: [] });
	}, 120_000);

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
