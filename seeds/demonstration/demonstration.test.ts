import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { rebuild } from '#db/record/rebuild.ts';
import { verify } from '#db/record/seal.ts';
import { onBothEngines } from '#db/testing.ts';
import { addThemes } from '#lib/server/changes/add-themes.ts';
import { asks } from './asks.ts';
import { chance } from './chance.ts';
import { LOADER, seedDemonstration } from './load.ts';
import { plan } from './plan.ts';
import { COUNTIES, ENDED, organisations, SUCCESSOR } from './region.ts';

const TODAY = '2026-11-22';
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

describe('the invented region', () => {
	it('has names and codes of its own, none of them a real organisation’s', () => {
		const real = readFileSync(new URL('../organisations.csv', import.meta.url), 'utf8');
		const invented = organisations(250);
		expect(new Set(invented.map(({ name }) => name)).size).toBe(251);
		expect(new Set(invented.map(({ code }) => code)).size).toBe(251);
		for (const { name, code } of invented) {
			expect(real).not.toContain(name);
			expect(real).not.toMatch(new RegExp(`^${code},`, 'm'));
		}
	});

	it('has a trust that merged into one of another county', () => {
		const of = (code: string) => organisations(44).find((one) => one.code === code);
		expect(of(ENDED)).toMatchObject({ kind: 'acute trust', region: COUNTIES[0] });
		expect(of(SUCCESSOR)).toMatchObject({ kind: 'acute trust', region: COUNTIES[1] });
	});

	it('comes out the same for the same number, and otherwise for another', () => {
		const made = (seed: number) => JSON.stringify(asks(chance(seed), 60, 44, TODAY, false));
		expect(made(1)).toBe(made(1));
		expect(made(1)).not.toBe(made(2));
	});

	it('dates every step in order, and enters none before it happened or after the last day', () => {
		const random = chance(3);
		const temper = { answers: 1, delivers: 0.9, overclaims: 0.3 };
		const dates = { begins_on: '2024-02-29', response_due_on: null, action_due_on: '2025-02-28' };
		for (let i = 0; i < 500; i += 1) {
			const steps = plan(random, temper, dates, TODAY);
			steps.forEach((step, index) => {
				expect(step.on >= (steps[index - 1]?.on ?? dates.begins_on)).toBe(true);
				expect(step.recorded_on >= step.on && step.recorded_on <= TODAY).toBe(true);
			});
		}
	});
});

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
				at().db
			)
		).rejects.toThrow(/foreign key|unique/);
	});
});
