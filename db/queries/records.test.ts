import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { dutiesOf, isOverdue } from '#lib/domain/clock.ts';
import { organisationsAsked, read, recommendationAsked, reportsAsked } from '#lib/domain/filter.ts';
import { record } from '../record/record.ts';
import {
	givenAssignment,
	givenOrganisation,
	givenRecommendation,
	givenReport,
	givenSource,
	onBothEngines
} from '../testing.ts';
import { inTransaction } from '../transaction.ts';
import * as organisations from './organisations.ts';
import { overdueSince } from './overdue.ts';
import * as assignments from './recommendation-assignments.ts';
import * as recommendation from './recommendation.ts';
import * as reports from './reports.ts';
import * as sources from './sources.ts';
import * as themes from './themes.ts';
import * as timeline from './timeline.ts';

const TODAY = '2026-11-22';

onBothEngines('one record', (at) => {
	beforeAll(async () => {
		const source = await givenSource(at(), { code: 'IDS', name: 'Identity board', response_rule: 'HSSIB' });
		const report = await givenReport(at(), {
			source_id: source.id,
			reference: 'ID-2022',
			title: 'Wristbands in maternity units',
			published_year: 2022
		});
		const asked = await givenRecommendation(at(), {
			report_id: report.id,
			reference: 'R/2022/188',
			plain_summary: 'Check the wristband before taking blood.',
			made_on: '2022-05-05'
		});
		const earlier = await givenRecommendation(at(), {
			report_id: report.id,
			reference: 'R/2019/001',
			plain_summary: 'Put a wristband on every patient and check it before taking blood.',
			made_on: '2019-05-05'
		});
		const unlike = await givenRecommendation(at(), {
			report_id: report.id,
			reference: 'R/2018/001',
			plain_summary: 'Publish a yearly report.',
			made_on: '2018-05-05'
		});
		await givenRecommendation(at(), { data_set: 'demonstration', reference: 'D/1', made_on: '2017-01-01' });
		await at().owner.insertInto('theme').values({ code: 'ID', name: 'Identity' }).execute();
		await sql`insert into recommendation_theme select r.id, t.id from recommendation r cross join theme t`.execute(
			at().owner
		);
		const north = await givenOrganisation(at(), { code: 'NORTH', name: 'Northmere Trust', region: 'North' });
		const south = await givenOrganisation(at(), { code: 'SOUTH', name: 'Southwold Trust', region: 'South' });
		const part = await givenOrganisation(at(), { code: 'PART', name: 'A part of it', parent_id: north.id });
		await at()
			.owner.insertInto('organisation_succession')
			.values({ organisation_id: part.id, successor_id: south.id, took_over_on: '2025-04-01', note: null })
			.execute();
		const late = await givenAssignment(at(), { recommendation_id: asked.id, organisation_id: north.id });
		const done = await givenAssignment(at(), { recommendation_id: asked.id, organisation_id: south.id });
		expect(late.response_due_on).toBe('2022-08-03');
		await inTransaction({ db: at().db, user: { id: null } }, (trx) =>
			record(trx, at(), [
				{
					subject: 'assignment',
					subject_id: done.id,
					assignment_id: done.id,
					what: 'position',
					from_value: 'awaiting response',
					to_value: 'accepted',
					effective_on: '2022-07-01'
				}
			])
		);
		expect([earlier.id, unlike.id].every(Boolean)).toBe(true);
	});
	const find = async (reference: string) => recommendation.find(at().reading, 'register', reference);
	const everyOrganisation = read(recommendationAsked, new URLSearchParams()).asked!;

	it.each(['R-2022-188', 'R/2022/188', 'r-2022-188'])('is found by %s', async (reference) => {
		expect((await find(reference))?.slug).toBe('R-2022-188');
	});

	it('is found in its own data set alone', async () => {
		expect(await find('D-1')).toBeUndefined();
		expect((await recommendation.find(at().reading, 'demonstration', 'D-1'))?.reference).toBe('D/1');
	});

	it('carries its themes, and the day on which it was entered', async () => {
		const found = await find('R-2022-188');
		expect(found?.themes).toEqual([{ code: 'ID', name: 'Identity' }]);
		expect(found?.entered_on).toBe(TODAY);
	});

	it('knows what was asked before on its theme, nearest in wording, of its own data set', async () => {
		const found = await find('R-2022-188');
		const earlier = await recommendation.earlierOnTheme(at().reading, found!);
		expect(earlier.map(({ reference }) => reference)).toEqual(['R/2019/001']);
		expect(earlier[0]?.shared).toEqual(['Identity']);
	});

	it('counts its organisations by how they stand, the overdue apart', async () => {
		const found = await find('R-2022-188');
		const alike = await assignments.alike(at().reading, found!.id, TODAY);
		expect(alike.map(({ position, overdue, n }) => ({ position, overdue, n }))).toEqual(
			expect.arrayContaining([
				{ position: 'awaiting response', overdue: true, n: 1 },
				{ position: 'accepted', overdue: false, n: 1 }
			])
		);
	});

	it('lists the overdue organisations first, and those of a region alone when asked', async () => {
		const found = await find('R-2022-188');
		const all = await assignments.list(at().reading, found!.id, everyOrganisation, TODAY);
		expect(all.map(({ organisation_code }) => organisation_code)).toEqual(['NORTH', 'SOUTH']);
		expect(all[0]?.overdue_since).toBe('2022-08-03');
		const south = { ...everyOrganisation, region: ['South'] };
		const some = await assignments.list(at().reading, found!.id, south, TODAY);
		expect(some.map(({ organisation_code }) => organisation_code)).toEqual(['SOUTH']);
	});

	it('tells its history newest first, one by one or together', async () => {
		const found = await find('R-2022-188');
		const alone = await timeline.ofRecommendation(at().reading, 'register', found!.id, 10);
		expect(alone.map(({ what, organisations }) => [what, organisations])).toEqual([
			['position', ['Southwold Trust']],
			['assigned', ['Southwold Trust']],
			['assigned', ['Northmere Trust']]
		]);
		const together = await timeline.ofRecommendationTogether(at().reading, 'register', found!.id, 10);
		expect(together.map(({ what, n, organisations }) => [what, n, organisations])).toEqual([
			['position', 1, ['Southwold Trust']],
			['assigned', 2, ['Northmere Trust', 'Southwold Trust']]
		]);
	});

	it('tells the history of an organisation with what each entry was about', async () => {
		const north = await organisations.find(at().reading, 'register', 'NORTH');
		const told = await timeline.ofOrganisation(at().reading, 'register', north!.id, 5);
		expect(told.map(({ what, recommendation_slug }) => [what, recommendation_slug])).toEqual([
			['assigned', 'R-2022-188']
		]);
	});

	describe('beside others', () => {
		it('is counted by stage under its report, source and theme', async () => {
			const stages = { accepted: 1, 'nobody asked by name': 2 };
			expect((await reports.find(at().reading, 'register', 'ID-2022'))?.stages).toEqual(stages);
			expect((await sources.find(at().reading, 'register', 'IDS'))?.stages).toEqual(stages);
			expect(await themes.find(at().reading, 'register', 'ID')).toMatchObject({
				stages,
				sources: 1,
				first_year: 2018,
				last_year: 2022
			});
			expect((await themes.find(at().reading, 'demonstration', 'ID'))?.stages).toEqual({
				'nobody asked by name': 1
			});
		});

		it.each([
			['q=wristb', 1],
			['q=matrenity', 1],
			['q=giraffe', 0],
			['source=IDS&year=2022', 1],
			['year=2021', 0]
		])('is listed with the reports asked by %s: %i', async (query, n) => {
			const { asked } = read(reportsAsked, new URLSearchParams(query));
			const { rows, total } = await reports.list(at().reading, asked!);
			expect([rows.length, total]).toEqual([n, n]);
		});

		it.each([
			['q=northmere', ['NORTH']],
			['q=nothmere', ['NORTH']],
			['q=south', ['SOUTH']],
			['region=North&region=South', ['NORTH', 'SOUTH']],
			['organisation_kind=ICB', []],
			['page=9', []]
		])('is listed with the organisations asked by %s: %j', async (query, codes) => {
			const { asked } = read(organisationsAsked, new URLSearchParams(query));
			const rows = await organisations.list(at().reading, asked!);
			expect(rows.map(({ code }) => code)).toEqual(codes);
		});

		it('counts kinds and regions with the other choice kept', async () => {
			const { asked } = read(organisationsAsked, new URLSearchParams('region=North'));
			const counts = await organisations.facets(at().reading, asked!);
			expect(counts.all).toBe(1);
			expect(counts.organisation_kind).toEqual([{ value: 'trust', n: 1 }]);
			expect(counts.region).toHaveLength(3);
		});

		it('has its place: parent, parts, and whom it took over from', async () => {
			const north = await organisations.find(at().reading, 'register', 'north');
			const south = await organisations.find(at().reading, 'register', 'SOUTH');
			expect(north).toMatchObject({ code: 'NORTH', parts: [{ code: 'PART', name: 'A part of it' }] });
			expect(south?.predecessors).toEqual([
				{ code: 'PART', name: 'A part of it', took_over_on: '2025-04-01', note: null }
			]);
		});
	});
});

onBothEngines('the rule of what is overdue', (at) => {
	it('is the same in SQL as in the domain, in every state', async () => {
		const { id } = await givenAssignment(at(), {
			response_due_on: '2026-11-21',
			action_due_on: '2026-11-21',
			evidence_due_on: '2026-11-21'
		});
		const states = {
			disposition: ['untriaged', 'adopted', 'merged', 'deferred', 'declined', 'superseded'],
			position: ['awaiting response', 'accepted', 'accepted in part', 'not accepted', 'not applicable'],
			delivery: ['no information', 'on hold', 'delivered'],
			assurance: ['not assessed', 'submitted', 'assured', 'not assured', 'sustained', 'lapsed'],
			closure: ['open', 'implemented', 'no longer applicable']
		} as const;
		const days = ['2026-11-20', '2026-11-21', '2026-11-22', null];
		const value = (column: keyof typeof states) => sql.ref(`${column}.${column}`);
		const columns = Object.keys(states) as (keyof typeof states)[];
		const { rows } = await sql<Parameters<typeof dutiesOf>[0] & { since: string | null }>`
			select a.*, ${overdueSince(TODAY)} as since
			from (select ${sql.join(columns.map((column) => sql`${value(column)} as ${sql.ref(column)}`))},
					due.due_on as response_due_on, due.due_on + 1 as action_due_on, due.due_on + 2 as evidence_due_on,
					null::date as responded_on, null::text as responded_on_is, null::date as delivered_on,
					null::text as delivered_on_is, null::date as submitted_on
				from assignment one ${sql.join(
					columns.map(
						(column) =>
							sql`cross join unnest(${[...states[column]]}::text[]) ${sql.ref(column)}(${sql.ref(column)})`
					),
					sql` `
				)} cross join unnest(${days}::date[]) due(due_on) where one.id = ${id}) a`.execute(at().db);
		expect(rows).toHaveLength(6 * 5 * 3 * 6 * 3 * 4);
		const differing = rows.filter((row) => {
			const late = dutiesOf(row)
				.filter(({ status, due_on }) => status === 'open' && isOverdue(due_on, undefined, TODAY))
				.map(({ due_on }) => due_on)
				.sort();
			return (late[0] ?? null) !== row.since;
		});
		expect(differing).toEqual([]);
	});
});
