import { describe, expect, it } from 'vitest';
import {
	givenAssignment,
	givenOrganisation,
	givenPerson,
	givenRecommendation,
	onBothEngines
} from '#db/testing.ts';
import type { Person } from '#lib/domain/person.ts';
import { assign } from '#lib/server/changes/assign.ts';
import { giveVerdict } from '#lib/server/changes/give-verdict.ts';
import { returnClaim } from '#lib/server/changes/return-claim.ts';
import { updateAssignment } from '#lib/server/changes/update-assignment.ts';
import { readAs } from '../transaction.ts';
import * as claims from './claims.ts';
import * as myWork from './my-work.ts';

onBothEngines('my work', (testAt) => {
	const today = '2026-11-22';
	const none = { overdue: 0, returned: 0, 'due soon': 0, stale: 0, 'waiting for sign-off': 0 };

	const given = async () => {
		const organisation_id = (await givenOrganisation(testAt())).id;
		const contributor = await givenPerson(testAt(), 'contributor', { organisation_id });
		const approver = await givenPerson(testAt(), 'approver', { organisation_id });
		const asked = (dates: Parameters<typeof givenAssignment>[1]) =>
			givenAssignment(testAt(), { organisation_id, response_due_on: null, ...dates });
		const counts = () => myWork.counts(testAt().db, contributor, today);
		return { organisation_id, contributor, approver, asked, counts };
	};
	const says = (user: Person, assignment_id: number, more: object) =>
		updateAssignment(testAt(user), [{ assignment_id, narrative: 'As we said.', ...more }]);

	describe('counts', () => {
		it('is overdue the day after the date, and due soon on it', async () => {
			const { asked, counts } = await given();
			await asked({ action_due_on: '2026-11-21' });
			await asked({ action_due_on: '2026-11-22' });
			await asked({ action_due_on: '2026-12-22' });
			await asked({ action_due_on: '2026-12-23', assigned_on: '2026-11-01' });
			expect(await counts()).toEqual({ ...none, overdue: 1, 'due soon': 2 });
		});

		it('calls stale what has no word for a quarter and 30 days', async () => {
			const { asked, counts, contributor } = await given();
			await asked({ assigned_on: '2026-07-22' });
			await asked({ assigned_on: '2026-07-23' });
			const spoken = await asked({ assigned_on: '2026-01-01' });
			await says(contributor, spoken.id, {});
			expect(await counts()).toEqual({ ...none, stale: 1 });
		});

		it('calls stale what was to be reported on more often, and not what is to be reported on seldom', async () => {
			const { asked, counts, contributor } = await given();
			const monthly = await asked({ assigned_on: '2026-09-22', reports_every: 'month' });
			await asked({ assigned_on: '2026-09-23', reports_every: 'month' });
			const yearly = await asked({ assigned_on: '2025-10-22', reports_every: 'year' });
			await asked({ assigned_on: '2025-10-23', reports_every: 'year' });
			await asked({ assigned_on: '2026-04-23', reports_every: 'half year' });
			expect(await counts()).toEqual({ ...none, stale: 2 });
			const listed = await myWork.list(testAt().db, contributor, today, 'stale', { limit: 10 });
			expect(listed.map(({ id }) => id)).toEqual([monthly.id, yearly.id]);
		});

		it('takes a claim for waiting until it is signed off, and for returned when it is sent back', async () => {
			const { asked, counts, contributor, approver } = await given();
			const { id } = await asked({ assigned_on: '2026-11-01' });
			await says(contributor, id, { delivery: 'delivered', evidence_url: 'https://example.org/a' });
			expect(await counts()).toEqual({ ...none, 'waiting for sign-off': 1 });
			await returnClaim(testAt(approver), [{ assignment_id: id, reason: 'Which wards?' }]);
			expect(await counts()).toEqual({ ...none, returned: 1 });
			await says(contributor, id, {});
			expect(await counts()).toEqual(none);
		});

		it('takes for returned what an independent check could not confirm', async () => {
			const { asked, counts, approver } = await given();
			const { id } = await asked({ assigned_on: '2026-11-01' });
			await says(approver, id, { delivery: 'delivered', evidence_url: 'https://example.org/a' });
			const verdict = { result: 'not assured', method: 'site visit', reason: 'Not on nights.' } as const;
			await giveVerdict(testAt(await givenPerson(testAt(), 'verifier')), [{ assignment_id: id, ...verdict }]);
			expect(await counts()).toEqual({ ...none, returned: 1 });
		});
	});

	it('lists the earliest date first, and nothing of another organisation', async () => {
		const { asked, contributor } = await given();
		const late = await asked({ action_due_on: '2026-09-30' });
		const later = await asked({ action_due_on: '2026-03-31' });
		const other = await givenAssignment(testAt(), { response_due_on: null, action_due_on: '2026-01-31' });
		const listed = await myWork.list(testAt().db, contributor, today, 'overdue', { limit: 10 });
		expect(listed.map(({ id, next_due_on }) => [id, next_due_on])).toEqual([
			[later.id, '2026-03-31'],
			[late.id, '2026-09-30']
		]);
		expect(await myWork.find(testAt().db, contributor, other.id)).toBeUndefined();
		expect(await myWork.find(testAt().db, contributor, late.id)).toMatchObject({ id: late.id });
	});

	it('asks an approver, and no contributor, to sign off', async () => {
		const { asked, contributor, approver } = await given();
		const { id } = await asked({});
		await says(contributor, id, { delivery: 'delivered', no_evidence_reason: 'It is a letter of one line.' });
		const { claims, n } = await myWork.toSignOff(testAt().db, approver, { limit: 10 });
		expect([n, claims.map((claim) => [claim.id, claim.claimant])]).toEqual([1, [[id, contributor.name]]]);
		expect(await myWork.toSignOff(testAt().db, contributor, { limit: 10 })).toEqual({ claims: [], n: 0 });
	});

	it('shows a verifier the claims that are theirs to check, the longest waiting first', async () => {
		const { asked, approver, organisation_id } = await given();
		const { id } = await asked({});
		await says(approver, id, { delivery: 'delivered', evidence_url: 'https://example.org/a' });
		const db = testAt().db;
		const verifier = await givenPerson(testAt(), 'verifier');
		const own = await givenPerson(testAt(), 'verifier', { organisation_id });
		expect((await claims.list(db, verifier, { limit: 50 })).map((claim) => claim.id)).toContain(id);
		const claim = await readAs(testAt(verifier), (trx) => claims.find(trx, verifier, id));
		expect(claim).toMatchObject({ id, evidence: 1 });
		for (const stranger of [own, approver]) {
			expect((await claims.list(db, stranger, { limit: 50 })).map((claim) => claim.id)).not.toContain(id);
			expect(await claims.find(db, stranger, id)).toBeUndefined();
		}
		await giveVerdict(testAt(verifier), [
			{ assignment_id: id, result: 'assured', method: 'data', reason: 'The audit shows it.' }
		]);
		expect(await claims.count(db, verifier, testAt().today)).toBe(
			(await claims.list(db, verifier, { limit: 50 })).length
		);
		expect((await claims.list(db, verifier, { limit: 50 })).map((claim) => claim.id)).not.toContain(id);
	});

	it('lists a page of a thousand assignments, and takes a thousand updates at once', async () => {
		const { organisation_id, contributor, approver } = await given();
		const at = testAt();
		const { report_id } = await givenRecommendation(at);
		const ids: number[] = [];
		for (let n = 0; n < 20; n += 1) ids.push((await givenRecommendation(at, { report_id })).id);
		const organisations = await Promise.all(Array.from({ length: 50 }, () => givenOrganisation(at)));
		const made = await assign(
			testAt(await givenPerson(at, 'board')),
			[organisation_id, ...organisations.map(({ id }) => id)].flatMap((organisation_id) =>
				ids.map((recommendation_id) => ({ recommendation_id, organisation_id, action_due_on: '2026-06-30' }))
			)
		);
		expect(made).toHaveLength(51 * 20);
		const also = organisations.map(({ id }) => ({ role: 'approver' as const, organisation_id: id }));
		await at.db
			.insertInto('membership')
			.values(also.map((one) => ({ ...one, person_id: approver.id as number, data_set: 'register' })))
			.execute();
		const everybody: Person = { ...approver, memberships: [...approver.memberships, ...also] };
		expect(await myWork.counts(at.db, everybody, today)).toEqual({ ...none, overdue: 1020 });
		expect(await myWork.list(at.db, everybody, today, 'overdue', { limit: 50 })).toHaveLength(50);

		await updateAssignment(
			testAt(everybody),
			made.map(({ id }) => ({
				assignment_id: id,
				position: 'accepted' as const,
				delivery: 'delivered' as const,
				evidence_url: 'https://example.org/a'
			}))
		);
		expect(await myWork.counts(at.db, everybody, today)).toEqual(none);
		expect(await myWork.counts(at.db, contributor, today)).toEqual(none);
	});
});
