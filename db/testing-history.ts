import { addDays } from '#lib/domain/day.ts';
import { BARRIERS } from '#lib/domain/axes/barrier.ts';
import { ASSURANCES } from '#lib/domain/axes/assurance.ts';
import { CADENCES } from '#lib/domain/clock.ts';
import { CLOSURES } from '#lib/domain/axes/closure.ts';
import { DELIVERIES } from '#lib/domain/axes/delivery.ts';
import { DISPOSITIONS } from '#lib/domain/axes/disposition.ts';
import { POSITIONS } from '#lib/domain/axes/position.ts';
import { EXTENSION_STEPS } from '#lib/domain/extension.ts';
import { expect } from 'vitest';
import { record, type Draft } from './record/record.ts';
import { fold, moveCounts } from './record/rollups.ts';
import { givenAssignment, givenOrganisation, givenRecommendation, type TestAt } from './testing.ts';
import { inTransaction } from './transaction.ts';

/** A small repeatable source of chance (mulberry32). */
export const chance = (seed: number) => () => {
	seed = (seed + 0x6d2b79f5) | 0;
	let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
	t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
	return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

const FIRST_DAY = '2025-03-03';
const AXES = [
	['position', POSITIONS.slice(1)],
	['delivery', DELIVERIES],
	['assurance', ASSURANCES],
	['closure', CLOSURES]
] as const;

/** Records a history without rhyme or reason: several data a day, many of them late, dispositions among them, some undone later. */
export const recordRandomHistory = async (at: TestAt, events: number) => {
	const random = chance(20261122);
	const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
	const organisations: { id: number }[] = [];
	for (let i = 0; i < 6; i += 1)
		organisations.push(
			await givenOrganisation(at, { region: pick(['London', 'Midlands']), kind: pick(['trust', 'ICB']) })
		);
	const assignments: { id: number; recommendation_id: number }[] = [];
	for (let i = 0; i < 8; i += 1) {
		const recommendation = await givenRecommendation(at, { made_on: FIRST_DAY });
		for (const { id } of organisations)
			assignments.push(
				await givenAssignment(
					{ ...at, now: new Date(`${FIRST_DAY}T09:00:00Z`) },
					{
						recommendation_id: recommendation.id,
						organisation_id: id,
						action_due_on: random() < 0.7 ? addDays(FIRST_DAY, 200) : null,
						reports_every: [undefined, ...CADENCES][assignments.length % 5]
					}
				)
			);
	}
	const entered: { assignment_id: number; event_id: number }[] = [];
	for (let done = 0, day = 1; done < events; day += 1) {
		const today = addDays(FIRST_DAY, day);
		const drafts = Array.from({ length: 10 + Math.floor(random() * 30) }, (): Draft => {
			const { id, recommendation_id } = pick(assignments);
			const effective_on = random() < 0.6 ? today : addDays(FIRST_DAY, Math.floor(random() * day));
			const about = { subject: 'assignment' as const, subject_id: id, assignment_id: id, effective_on };
			const luck = random();
			if (luck < 0.04)
				return {
					subject: 'recommendation',
					subject_id: recommendation_id,
					recommendation_id,
					data_set: 'register',
					what: 'disposition',
					to_value: pick(DISPOSITIONS),
					effective_on
				};
			if (luck < 0.12)
				return {
					...about,
					what: 'due date',
					to_value: addDays(today, 60),
					detail: { clock: pick(['response', 'action', 'evidence']) }
				};
			if (luck < 0.16)
				return {
					...about,
					what: 'extension',
					to_value: pick(EXTENSION_STEPS),
					detail: { clock: 'action', barrier: pick(BARRIERS) }
				};
			if (luck < 0.21 && entered.length > 0) {
				const [{ assignment_id, event_id }] = entered.splice(Math.floor(random() * entered.length), 1) as [
					(typeof entered)[number]
				];
				const its = { ...about, subject_id: assignment_id, assignment_id };
				return { ...its, what: 'undo', detail: { undoes: [event_id] }, effective_on: today };
			}
			const [what, values] = pick(AXES);
			const narrative = `Said on ${today}.`;
			return {
				...about,
				what,
				to_value: pick<string>(values),
				narrative,
				detail: { barrier: pick(BARRIERS) }
			};
		});
		const write = (some: Draft[]) =>
			inTransaction({ db: at.db, user: { id: null } }, (trx) =>
				record(trx, { now: new Date(`${today}T12:00:00Z`) }, some)
			);
		(await write(drafts)).forEach((event_id, place) => {
			const { assignment_id, what } = drafts[place] as Draft;
			if (assignment_id && AXES.some(([axis]) => axis === what)) entered.push({ assignment_id, event_id });
		});
		const { id } = pick(assignments);
		const transfer = {
			subject: 'assignment' as const,
			subject_id: id,
			assignment_id: id,
			what: 'transfer' as const
		};
		const detail = { to_organisation_id: pick(organisations).id };
		// Two organisations cannot hold the same recommendation: such a transfer is refused whole.
		await write([{ ...transfer, detail, effective_on: today }]).catch((error: Error) =>
			expect(error.message).toContain('assignment_recommendation_id_organisation_id_key')
		);
		done += drafts.length;
		if (day % 20 === 0) await fold(at.db);
	}
};

/** Some of what a random history is about, as a family and as groups; and a year and themes that not everything has. */
export const groupSome = async ({ db }: TestAt) => {
	const [first, ...others] = await db.selectFrom('recommendation').select('id').orderBy('id').execute();
	await inTransaction({ db, user: { id: null } }, async (trx) => {
		const ids = [first?.id ?? 0];
		const all = [...ids, ...others.map(({ id }) => id)];
		await moveCounts(trx, { recommendation_ids: all }, async () => {
			await trx.updateTable('recommendation').set({ made_year: 2025 }).where('id', 'in', all).execute();
			await trx.updateTable('recommendation').set({ made_year: 2024 }).where('id', 'in', ids).execute();
			const themes = await trx
				.insertInto('theme')
				.values(['CARE', 'DATA'].map((code) => ({ code, name: code })))
				.returning('id')
				.execute();
			// Some have both, some one of them, and some none.
			const pairs = all.flatMap((recommendation_id, place) =>
				themes.flatMap(({ id }, which) => (place % 4 > which ? [{ recommendation_id, theme_id: id }] : []))
			);
			await trx.insertInto('recommendation_theme').values(pairs).execute();
		});
		const { id: family_id } = await trx
			.insertInto('family')
			.values({ data_set: 'register', slug: 'asked-again', name: 'Asked again', asks_for: null })
			.returning('id')
			.executeTakeFirstOrThrow();
		await trx
			.insertInto('family_member')
			.values(
				[...ids, others[0]?.id ?? 0].map((recommendation_id) => ({
					family_id,
					recommendation_id,
					confirmed_by: null,
					confirmed_at: null
				}))
			)
			.execute();
		await trx
			.insertInto('organisation_set')
			.values(
				[['London'], []].map((regions) => ({
					data_set: 'register' as const,
					code: [...regions, 'trusts'].join('-').toUpperCase(),
					name: ['Trusts', ...regions].join(' in '),
					kinds: ['trust'],
					regions
				}))
			)
			.execute();
	});
};
