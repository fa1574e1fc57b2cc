import { z } from '@hono/zod-openapi';
import * as duties from '#db/queries/duties.ts';
import * as facts from '#db/queries/facts.ts';
import * as standings from '#db/queries/standings.ts';
import { codesByMonth } from '#db/queries/standings-by-month.ts';
import { codesByGroup } from '#db/queries/standings-by-group.ts';
import type { At } from '#lib/server/at.ts';
import { AGE_BANDS, CLOCKS, type Clock } from '#lib/domain/clock.ts';
import { FACTS } from '#lib/domain/fact.ts';
import { progressAsked, type ProgressAsked } from '#lib/domain/filter.ts';
import { statesByGroup, statesByMonth } from '#lib/domain/numbers/coded-states.ts';
import { reportedAssuredGap } from '#lib/domain/numbers/gap.ts';
import { owed, undated, type DutyCount } from '#lib/domain/numbers/duties.ts';
import { freshness, longOutstanding } from '#lib/domain/numbers/freshness.ts';
import { fixedHorizonRate, fixedHorizons } from '#lib/domain/numbers/horizons.ts';
import type { Moment, Rate } from '#lib/domain/numbers/number.ts';
import { byFirstDate, onTimeByCurrentDate, onTimeRate, periodBefore } from '#lib/domain/numbers/on-time.ts';
import { overdueRate, responseRate, undatedShare } from '#lib/domain/numbers/overdue.ts';
import { count } from '#lib/domain/numbers/population.ts';
import * as rates from '#lib/domain/numbers/rates.ts';
import { STATES } from '#lib/domain/numbers/states.ts';
import { scopeOf, type Scope } from '#lib/domain/scope.ts';
import { BadQuestion } from './bad-question.ts';
import type { Api } from './bindings.ts';
import { publish } from './resource.ts';
import { day } from './shapes.ts';

const n = z.int().min(0);
const states = z.record(z.enum(STATES), n).openapi({ description: 'They add up to the base.' });
const when = { as_at: z.string(), known_at: z.string().optional() };

const Overdue = z
	.object({
		clock: z.enum(CLOCKS),
		open: n.openapi({ description: 'Not met, and still owed.' }),
		with_date: n,
		overdue: n,
		no_date_set: n,
		ages: z.array(z.object({ age: z.enum(AGE_BANDS), n }))
	})
	.openapi('Overdue');

const GivenNumber = z
	.object({
		id: z.string().openapi({ description: 'Where the method page defines it.' }),
		name: z.string(),
		...when,
		numerator: n,
		denominator: n,
		value: z
			.number()
			.optional()
			.openapi({ description: 'Numerator ÷ denominator; missing where that is nothing.' }),
		exclusions: z.array(z.object({ what: z.string(), n })),
		parts: z.array(z.object({ what: z.string(), n })).optional()
	})
	.openapi('Number');

/** What numbers are asked over. Refuses a day that has not come. */
const over = (asked: ProgressAsked, { today }: At): Scope => {
	const scope = scopeOf(asked, asked.data, today);
	if (scope.as_at > today)
		throw new BadQuestion(400, `${scope.as_at} has not come yet. Ask for a day up to ${today}.`);
	return scope;
};

const momentOf = ({ as_at, known_at }: Scope): Moment => ({ as_at, ...(known_at ? { known_at } : {}) });

const OWED = { response: owed('response'), action: owed('action'), evidence: owed('evidence') };

const overdueBy = (clock: Clock, duties: DutyCount[]) => {
	const { open, dated, overdue } = OWED[clock];
	const still = duties.filter((duty) => open.holds(duty));
	return {
		clock,
		open: count(still, open),
		with_date: count(still, dated),
		overdue: count(still, overdue),
		no_date_set: count(still, undated),
		ages: AGE_BANDS.map((age) => ({
			age,
			n: count(
				still.filter(({ band }) => band === age),
				overdue
			)
		}))
	};
};

const summary = async (at: At, scope: Scope) => {
	const [counted, all] = await Promise.all([
		codesByGroup(at.reading, scope, 'source'),
		duties.countOpen(at.reading, scope)
	]);
	const { groups, ...whole } = statesByGroup(counted);
	return {
		data_set: scope.data_set,
		...momentOf(scope),
		...whole,
		by_source: groups.map(({ group: source, ...states }) => ({ source, ...states })),
		overdue: CLOCKS.map((clock) => overdueBy(clock, all))
	};
};

const series = async (at: At, scope: Scope) => ({
	data_set: scope.data_set,
	...momentOf(scope),
	months: statesByMonth(await codesByMonth(at.reading, scope), scope.as_at)
});

const numbers = async (at: At, scope: Scope) => {
	const period = periodBefore(scope.as_at);
	const [counts, all, known, due] = await Promise.all([
		standings.count(at.reading, scope),
		duties.count(at.reading, scope),
		facts.count(at.reading, scope, FACTS),
		duties.countDue(at.reading, scope, period)
	]);
	const firstDates = byFirstDate(due, known, period);
	const moment = momentOf(scope);
	const { base, acceptanceRate, reportedRate, assuredRate, implementationGap, implementationGapOfBase } =
		rates;
	const ofStandings = [
		base,
		acceptanceRate,
		reportedRate,
		assuredRate,
		implementationGap,
		implementationGapOfBase
	];
	const ofDuties = [responseRate, ...CLOCKS.flatMap((clock) => [overdueRate[clock], undatedShare[clock]])];
	const given = ({ id }: { id: string }, rate: Rate) => ({ id, ...rate });
	return {
		data_set: scope.data_set,
		numbers: [
			...ofStandings.map((number) => given(number, number.compute(counts, moment))),
			given(reportedAssuredGap, reportedAssuredGap.compute(counts, moment)),
			...ofDuties.map((number) => given(number, number.compute(all, moment))),
			...CLOCKS.flatMap((clock) => [
				given(onTimeRate[clock], onTimeRate[clock].compute(firstDates, moment)),
				given(onTimeByCurrentDate[clock], onTimeByCurrentDate[clock].compute(due, moment))
			]),
			...fixedHorizons(known, moment).map(({ rate }) => given(fixedHorizonRate, rate)),
			...[freshness, longOutstanding].map((number) => given(number, number.compute(known, moment)))
		]
	};
};

const tag = 'Progress';

/** Opens the numbers: how things stand, month by month, and each rate with what it was counted from. */
export const openProgress = (api: Api): void => {
	publish(api, {
		path: '/progress/summary',
		summary: 'How many assignments are in which state, by source, and what is overdue by each clock.',
		tag,
		asks: progressAsked,
		answers: z.object({
			data_set: z.string(),
			...when,
			base: n,
			states,
			by_source: z.array(z.object({ source: z.string(), base: n, states })),
			overdue: z.array(Overdue)
		}),
		answer: ({ at, asked }) => summary(at, over(asked, at))
	});

	publish(api, {
		path: '/progress/series',
		summary: 'The same states at the end of each month.',
		tag,
		asks: progressAsked,
		answers: z.object({
			data_set: z.string(),
			...when,
			months: z.array(z.object({ month: z.string(), as_at: day, base: n, states: states.nullable() }))
		}),
		answer: ({ at, asked }) => series(at, over(asked, at))
	});

	publish(api, {
		path: '/progress/numbers',
		summary: 'Every rate with its numerator, its denominator, what it leaves out, and its day.',
		tag,
		asks: progressAsked,
		answers: z.object({ data_set: z.string(), numbers: z.array(GivenNumber) }),
		answer: ({ at, asked }) => numbers(at, over(asked, at))
	});
};
