import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { addDays, dayOf, type Day } from '#lib/domain/day.ts';
import { ageBand, isDueSoon, type Duty } from '#lib/domain/clock.ts';
import type { EffectiveOnIs } from '#lib/domain/event.ts';
import { FACTS } from '#lib/domain/fact.ts';
import { replay, type Moment, type RecordedEvent } from '#lib/domain/history.ts';
import { periodBefore } from '#lib/domain/numbers/on-time.ts';
import { overdueOf } from '#lib/domain/numbers/overdue.ts';
import { monthEnds } from '#lib/domain/numbers/series.ts';
import { toldOf } from '#lib/domain/numbers/told.ts';
import { scopeOf, type ScopeFilter } from '#lib/domain/scope.ts';
import { decode } from '#lib/domain/standing.ts';
import { onBothEngines, type TestAt } from '../testing.ts';
import { chance, groupSome, recordRandomHistory } from '../testing-history.ts';
import * as duties from './duties.ts';
import * as facts from './facts.ts';
import * as overdueDuties from './overdue-duties.ts';
import * as progress from './progress.ts';
import { lookedUp } from './narrowed.ts';
import { codesByGroup } from './standings-by-group.ts';
import { codesByMonth } from './standings-by-month.ts';
import * as standings from './standings.ts';

const TODAY = '2026-11-22';

/** How often each filter is asked as at another day, in both senses: once in every run, as often as one likes on demand. */
const ROUNDS = Number(process.env.ROLLUP_ROUNDS ?? 1);

/** Everything that the counts are made from, read plainly, without a roll-up or a ledger. */
const everything = async (at: TestAt) => {
	const events = await at.db.selectFrom('event').selectAll().orderBy('id').execute();
	const assignments = await at.db.selectFrom('assignment').selectAll().execute();
	const organisations = new Map(
		(await at.db.selectFrom('organisation').selectAll().execute()).map((one) => [one.id, one])
	);
	const recommendations = new Map(
		(
			await at.db
				.selectFrom('recommendation as r')
				.innerJoin('source as s', 's.id', 'r.source_id')
				.select(['r.id', 'r.kind', 'r.made_year', 's.code as source'])
				.execute()
		).map((one) => [one.id, one])
	);
	const members = await at.db
		.selectFrom('family_member as m')
		.innerJoin('family as f', 'f.id', 'm.family_id')
		.select(['f.slug', 'm.recommendation_id'])
		.execute();
	const themed = await at.db
		.selectFrom('recommendation_theme as rt')
		.innerJoin('theme as t', 't.id', 'rt.theme_id')
		.select(['t.code', 'rt.recommendation_id'])
		.execute();
	const sets = await at.db.selectFrom('organisation_set').selectAll().execute();
	type Body = { kind: string; region: string | null; closed_on: Day | null };
	const isInSet = (code: string, { kind, region, closed_on }: Body, as_at: Day) =>
		(closed_on ?? as_at) >= as_at &&
		sets.some(
			(set) =>
				set.code === code &&
				set.kinds.includes(kind) &&
				(set.regions.length === 0 || set.regions.includes(region ?? ''))
		);
	const momentAt = (
		assignment: (typeof assignments)[number],
		as_at: Day,
		known_at: Day
	): Moment | undefined => {
		const known = events
			.filter(
				(event) =>
					(event.assignment_id === assignment.id ||
						(event.what === 'disposition' && event.recommendation_id === assignment.recommendation_id)) &&
					// What was undone never was, on whatever day somebody undid it.
					(event.effective_on <= as_at || event.what === 'undo') &&
					dayOf(event.recorded_at) <= known_at
			)
			.map(({ recorded_at, effective_on_is, ...event }) => ({
				...event,
				effective_on_is: effective_on_is as EffectiveOnIs,
				recorded_on: dayOf(recorded_at)
			})) as RecordedEvent[];
		return replay(assignment.first_organisation_id, known).moments.at(-1);
	};
	const matches = (filter: ScopeFilter, moment: Moment, recommendation_id: number, as_at: Day) => {
		const organisation = organisations.get(moment.organisation_id);
		const recommendation = recommendations.get(recommendation_id);
		return (
			(!filter.source || recommendation?.source === filter.source) &&
			(!filter.kind || recommendation?.kind === filter.kind) &&
			(!filter.year || recommendation?.made_year === Number(filter.year)) &&
			(!filter.theme ||
				themed.some((one) => one.code === filter.theme && one.recommendation_id === recommendation_id)) &&
			(!filter.family ||
				members.some((one) => one.slug === filter.family && one.recommendation_id === recommendation_id)) &&
			(!filter.set || (organisation && isInSet(filter.set, organisation, as_at))) &&
			(!filter.organisation || organisation?.code === filter.organisation) &&
			(!filter.organisation_kind || organisation?.kind === filter.organisation_kind) &&
			(!filter.region || organisation?.region === filter.region)
		);
	};
	const inScope = (filter: ScopeFilter, as_at: Day, known_at: Day) =>
		assignments.flatMap((assignment) => {
			const moment = momentAt(assignment, as_at, known_at);
			return moment && matches(filter, moment, assignment.recommendation_id, as_at) ? [moment] : [];
		});
	return {
		inScope,
		organisations: [...organisations.values()],
		sources: [...recommendations.values()].map(({ source }) => source)
	};
};

const tally = <T>(items: T[]): Map<string, number> => {
	const counts = new Map<string, number>();
	for (const item of items) counts.set(JSON.stringify(item), (counts.get(JSON.stringify(item)) ?? 0) + 1);
	return new Map([...counts].sort());
};
const tallied = <T extends { n: number }>(rows: T[]): Map<string, number> =>
	new Map(rows.map(({ n, ...row }): [string, number] => [JSON.stringify(row), n]).sort());

/** The plain rule of the bands: where a due date lies as at a day, whether or not the duty was met. */
const bandOf = ({ due_on }: Duty, as_at: Day) => {
	if (due_on === null) return 'no date set';
	return ageBand(due_on, as_at) ?? (isDueSoon(due_on, as_at) ? 'due soon' : 'not due');
};

onBothEngines('progress', (at) => {
	let plain: Awaited<ReturnType<typeof everything>>;
	beforeAll(async () => {
		await recordRandomHistory(at(), 700);
		await groupSome(at());
		// One that is like those of the group and does not belong to it any more.
		await sql`update organisation set closed_on = '2025-03-20' where id = (
			select min(id) from organisation where kind = 'trust' and region = 'London')`.execute(at().db);
		plain = await everything(at());
	});

	const random = chance(7);
	const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
	const FILTERS: (() => ScopeFilter)[] = [
		() => ({}),
		() => ({ region: 'London' }),
		() => ({ source: pick(plain.sources) }),
		() => ({ organisation_kind: 'ICB', region: 'Midlands' }),
		() => ({ organisation: pick(plain.organisations).code }),
		() => ({ year: pick(['2024', '2025']) }),
		() => ({ family: 'asked-again', region: pick(['London', 'Midlands', undefined]) }),
		() => ({ set: 'LONDON-TRUSTS' }),
		() => ({ set: 'LONDON-TRUSTS', year: '2025' }),
		() => ({ kind: 'recommendation', organisation_kind: pick(['trust', 'ICB']) }),
		() => ({ source: pick(plain.sources), year: pick(['2024', '2025']), region: 'London' }),
		() => ({ set: 'TRUSTS', kind: 'recommendation' }),
		() => ({ set: 'TRUSTS', theme: pick(['CARE', 'DATA']) }),
		() => ({ set: 'LONDON-TRUSTS', theme: 'CARE' }),
		() => ({ organisation_kind: 'ICB', theme: 'DATA' }),
		() => ({ theme: 'CARE', year: pick(['2024', '2025']) }),
		() => ({ source: pick(plain.sources), year: '2025' })
	];
	const questions = () =>
		Array.from({ length: ROUNDS }, () => FILTERS)
			.flat()
			.flatMap((filter) => {
				const some = addDays('2025-03-03', Math.floor(random() * 60));
				return [{}, { as_at: some }, { known_at: some }].map((time) => ({ ...filter(), ...time }));
			});

	/** The scope of a question as it is, and with what was looked up for it. */
	const scopesOf = async (question: ScopeFilter) => {
		const scope = scopeOf(question, 'register', TODAY);
		return [scope, await lookedUp(at().reading, scope)];
	};

	it('counts standings as the events give them, for any filter and day, in both senses of time', async () => {
		for (const question of questions())
			for (const scope of await scopesOf(question)) {
				const expected = tally(
					plain
						.inScope(scope.filter, scope.as_at, scope.known_at ?? TODAY)
						.map(({ standing }) => decode(standing))
				);
				expect(tallied(await standings.count(at().reading, scope)), JSON.stringify(question)).toEqual(
					expected
				);
			}
	});

	it('counts duties by the same bands as the rule, for any filter and day, in both senses of time', async () => {
		for (const question of questions())
			for (const scope of await scopesOf(question)) {
				const expected = tally(
					plain
						.inScope(scope.filter, scope.as_at, scope.known_at ?? TODAY)
						.flatMap((moment) => moment.duties)
						.map((duty) => ({ clock: duty.clock, band: bandOf(duty, scope.as_at), status: duty.status }))
				);
				const counted = await duties.count(at().reading, scope);
				expect(tallied(counted), JSON.stringify(question)).toEqual(expected);
				const open = counted.filter(({ status }) => status === 'open');
				expect(await duties.countOpen(at().reading, scope)).toEqual(open);
				expect(await overdueDuties.count(at().reading, scope)).toEqual(overdueOf(open));
				const replies = counted.filter(({ clock, status }) => clock === 'response' && status !== 'open');
				const period = periodBefore(scope.as_at);
				const { owed, due } = await duties.countOwedAndDue(at().reading, scope, period);
				expect(tallied(owed)).toEqual(tallied([...open, ...replies]));
				expect(tallied(due)).toEqual(tallied(await duties.countDue(at().reading, scope, period)));
			}
	});

	it('counts facts as the events give them, for any filter and day, in both senses of time', async () => {
		for (const question of questions())
			for (const scope of await scopesOf(question)) {
				const expected = plain
					.inScope(scope.filter, scope.as_at, scope.known_at ?? TODAY)
					.flatMap((moment) => moment.facts.flatMap((fact) => toldOf(fact, scope.as_at) ?? []));
				const counted = tallied(await facts.count(at().reading, scope, FACTS));
				expect(counted, JSON.stringify(question)).toEqual(tally(expected));
			}
	});

	it('adds up the months to what stood at the end of each', async () => {
		const scope = scopeOf({ as_at: '2025-05-10' }, 'register', TODAY);
		const changes = (await codesByMonth(at().reading, scope)).map(({ month, standing, n }) => ({
			month,
			...decode(standing),
			n
		}));
		const ends = monthEnds(changes, { from: '2025-03-01', to: scope.as_at });
		expect(ends.map(({ as_at }) => as_at)).toEqual(['2025-03-31', '2025-04-30', '2025-05-10']);
		for (const end of ends) {
			const then = await standings.count(at().reading, scopeOf({ as_at: end.as_at }, 'register', TODAY));
			expect(tallied(end.standings)).toEqual(tallied(then));
		}
	});

	it('counts group by group what a filter counts of each', async () => {
		const groupings = [
			['source', 'source'],
			['organisation kind', 'organisation_kind'],
			['region', 'region']
		] as const;
		for (const question of questions().filter((_, i) => i % 4 === 0))
			for (const [by, filter] of groupings) {
				if (question[filter] !== undefined) continue;
				const groups = await codesByGroup(at().reading, scopeOf(question, 'register', TODAY), by);
				for (const key of new Set(groups.flatMap(({ group }) => group || []))) {
					const narrowed = scopeOf({ ...question, [filter]: key }, 'register', TODAY);
					expect(
						tallied(
							groups
								.filter(({ group }) => group === key)
								.map(({ standing, n }) => ({ n, ...decode(standing) }))
						),
						JSON.stringify([question, key])
					).toEqual(tallied(await standings.count(at().reading, narrowed)));
				}
			}
	});

	it('offers only filters that find something', async () => {
		const choices = await progress.choices(at().reading, 'register');
		expect(choices.region.map(({ value }) => value)).toEqual(['London', 'Midlands']);
		expect((await progress.choices(at().reading, 'demonstration')).region).toEqual([]);
	});
});
