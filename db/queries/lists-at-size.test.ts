import { CompiledQuery, sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { organisationsAsked, read, recommendationAsked, recommendationsAsked } from '#lib/domain/filter.ts';
import type { Reading } from '../schema.ts';
import { givenPerson, onBothEngines } from '../testing.ts';
import { boardCounts } from './board-counts.ts';
import * as claims from './claims.ts';
import * as ofOrganisation from './organisation-assignments.ts';
import * as organisations from './organisations.ts';
import * as ofRecommendation from './recommendation-assignments.ts';
import { facets } from './recommendation-facets.ts';
import * as recommendation from './recommendation.ts';
import * as recommendations from './recommendations.ts';
import * as timeline from './timeline.ts';

const RECOMMENDATIONS = 3000;
const ORGANISATIONS = 30;
const WORDS =
	'wristband insulin record handover ambulance sepsis falls implant screening referral pharmacy alarm theatre maternity crisis device rota bleep oxygen dialysis'.split(
		' '
	);
const TODAY = '2026-11-22';

/** A walk through all of a table that grows; all others hold hundreds of rows. A year without events costs nothing. */
const LARGE = /Seq Scan on (recommendation|assignment|event\w*)( \w+)? +\(cost=0\.00\.\.(?!0\.00)/;

onBothEngines(`lists over ${RECOMMENDATIONS} recommendations`, (at) => {
	beforeAll(async () => {
		const { owner } = at();
		await sql`insert into source (data_set, code, name, kind)
			select 'demonstration', 'S' || i, 'Source ' || i, 'inquiry' from generate_series(1, 12) i`.execute(owner);
		await sql`insert into theme (code, name) select 'T' || i, 'Theme ' || i from generate_series(1, 20) i`.execute(
			owner
		);
		await sql`insert into report (data_set, source_id, reference, title)
			select 'demonstration', s.id, 'P' || i, 'Report ' || i from generate_series(1, 600) i join source s on s.code = 'S' || (1 + i % 12)`.execute(
			owner
		);
		await sql`insert into organisation (data_set, code, name, kind, region)
			select 'demonstration', 'O' || i, 'Trust ' || i, 'trust', 'Region ' || i % 6 from generate_series(1, ${ORGANISATIONS}::int) i`.execute(
			owner
		);
		await sql`insert into recommendation (data_set, report_id, source_id, reference, slug, ordinal, kind, plain_summary,
				made_on, made_year, counted_from_on, evidence_quality, original_wording, asked, responded, accepted, planned)
			select 'demonstration', p.id, p.source_id, 'R/' || i, 'R-' || i, 1, 'recommendation', words, made, extract(year from made), made,
				'official page', wording, 20, i % 20, (i % 20) / 2, (i % 20) / 4
			from generate_series(1, ${RECOMMENDATIONS}::int) i join report p on p.reference = 'P' || (1 + i % 600)
			cross join lateral (select date '2016-01-01' + (i * 37 % 3900) as made) days
 			cross join lateral (select string_agg(md5((i * g)::text), ' ') as wording from generate_series(1, 12) g) o
			cross join lateral (select (${WORDS}::text[])[1 + i % 20] as words) w`.execute(owner);
		await sql`insert into recommendation_text (recommendation_id, words)
			select id, reference || ' ' || plain_summary || ' ' || original_wording from recommendation`.execute(owner);
		await sql`insert into recommendation_theme select r.id, t.id from recommendation r join theme t on t.code = 'T' || (1 + r.id % 20)`.execute(
			owner
		);
		await sql`insert into assignment (data_set, recommendation_id, organisation_id, first_organisation_id, assigned_on,
				response_due_on, disposition, position, delivery, assurance, submitted_on, closure, adequacy, latest_on, version)
			select 'demonstration', r.id, o.id, o.id, r.made_on, r.made_on + 90, 'untriaged',
				case when r.id % 7 = 0 then 'awaiting response' else 'accepted' end, 'no information',
				case when r.id % 2 = 1 then 'submitted' else 'not assessed' end, case when r.id % 2 = 1 then r.made_on end, 'open', 'not assessed', r.made_on, 1
			from recommendation r join organisation o on (r.id + o.id) % 3 = 0`.execute(owner);
		await sql`insert into event (data_set, subject, subject_id, assignment_id, recommendation_id, organisation_id, what, effective_on, recorded_at, hash)
			select data_set, 'assignment', id, id, recommendation_id, organisation_id, 'assigned', assigned_on, '2025-01-01', '' from assignment`.execute(
			owner
		);
		for (const table of [
			'recommendation',
			'recommendation_text',
			'recommendation_theme',
			'assignment',
			'event',
			'organisation',
			'report'
		])
			await sql`vacuum analyze ${sql.table(table)}`.execute(owner);
	});

	/** The plans of every statement that some work sends. */
	const plansOf = async (work: (reading: Reading) => Promise<unknown>): Promise<string> => {
		const { owner } = at();
		const sent: CompiledQuery[] = [];
		const executor = at().db.getExecutor();
		const listening = {
			adapter: executor.adapter,
			transformQuery: executor.transformQuery.bind(executor),
			compileQuery: executor.compileQuery.bind(executor),
			executeQuery: (query: CompiledQuery) => {
				sent.push(query);
				return executor.executeQuery(query);
			}
		};
		await work({ getExecutor: () => listening } as unknown as Reading);
		const plans: string[] = [];
		for (const { sql: text, parameters } of sent) {
			const { rows } = await owner.executeQuery<Record<string, string>>(
				CompiledQuery.raw(`explain ${text}`, [...parameters])
			);
			plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
		}
		expect(sent.length).toBeGreaterThan(0);
		return plans.join('\n\n');
	};
	const ask = (query: string) => {
		const { asked } = read(recommendationsAsked, new URLSearchParams(`data=demonstration&${query}`));
		return asked!;
	};

	it.each([
		'',
		'source=S3',
		'theme=T4',
		'source=S3&theme=T4',
		'q=sepsis',
		'q=wristb',
		'source=S3&year=2020',
		'page=40'
	])('reads a list asked by %j, and its facets, through indexes', async (query) => {
		const asked = ask(query);
		expect(await plansOf((reading) => recommendations.list(reading, asked))).not.toMatch(LARGE);
		expect(await plansOf((reading) => facets(reading, asked))).not.toMatch(LARGE);
	});

	describe('of one record', () => {
		it('reads a recommendation and all beside it through indexes', async () => {
			const found = await recommendation.find(at().reading, 'demonstration', 'R-1500');
			const { asked } = read(recommendationAsked, new URLSearchParams('data=demonstration'));
			expect(found).toBeDefined();
			const plans = await plansOf(async (reading) => {
				await recommendation.find(reading, 'demonstration', 'R-1500');
				await recommendation.addressees(reading, found!.id);
				await recommendation.earlierOnTheme(reading, found!);
				await recommendation.families(reading, found!.id);
				await ofRecommendation.alike(reading, found!.id, TODAY);
				await ofRecommendation.list(reading, found!.id, asked!, TODAY);
				await timeline.ofRecommendation(reading, 'demonstration', found!.id, 12);
				await timeline.ofRecommendationTogether(reading, 'demonstration', found!.id, 12);
			});
			expect(plans).not.toMatch(LARGE);
		});

		it('reads an organisation and its assignments through indexes', async () => {
			const found = await organisations.find(at().reading, 'demonstration', 'O7');
			const plans = await plansOf(async (reading) => {
				await organisations.overdueCounts(reading, [found!.id], TODAY);
				await ofOrganisation.list(reading, found!.id, 2, TODAY);
				await ofOrganisation.count(reading, found!.id);
				await timeline.ofOrganisation(reading, 'demonstration', found!.id, 10);
			});
			expect(plans).not.toMatch(LARGE);
		});
	});

	it('counts and lists what waits for a verifier through indexes, whomever they are near to', async () => {
		const { id: organisation_id } = (await organisations.find(at().reading, 'demonstration', 'O7'))!;
		for (const near of [{}, { organisation_id }]) {
			const verifier = await givenPerson(at(), 'verifier', { data_set: 'demonstration', ...near });
			const plans = await plansOf(async (reading) => {
				await boardCounts(reading, { user: verifier, today: TODAY }, ['/board/claims']);
				await claims.count(reading, verifier, TODAY);
				await claims.list(reading, verifier, { limit: 50 });
			});
			expect(plans).not.toMatch(LARGE);
		}
	});

	it('counts and lists the claims in the order of their index, the longest waiting first, whatever is ranked', async () => {
		const verifier = await givenPerson(at(), 'verifier', { data_set: 'demonstration' });
		// A count that stops at a thousand reads a thousand: it asks for them as the index holds them, and sorts nothing.
		expect(claims.waitingFor(verifier).compile(at().db).sql).toContain('order by a.submitted_on');
		const counted = await plansOf((reading) =>
			boardCounts(reading, { user: verifier, today: TODAY }, ['/board/claims'])
		);
		expect(counted).toMatch(/using assignment_claims\b/);
		expect(counted).not.toMatch(/Sort|Bitmap/);
		expect(await plansOf((reading) => claims.list(reading, verifier, { limit: 50 }))).toMatch(
			/using assignment_claims\b/
		);

		const byHand = await at()
			.db.selectFrom('assignment')
			.select(['id', 'recommendation_id'])
			.where('assurance', '=', 'submitted')
			.orderBy('submitted_on')
			.orderBy('id')
			.execute();
		const idsOf = async (options: Parameters<typeof claims.list>[2]) =>
			(await claims.list(at().reading, verifier, options)).map(({ id }) => id);
		const ids = byHand.map(({ id }) => id);
		expect(await idsOf({ limit: 50 })).toEqual(ids.slice(0, 50));
		expect(await idsOf({ limit: 50, offset: 50 })).toEqual(ids.slice(50, 100));

		const ranked = [byHand.at(-1)!.recommendation_id, byHand[60]!.recommendation_id];
		const first = ranked.flatMap((of) => byHand.filter(({ recommendation_id }) => recommendation_id === of));
		const rest = byHand.filter(({ recommendation_id }) => !ranked.includes(recommendation_id));
		const wanted = [...first, ...rest].map(({ id }) => id);
		expect(await idsOf({ limit: 50, ranked })).toEqual(wanted.slice(0, 50));
		expect(await idsOf({ limit: 50, offset: 10, ranked })).toEqual(wanted.slice(10, 60));

		// Of many that are ranked, the first fill the page: the claims of each are looked up, and those of all never read.
		const all = [...new Set(byHand.map(({ recommendation_id }) => recommendation_id))].toReversed();
		const plan = await plansOf((reading) => claims.list(reading, verifier, { limit: 50, ranked: all }));
		expect(plan).toMatch(/using assignment_claims_of\b/);
		expect(plan).not.toMatch(LARGE);
	});

	it('puts the longest overdue first, and those that are not overdue last', async () => {
		const found = await organisations.find(at().reading, 'demonstration', 'O7');
		const total = await ofOrganisation.count(at().reading, found!.id);
		const first = await ofOrganisation.list(at().reading, found!.id, 1, TODAY);
		const last = await ofOrganisation.list(at().reading, found!.id, Math.ceil(total / 50), TODAY);
		const since = first.map(({ overdue_since }) => overdue_since);
		expect(since).toEqual([...since].sort());
		expect(first[0]?.overdue_since).not.toBeNull();
		expect(last.at(-1)?.overdue_since).toBeNull();
	});

	it('counts what is overdue for the organisations of a page alone', async () => {
		const { asked } = read(organisationsAsked, new URLSearchParams('data=demonstration&q=Trust+1'));
		const rows = await organisations.list(at().reading, asked!);
		const late = await organisations.overdueCounts(at().reading, [rows[0]!.id], TODAY);
		expect([...late.keys()]).toEqual([rows[0]!.id]);
		const by_hand = await sql<{
			n: number;
		}>`select count(*)::int as n from assignment where organisation_id = ${rows[0]!.id}
			and position = 'awaiting response' and response_due_on < ${TODAY}`.execute(at().db);
		expect(late.get(rows[0]!.id)).toBe(by_hand.rows[0]?.n);
	});
});
