import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Database } from '#db/schema.ts';
import { tidy } from '#db/set-up.ts';
import { copyHistories } from '#db/testing-copies.ts';
import { onServer } from '#db/testing.ts';
import { keepRecord } from '#lib/server/changes/keep-record.ts';
import { addThemes } from '#lib/server/changes/add-themes.ts';
import { seedDemonstration } from '#seeds/demonstration/load.ts';
import { INSTALLATION } from '#seeds/seed.ts';
import { load as home } from '../routes/(public)/+page.server.ts';
import { load as progress } from '../routes/(public)/progress/+page.server.ts';
import { load as recommendations } from '../routes/(public)/recommendations/+page.server.ts';

/** Of size S (500 recommendations × 50 organisations) only this many recommendations are lived; the rest are copies. */
const LIVED = 50;
const COPIES = 9;
const DAYS_APART = 3;

const THEMES = [
	'PATIENT-ID MEDICINES DIGITAL DETERIORATION INVASIVE MATERNITY MENTAL-HEALTH STAFFING TRANSITIONS',
	'DIAGNOSIS INFECTION COMPLAINTS DEVICES URGENT-CARE CULTURE LEARNING'
].flatMap((line) => line.split(' '));

/** What grows with what happens. A walk through any other table is a walk through a few hundred rows at the most. */
const GROWS =
	/^(assignment|event(_\w+)?|standing_change|duty_change|standing_by_day|standing_by_month|duty_by_due_date|overdue_by_day|fact_change|fact_count)$/;

/** A few hundred narrow rows at this size, which are walked through faster than by an index: one has to be there. */
const FEW = /^recommendation$/;

type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Total Cost': number; Plans?: Plan[] };

/** The tables that grow and that a plan walks through from end to end. A year's events that hold none cost nothing. */
const walksThrough = (plan: Plan, tables: RegExp): string[] => {
	const { 'Node Type': node, 'Relation Name': relation = '', 'Total Cost': cost, Plans = [] } = plan;
	const here = node === 'Seq Scan' && tables.test(relation) && cost > 0 ? [relation] : [];
	return [...here, ...Plans.flatMap((below) => walksThrough(below, tables))];
};

type Load = (event: never) => unknown;

onServer('what the pages that everybody opens ask of a large database', (at) => {
	beforeAll(async () => {
		const { db, owner, now } = at();
		await addThemes(
			at(INSTALLATION),
			THEMES.map((code) => ({ code, name: code }))
		);
		await seedDemonstration(at(), { size: 'S', seed: 1, recommendations: LIVED });
		await keepRecord({ db, now });
		await copyHistories(owner, COPIES, DAYS_APART);
		await tidy(owner);
	}, 180_000);

	/** Every statement that a page sends, and which large tables its plan walks through. */
	const walksOf = async (load: Load, address: string) => {
		const { db, owner, today } = at();
		const sent = vi.spyOn(db.getExecutor(), 'executeQuery');
		const locals = { db, reading: db, data_set: 'demonstration', today };
		await load({ locals, url: new URL(address, 'http://localhost') } as never);
		const statements = sent.mock.calls.map(([statement]) => statement);
		sent.mockRestore();
		const walks: { sql: string; walks: string[] }[] = [];
		for (const statement of statements) {
			const explained = { ...statement, sql: `explain (format json) ${statement.sql}` };
			const plan = async (db: Database) => {
				const { rows } = await db.executeQuery<{ 'QUERY PLAN': { Plan: Plan }[] }>(explained);
				return rows[0]?.['QUERY PLAN'][0]?.Plan;
			};
			const asWritten = await plan(owner);
			const withoutChoice = await owner.transaction().execute(async (trx) => {
				await trx.executeQuery({ ...statement, sql: 'set local enable_seqscan = off', parameters: [] });
				return plan(trx);
			});
			walks.push({
				sql: statement.sql,
				walks:
					asWritten && withoutChoice
						? [...walksThrough(asWritten, GROWS), ...walksThrough(withoutChoice, FEW)]
						: ['no plan']
			});
		}
		return walks;
	};

	describe.each<[string, Load, string]>([
		['home', home as Load, '/?data=demonstration'],
		['progress', progress as Load, '/progress?data=demonstration'],
		['progress of one source', progress as Load, '/progress?data=demonstration&source=X-OSC'],
		['progress of one region', progress as Load, '/progress?data=demonstration&region=Aldermoor'],
		['progress as at a day', progress as Load, '/progress?data=demonstration&as_at=2026-10-31'],
		[
			'filtered recommendations',
			recommendations as Load,
			'/recommendations?data=demonstration&theme=MEDICINES&stage=under+way'
		]
	])('%s', (_, load, address) => {
		it('walks through no table that grows: an index or a roll-up answers', async () => {
			const walks = await walksOf(load, address);
			expect(walks.length).toBeGreaterThan(1);
			expect(walks.filter((each) => each.walks.length > 0)).toEqual([]);
		});
	});

	it('notices a walk', async () => {
		const walk: Load = () =>
			at().db.selectFrom('assignment').select('id').where('last_said', 'like', '%ward%').execute();
		expect((await walksOf(walk, '/')).map((each) => each.walks)).toEqual([['assignment']]);
	});
});
