import { beforeAll, describe, expect, it } from 'vitest';
import { boardCounts } from '#db/queries/board-counts.ts';
import * as claims from '#db/queries/claims.ts';
import * as rechecks from '#db/queries/rechecks.ts';
import * as samples from '#db/queries/samples.ts';
import * as verdicts from '#db/queries/verdicts.ts';
import { rebuild } from '#db/record/rebuild.ts';
import {
	givenAssignment,
	givenOrganisation,
	givenPerson,
	givenRecommendation,
	onBothEngines,
	type TestAt
} from '#db/testing.ts';
import { installationAs, type Person } from '#lib/domain/person.ts';
import { drawSample } from './draw-sample.ts';
import { giveVerdict } from './give-verdict.ts';
import { lapseExpired } from './lapse-expired.ts';
import { stateBeside } from './state-beside.ts';
import { updateAssignment } from './update-assignment.ts';

onBothEngines('checking claims', (testAt) => {
	let recommendation_id: number;
	beforeAll(async () => {
		recommendation_id = (await givenRecommendation(testAt(), { reference: 'CHECKED/1' })).id;
	});
	const as = (user: Person): TestAt => testAt(user);
	const verifier = () => givenPerson(testAt(), 'verifier');

	/** A claim of an organisation that waits for a verdict. */
	const claimed = async (organisation_id?: number, about = recommendation_id) => {
		const owner = organisation_id ?? (await givenOrganisation(testAt())).id;
		const { id } = await givenAssignment(testAt(), {
			recommendation_id: about,
			organisation_id: owner
		});
		const approver = await givenPerson(testAt(), 'approver', { organisation_id: owner });
		const evidence_url = 'https://example.org/a';
		await updateAssignment(as(approver), [{ assignment_id: id, position: 'accepted' }]);
		await updateAssignment(as(approver), [{ assignment_id: id, delivery: 'delivered', evidence_url }]);
		return { id, organisation_id: owner, approver };
	};
	const found = (assignment_id: number, result: 'assured' | 'not assured', more = {}) => ({
		assignment_id,
		result,
		method: 'data' as const,
		reason: 'The audit shows it.',
		...more
	});
	const assuranceOf = async (id: number) =>
		(
			await testAt()
				.db.selectFrom('assignment')
				.select('assurance')
				.where('id', '=', id)
				.executeTakeFirstOrThrow()
		).assurance;

	it('bars everybody of the line of the claim, upward and downward, in list, page and verdict alike', async () => {
		const body = (parent_id?: number) => givenOrganisation(testAt(), parent_id ? { parent_id } : {});
		const [top, stranger] = [await body(), await body()];
		const [region, otherRegion] = [await body(top.id), await body(top.id)];
		const trust = await body(region.id);
		const [site, neighbour] = [await body(trust.id), await body(region.id)];
		const ward = await body(site.id);
		const { id } = await claimed(trust.id);
		const told: Record<string, boolean[]> = {};
		for (const [name, { id: organisation_id }] of Object.entries({
			top,
			region,
			trust,
			site,
			ward,
			neighbour,
			otherRegion,
			stranger
		})) {
			const user = await givenPerson(testAt(), 'verifier', { organisation_id });
			const listed = await claims.list(testAt().db, user, { limit: 500 });
			const page = await claims.find(testAt().db, user, id);
			const { db, today } = testAt();
			expect(await claims.count(db, user, today)).toBe(listed.length);
			const room = '/board/claims';
			expect(await boardCounts(db, { user, today }, [room])).toEqual({ [room]: listed.length });
			const given = giveVerdict(as(user), [found(id, 'assured')]).then(
				() => true,
				() => false
			);
			const isBarred = ['top', 'region', 'trust', 'site', 'ward'].includes(name);
			// The verdict of somebody who may give one would end the wait: the others are asked first.
			told[name] = [listed.some((claim) => claim.id === id), page !== undefined];
			if (isBarred) expect(await given).toBe(false);
			else {
				expect(await given).toBe(true);
				break;
			}
		}
		expect(told).toEqual({
			top: [false, false],
			region: [false, false],
			trust: [false, false],
			site: [false, false],
			ward: [false, false],
			neighbour: [true, true]
		});
	});

	it('puts first what the board ranks first, and of the same rank and of what is not ranked the longest waiting', async () => {
		const recommendations = [];
		for (const name of ['FIRST', 'SECOND', 'UNRANKED'])
			recommendations.push((await givenRecommendation(testAt(), { reference: `RANKED/${name}` })).id);
		const [first = 0, second = 0, unranked = 0] = recommendations;
		const ids: Record<string, number> = {};
		for (const [name, about] of Object.entries({ a: unranked, b: second, c: first, d: first, e: unranked }))
			ids[name] = (await claimed(undefined, about)).id;
		const user = await verifier();
		const mine = new Set(Object.values(ids));
		const inOrder = async (ranked?: number[]) =>
			(await claims.list(testAt().db, user, { limit: 500, ranked })).flatMap(({ id }) =>
				mine.has(id) ? [id] : []
			);
		const { a, b, c, d, e } = ids;
		expect(await inOrder()).toEqual([a, b, c, d, e]);
		expect(await inOrder([first, second])).toEqual([c, d, b, a, e]);
		// Page by page it is the same list, each claim once.
		const all = await claims.list(testAt().db, user, { limit: 500, ranked: [first, second] });
		const paged = [];
		for (let offset = 0; offset < all.length; offset += 2)
			paged.push(...(await claims.list(testAt().db, user, { limit: 2, offset, ranked: [first, second] })));
		expect(paged.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
		for (const id of mine) await giveVerdict(as(user), [found(id, 'assured')]);
	});

	it('shows what two assessors found who differ, which of them it was and never who, with the organisation’s word', async () => {
		const { id, approver } = await claimed();
		await giveVerdict(as(await verifier()), [found(id, 'not assured', { reason: 'Not at night.' })]);
		await giveVerdict(as(await verifier()), [found(id, 'assured')]);
		expect(await assuranceOf(id)).toBe('not assured');
		const own = async () =>
			(await verdicts.ofRecommendation(testAt().db, recommendation_id, 50)).filter(
				({ assignment_id }) => assignment_id === id
			);
		const [second, first] = await own();
		expect([first?.result, first?.assessor, second?.result, second?.assessor]).toEqual([
			'not assured',
			1,
			'assured',
			2
		]);
		expect((await own()).every(({ differ }) => differ)).toBe(true);

		const words = 'Nights are covered since June.';
		await stateBeside(as(approver), [{ verdict_id: first?.id ?? 0, words: 'A first word.' }]);
		await stateBeside(as(approver), [{ verdict_id: first?.id ?? 0, words }]);
		expect((await own()).map(({ statement }) => statement)).toEqual([null, words]);
		const contributor = await givenPerson(testAt(), 'contributor', {
			organisation_id: approver.memberships[0]?.organisation_id ?? 0
		});
		const other = await claimed();
		for (const stranger of [contributor, other.approver])
			await expect(stateBeside(as(stranger), [{ verdict_id: first?.id ?? 0, words }])).rejects.toMatchObject({
				kind: 'not-allowed'
			});
	});

	it('lets a confirmation lapse on the day after it held, once, unless it was checked again', async () => {
		const [ended, renewed, lasting] = [await claimed(), await claimed(), await claimed()];
		const assessor = await verifier();
		await giveVerdict(as(assessor), [
			found(ended.id, 'assured', { expires_on: '2026-12-31' }),
			found(renewed.id, 'assured', { expires_on: '2026-12-31' }),
			found(lasting.id, 'assured')
		]);
		const on = (today: string, user = installationAs('register', ['verifier'])): TestAt => ({
			...testAt(user),
			today,
			now: new Date(`${today}T10:00:00Z`)
		});
		await giveVerdict(on('2026-12-01', assessor), [
			found(renewed.id, 'assured', { expires_on: '2027-12-31' })
		]);
		const due = async (by: string) =>
			(await rechecks.due(testAt().db, assessor, { by, limit: 50, offset: 0 })).rechecks.map(
				({ assignment_id }) => assignment_id
			);
		expect(await due('2026-12-30')).toEqual([]);
		expect(await due('2026-12-31')).toEqual([ended.id]);
		expect(await lapseExpired(on('2026-12-31'))).toBe(0);
		expect(await lapseExpired(on('2027-01-01'))).toBe(1);
		expect(await lapseExpired(on('2027-01-01'))).toBe(0);
		expect(await assuranceOf(ended.id)).toBe('lapsed');
		expect(await assuranceOf(renewed.id)).toBe('assured');
		expect(await due('2027-01-01')).toEqual([ended.id]);
		const event = await testAt()
			.db.selectFrom('event')
			.select(['to_value', 'reason', 'effective_on', 'person_id'])
			.where('assignment_id', '=', ended.id)
			.orderBy('id', 'desc')
			.limit(1)
			.executeTakeFirst();
		expect(event).toEqual({
			to_value: 'lapsed',
			reason: 'It held until 31 December 2026, and was not checked again by then.',
			effective_on: '2027-01-01',
			person_id: null
		});
	});

	describe('a random sample', () => {
		it('is on the record with its number, and counts the first finding after it was drawn', async () => {
			const reference = 'CHECKED/2';
			recommendation_id = (await givenRecommendation(testAt(), { reference })).id;
			const waiting = [await claimed(), await claimed(), await claimed(), await claimed(), await claimed()];
			const board = await givenPerson(testAt(), 'board');
			const choice = { reference, drawn: 3, reason: 'There are two assessors.' };
			const id = await drawSample(as(board), 'register', choice, 7);
			const again = await drawSample(as(board), 'register', choice, 7);
			const assessor = await verifier();
			const drawn = await samples.claims(testAt().db, assessor, id);
			const numbers = drawn.map(({ assignment_id }) => assignment_id);
			expect(numbers.length).toBe(3);
			expect(waiting.map((claim) => claim.id)).toEqual(expect.arrayContaining(numbers));
			expect((await samples.claims(testAt().db, assessor, again)).map((one) => one.assignment_id)).toEqual(
				numbers
			);
			const event = await testAt()
				.db.selectFrom('event')
				.selectAll()
				.where('subject', '=', 'sample')
				.where('subject_id', '=', id)
				.executeTakeFirst();
			expect(event).toMatchObject({ detail: { seed: 7, waiting: 5, drawn: numbers }, person_id: board.id });

			const [first = 0, second = 0, third = 0] = numbers;
			await giveVerdict(as(assessor), [found(first, 'assured'), found(second, 'not assured')]);
			await giveVerdict(as(await verifier()), [found(second, 'assured')]);
			expect(await samples.find(testAt().db, 'register', id)).toMatchObject({
				waiting: 5,
				drawn: 3,
				checked: 2,
				assured: 1
			});
			expect(await samples.nextFor(testAt().db, assessor, id, first)).toBe(third);
			const tooNear = await givenPerson(testAt(), 'verifier', {
				organisation_id: waiting.find((claim) => claim.id === third)?.organisation_id ?? 0
			});
			expect(await samples.nextFor(testAt().db, tooNear, id, first)).toBeUndefined();
		});

		it('is refused to whoever neither checks nor decides, and where nothing waits', async () => {
			const choice = { reference: undefined, drawn: 3, reason: 'There are two assessors.' };
			const registrar = await givenPerson(testAt(), 'registrar');
			await expect(drawSample(as(registrar), 'register', choice, 7)).rejects.toMatchObject({
				kind: 'not-allowed'
			});
			const empty = await givenRecommendation(testAt());
			const board = as(await givenPerson(testAt(), 'board'));
			await expect(
				drawSample(board, 'register', { ...choice, reference: empty.reference }, 7)
			).rejects.toThrow('No claim waits there');
			await expect(
				drawSample(board, 'register', { ...choice, reference: 'NONE/1' }, 7)
			).rejects.toMatchObject({ field: 'reference' });
		});
	});

	it('leaves a record that replays to the same', async () => {
		expect(await rebuild(testAt().owner, 'register', { write: false })).toEqual([]);
	});
});
