import { addDays, type Day } from '#lib/domain/day.ts';
import { installationAs, type Person } from '#lib/domain/person.ts';
import { slugOf } from '#lib/domain/recommendation.ts';
import { responseDueOn } from '#lib/domain/response-rule.ts';
import { addOrganisations } from '#lib/server/changes/add-organisations.ts';
import { addOrganisationSets } from '#lib/server/changes/add-organisation-sets.ts';
import { addPeople } from '#lib/server/changes/add-people.ts';
import { addRecommendations } from '#lib/server/changes/add-recommendations.ts';
import { addReports } from '#lib/server/changes/add-reports.ts';
import { addSources } from '#lib/server/changes/add-sources.ts';
import { assign } from '#lib/server/changes/assign.ts';
import { confirmFamilies } from '#lib/server/changes/confirm-families.ts';
import { keepRecord } from '#lib/server/changes/keep-record.ts';
import { recordSuccessions } from '#lib/server/changes/record-successions.ts';
import { setDisposition } from '#lib/server/changes/set-disposition.ts';
import { transferDuties } from '#lib/server/changes/transfer-duties.ts';
import type { At } from '#lib/server/at.ts';
import type { Database } from '#db/schema.ts';
import { inTransaction } from '#db/transaction.ts';
import { answer } from './answer.ts';
import { act, type Actor } from './act.ts';
import { planActions, type Planner } from './actions.ts';
import { asks as makeAsks, type Ask } from './asks.ts';
import { chance, type Chance } from '#lib/domain/chance.ts';
import { measure, type Keeper } from './measures.ts';
import { holdMeetings } from './meetings.ts';
import { people as makePeople } from './people.ts';
import { plan, type Temper } from './plan.ts';
import { prioritise } from './priorities.ts';
import { ENDED, organisations as makeOrganisations, sets, sources, SUCCESSOR } from './region.ts';

/** How large a demonstration can be: `demo` for people to walk through, the others for the bench. */
export const SIZES = {
	demo: { organisations: 44, recommendations: 142, everyone: false },
	S: { organisations: 50, recommendations: 500, everyone: true },
	M: { organisations: 200, recommendations: 1_000, everyone: true },
	L: { organisations: 250, recommendations: 5_000, everyone: true }
} as const;
export type Size = keyof typeof SIZES;

/** Who loads it: the installation itself, acting on the demonstration alone. */
export const LOADER = installationAs('demonstration', ['registrar', 'administrator', 'board']);

const CHUNK = 20_000;
const MERGER_MONTHS_AGO = 8;
const MEASURED = 6;
const PLANNED = 90;
// The first few organisations have planned nothing yet, as somebody who begins sees it.
const PLANS_NOTHING = 6;

type Organisation = { id: number; code: string; kind: string; region?: string | undefined };
type Recommendation = Ask & { id: number };

/** What the board decided about each recommendation, and from which day the organisations can act on it. */
const triage = (random: Chance, recommendations: Recommendation[], board: Person, until: Day) => {
	const begins = new Map<number, Day>();
	const decisions = recommendations.flatMap((one, index) => {
		const on = addDays(one.made_on ?? until, random.between(14, 60));
		const disposition = random.weighted({ adopted: 82, untriaged: 8, deferred: 4, declined: 3, merged: 3 });
		const earlier = recommendations.slice(0, index).findLast(({ family }) => family === one.family);
		begins.set(one.id, one.made_on ?? until);
		if (disposition === 'untriaged' || on > until || (disposition === 'merged' && !earlier)) return [];
		if (disposition !== 'merged' && disposition !== 'declined') begins.set(one.id, on);
		else begins.delete(one.id);
		return [
			{
				recommendation_id: one.id,
				disposition,
				reason: {
					adopted: 'It fits the strategy, and nothing else under way covers it.',
					deferred: 'The national standard is being rewritten. Look again when it is out.',
					declined: 'Its cost is out of proportion to the benefit that is stated.',
					merged: 'It asks for the same as an earlier recommendation.'
				}[disposition],
				review_on: disposition === 'deferred' ? addDays(on, 270) : undefined,
				merged_into_id: disposition === 'merged' ? earlier?.id : undefined,
				effective_on: on,
				by: board,
				recorded_at: new Date(`${on}T08:00:00Z`)
			}
		];
	});
	return { begins, decisions };
};

/** One in so many is left to be found, so that somebody who keeps the demonstration has something to judge. */
const LEFT_TO_BE_FOUND = 6;

/** Families of the asks that came back: the same ask in two reports or more. */
const repeats = (recommendations: Recommendation[]) => {
	const byAsk = new Map<string, Recommendation[]>();
	for (const one of recommendations) byAsk.set(one.family, [...(byAsk.get(one.family) ?? []), one]);
	return [...byAsk]
		.filter(([, members]) => new Set(members.map(({ report_ref }) => report_ref)).size > 1)
		.filter((_, index) => index % LEFT_TO_BE_FOUND !== LEFT_TO_BE_FOUND - 1)
		.map(([name, members]) => ({
			slug: slugOf(name).toLowerCase(),
			name,
			asks_for: `${name}.`,
			recommendation_ids: members.map(({ id }) => id)
		}));
};

/**
 * Loads the invented region with its people and three years of histories, ending on the day that `at` names. The same
 * number gives the same histories. Everything comes in through the changes that the product's own doors call;
 * `progress` is told what is under way and how far it is, from 0 to 1. Answers how many assignments were made.
 * `recommendations` are fewer than the size has, where only some of them are to be lived.
 */
export const seedDemonstration = async (
	given: At,
	options: { size: Size; seed: number; recommendations?: number },
	progress: (what: string, share: number) => void = () => {}
): Promise<number> => {
	const size = {
		...SIZES[options.size],
		...(options.recommendations && { recommendations: options.recommendations })
	};
	const random = chance(options.seed);
	const today = given.today;
	const began = addDays(today, -3 * 365 - 30);
	const at: At = { ...given, user: LOADER, today: began, now: new Date(`${began}T09:00:00Z`) };

	progress('Inventing the region', 0);
	const bodies = makeOrganisations(size.organisations);
	const bodyIds = await addOrganisations(at, bodies);
	const organisations = bodies
		.slice(1)
		.map((body, index) => ({ ...body, id: bodyIds[index + 1]?.id ?? 0 }) as Organisation);
	await addOrganisationSets(at, sets);
	const sourceIds = await addSources(at, sources);
	const people = await addPeople(
		at,
		makePeople(
			random,
			organisations,
			sources.map(({ code }, index) => ({ code, id: sourceIds[index]?.id ?? 0 }))
		)
	);
	const board = people.find(({ email }) => email.startsWith('secretary')) ?? LOADER;
	const verifiers = people.filter(({ email }) => email.startsWith('verifier'));

	const { reports, asks } = makeAsks(random, size.recommendations, size.organisations, today, size.everyone);
	await addReports(at, reports);
	const askIds = await addRecommendations(at, asks);
	const recommendations = asks.map((ask, index) => ({ ...ask, id: askIds[index]?.id ?? 0 }));
	await confirmFamilies(at, repeats(recommendations));

	const merged_on = addDays(today, -MERGER_MONTHS_AGO * 30);
	const ended = organisations.find(({ code }) => code === ENDED);
	const successor = organisations.find(({ code }) => code === SUCCESSOR);
	const tempers = new Map(
		organisations.map(({ id }): [number, Temper] => [
			id,
			{
				answers: 0.8 + random.next() * 0.2,
				delivers: 0.45 + random.next() * 0.45,
				overclaims: 0.08 + random.next() * 0.3
			}
		])
	);
	const members = new Map([
		...organisations.map((one): [string, Organisation[]] => [one.code, [one]]),
		...sets.map(({ code, kinds, regions }): [string, Organisation[]] => [
			code,
			organisations.filter(
				({ kind, region }) => kinds?.includes(kind) && (!regions?.length || regions.includes(region ?? ''))
			)
		])
	]);
	const rules = new Map(sources.map(({ code, response_rule }) => [code, response_rule ?? null]));

	const keepers: Keeper[] = [];
	const adopted: number[] = [];
	const planners: Planner[] = [];
	const planning = new Set(organisations.slice(PLANS_NOTHING).map(({ id }) => id));
	planning.delete(ended?.id ?? 0);
	let total = 0;
	for (let first = 0; first < recommendations.length;) {
		const chunk: Recommendation[] = [];
		for (let count = 0; first < recommendations.length && count < CHUNK; first += 1) {
			const one = recommendations[first] as Recommendation;
			chunk.push(one);
			count += members.get(one.set)?.length ?? 0;
		}
		const due = new Map(
			chunk.map((one) => {
				const made_on = one.made_on ?? today;
				const action_due_on = one.due_in_days === null ? null : addDays(made_on, one.due_in_days);
				const source = reports.find(({ report_ref }) => report_ref === one.report_ref)?.source_code ?? '';
				return [
					one.id,
					{
						response_due_on: responseDueOn(rules.get(source) ?? null, made_on),
						action_due_on,
						evidence_due_on: action_due_on && addDays(action_due_on, 90)
					}
				];
			})
		);
		const made = await assign(
			at,
			chunk.flatMap((one) =>
				(members.get(one.set) ?? [])
					.filter(({ id }) => id !== ended?.id || (one.made_on ?? today) < merged_on)
					.map((organisation) => ({
						recommendation_id: one.id,
						organisation_id: organisation.id,
						...due.get(one.id),
						recorded_at: new Date(`${one.made_on}T07:00:00Z`)
					}))
			)
		);
		const { begins, decisions } = triage(random, chunk, board, today);
		await setDisposition(at, decisions);
		for (const { recommendation_id, disposition } of decisions)
			if (disposition === 'adopted') adopted.push(recommendation_id);
		const staff = new Map(organisations.map(({ id }, index) => [id, people.slice(index * 2, index * 2 + 2)]));
		const actors = made.flatMap((assignment): Actor[] => {
			const begins_on = begins.get(assignment.recommendation_id);
			const [contributor, approver] = staff.get(assignment.organisation_id) ?? [];
			const temper = tempers.get(assignment.organisation_id);
			const dates = due.get(assignment.recommendation_id);
			if (!begins_on || !contributor || !approver || !temper || !dates) return [];
			const until = assignment.organisation_id === ended?.id ? addDays(merged_on, -1) : today;
			return [
				{
					assignment_id: assignment.id,
					steps: plan(random, temper, { ...dates, begins_on }, until),
					contributor,
					approver,
					verifier: random.pick(verifiers),
					board
				}
			];
		});
		await act(at, actors);
		for (const { id: assignment_id, recommendation_id, organisation_id } of made) {
			if (planners.length < PLANNED && planning.has(organisation_id) && begins.has(recommendation_id))
				planners.push({ organisation_id, assignment_id });
		}
		for (const { recommendation_id, organisation_id } of made) {
			if (keepers.length === MEASURED) break;
			const [contributor] = staff.get(organisation_id) ?? [];
			const reference = chunk.find(({ id }) => id === recommendation_id)?.recommendation_ref;
			const isFirst = !keepers.some(
				(one) => one.reference === reference || one.organisation_id === organisation_id
			);
			if (contributor && reference && isFirst && begins.has(recommendation_id))
				keepers.push({ organisation_id, reference, contributor });
		}
		total += made.length;
		if (options.size !== 'demo') await keepRecord({ ...at, now: given.now });
		progress('Living three years', first / recommendations.length);
	}

	if (ended && successor) {
		const merger: At = { ...at, today: merged_on, now: new Date(`${merged_on}T06:00:00Z`) };
		await recordSuccessions(merger, [
			{ code: ENDED, successor_code: SUCCESSOR, took_over_on: merged_on, note: undefined }
		]);
		await transferDuties(merger, { from: ended.id, to: successor.id, on: merged_on });
	}
	await measure({ ...at, today, now: given.now }, random, keepers);
	await prioritise({ ...at, user: board, today, now: given.now }, chance(options.seed + 1), adopted);
	await planActions({ ...at, today, now: given.now }, random, planners);
	if (options.size === 'demo')
		await inTransaction({ db: given.db, user: LOADER }, (trx) =>
			answer(
				{ ...at, db: trx as Database, reading: trx, today, now: given.now },
				{
					board,
					verifier: verifiers[0],
					seed: options.seed,
					recommendation_ids: recommendations.slice(0, 3).map(({ id }) => id)
				}
			)
		);
	await holdMeetings({ ...at, today, now: given.now });
	progress('Done', 1);
	return total;
};
