import { describe, expect, it } from 'vitest';
import { rebuild } from '#db/record/rebuild.ts';
import {
	givenAssignment,
	givenOrganisation,
	givenPerson,
	givenRecommendation,
	onBothEngines,
	type TestAt
} from '#db/testing.ts';
import type { Person } from '#lib/domain/person.ts';
import { giveVerdict } from './give-verdict.ts';
import { returnClaim } from './return-claim.ts';
import { signOffClaim } from './sign-off-claim.ts';
import { updateAssignment } from './update-assignment.ts';

const rowOf = (at: TestAt, id: number) =>
	at.db.selectFrom('assignment').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const countsOf = (at: TestAt, table: 'recommendation' | 'organisation', id: number) =>
	at.db
		.selectFrom(table)
		.select(['asked', 'responded', 'accepted', 'planned', 'delivered', 'assured'])
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
const stageOf = async (at: TestAt, id: number) =>
	(await at.db.selectFrom('recommendation').select('stage').where('id', '=', id).executeTakeFirstOrThrow())
		.stage;
const as = (at: TestAt, user: Person): TestAt => ({ ...at, user });

const given = async (at: TestAt) => {
	const organisation = await givenOrganisation(at);
	const recommendation = await givenRecommendation(at);
	const assignment = await givenAssignment(at, {
		organisation_id: organisation.id,
		recommendation_id: recommendation.id
	});
	const contributor = await givenPerson(at, 'contributor', { organisation_id: organisation.id });
	const approver = await givenPerson(at, 'approver', { organisation_id: organisation.id });
	const verifier = await givenPerson(at, 'verifier');
	return { organisation, recommendation, assignment, contributor, approver, verifier };
};

const claimed = async (at: TestAt) => {
	const all = await given(at);
	await updateAssignment(as(at, all.contributor), [
		{ assignment_id: all.assignment.id, position: 'accepted' },
		{
			assignment_id: all.assignment.id,
			delivery: 'delivered',
			narrative: 'Every sample is checked.',
			evidence_url: 'https://example.org/audit',
			evidence_kind: 'audit or data'
		}
	]);
	return all;
};

onBothEngines('recording progress', (testAt) => {
	describe('an update', () => {
		it('moves position and delivery, keeps the words, and counts at once', async () => {
			const at = testAt();
			const { assignment, recommendation, organisation, contributor } = await given(at);
			await updateAssignment(as(at, contributor), [
				{ assignment_id: assignment.id, position: 'accepted', delivery: 'in progress', narrative: 'Begun.' }
			]);
			expect(await rowOf(at, assignment.id)).toMatchObject({
				position: 'accepted',
				delivery: 'in progress',
				last_said: 'Begun.',
				updated_on: at.today
			});
			const counts = { asked: 1, responded: 1, accepted: 1, planned: 1, delivered: 0, assured: 0 };
			expect(await countsOf(at, 'recommendation', recommendation.id)).toEqual(counts);
			expect(await countsOf(at, 'organisation', organisation.id)).toEqual(counts);
			expect(await stageOf(at, recommendation.id)).toBe('under way');
		});

		it('is refused to a contributor of another organisation, and nothing is saved', async () => {
			const at = testAt();
			const { assignment } = await given(at);
			const other = await givenPerson(at, 'contributor', {
				organisation_id: (await givenOrganisation(at)).id
			});
			await expect(
				updateAssignment(as(at, other), [{ assignment_id: assignment.id, position: 'accepted' }])
			).rejects.toMatchObject({ kind: 'not-allowed' });
			expect(await rowOf(at, assignment.id)).toMatchObject({ position: 'awaiting response', version: 1 });
		});

		it('takes all of a list or none of it', async () => {
			const at = testAt();
			const { assignment, contributor } = await given(at);
			await expect(
				updateAssignment(as(at, contributor), [
					{ assignment_id: assignment.id, position: 'accepted' },
					{ assignment_id: 999_999, position: 'accepted' }
				])
			).rejects.toMatchObject({ kind: 'not-found' });
			expect(await rowOf(at, assignment.id)).toMatchObject({ position: 'awaiting response' });
		});

		it('does not overwrite what somebody else saved first, and says what that was', async () => {
			const at = testAt();
			const { assignment, contributor, approver } = await given(at);
			await updateAssignment(as(at, approver), [
				{ assignment_id: assignment.id, seen_version: assignment.version, narrative: 'We have a plan.' }
			]);
			const late = updateAssignment(as(at, contributor), [
				{ assignment_id: assignment.id, seen_version: assignment.version, narrative: 'Nothing yet.' }
			]);
			await expect(late).rejects.toMatchObject({
				kind: 'not-possible',
				message: expect.stringContaining(`${approver.name} saved on 22 November 2026: ‘We have a plan.’`)
			});
			expect(await rowOf(at, assignment.id)).toMatchObject({ last_said: 'We have a plan.' });
		});
	});

	describe('a claim of delivery', () => {
		it('waits for the approver, who signs it off and so puts it forward for a check', async () => {
			const at = testAt();
			const { assignment, recommendation, approver } = await claimed(at);
			expect(await rowOf(at, assignment.id)).toMatchObject({
				delivery: 'no information',
				claimed_on: at.today
			});
			await signOffClaim(as(at, approver), [{ assignment_id: assignment.id }]);
			expect(await rowOf(at, assignment.id)).toMatchObject({
				delivery: 'delivered',
				assurance: 'submitted',
				claimed_on: null,
				submitted_by: approver.id
			});
			expect(await stageOf(at, recommendation.id)).toBe('said to be done');
		});

		it('cannot be signed off by the contributor', async () => {
			const at = testAt();
			const { assignment, contributor } = await claimed(at);
			await expect(
				signOffClaim(as(at, contributor), [{ assignment_id: assignment.id }])
			).rejects.toMatchObject({ kind: 'not-allowed' });
		});

		it('can be returned with a reason, and then holds what was said before', async () => {
			const at = testAt();
			const { assignment, approver } = await claimed(at);
			await returnClaim(as(at, approver), [{ assignment_id: assignment.id, reason: 'The audit is of May.' }]);
			expect(await rowOf(at, assignment.id)).toMatchObject({ delivery: 'no information', claimed_on: null });
		});
	});

	describe('a verdict', () => {
		const verdict = { result: 'assured', method: 'data', reason: 'The audit shows it.' } as const;

		it('confirms the claim, in the counts of recommendation and organisation at once', async () => {
			const at = testAt();
			const { assignment, recommendation, organisation, approver, verifier } = await claimed(at);
			await signOffClaim(as(at, approver), [{ assignment_id: assignment.id }]);
			await giveVerdict(as(at, verifier), [{ assignment_id: assignment.id, ...verdict }]);
			expect(await rowOf(at, assignment.id)).toMatchObject({ assurance: 'assured', assured_on: at.today });
			expect(await countsOf(at, 'recommendation', recommendation.id)).toMatchObject({
				delivered: 1,
				assured: 1
			});
			expect(await countsOf(at, 'organisation', organisation.id)).toMatchObject({ delivered: 1, assured: 1 });
			expect(await stageOf(at, recommendation.id)).toBe('confirmed');
			const kept = await at.db
				.selectFrom('verdict')
				.selectAll()
				.where('assignment_id', '=', assignment.id)
				.execute();
			expect(kept).toMatchObject([{ ...verdict, found_on: at.today, given_by: verifier.id }]);
		});

		it('is refused to a verifier of the same organisation, or of its parent', async () => {
			const at = testAt();
			const { assignment, organisation, approver } = await claimed(at);
			await signOffClaim(as(at, approver), [{ assignment_id: assignment.id }]);
			const parent = await givenOrganisation(at);
			await at.owner
				.updateTable('organisation')
				.set({ parent_id: parent.id })
				.where('id', '=', organisation.id)
				.execute();
			for (const near of [organisation.id, parent.id]) {
				const verifier = await givenPerson(at, 'verifier', { organisation_id: near });
				await expect(
					giveVerdict(as(at, verifier), [{ assignment_id: assignment.id, ...verdict }])
				).rejects.toMatchObject({ kind: 'not-allowed' });
			}
		});

		it('is refused to whoever made the claim, also after somebody else signed it off', async () => {
			const at = testAt();
			const { assignment, contributor, approver } = await claimed(at);
			await signOffClaim(as(at, approver), [{ assignment_id: assignment.id }]);
			const moved: Person = { ...contributor, memberships: [{ role: 'verifier' }] };
			await expect(
				giveVerdict(as(at, moved), [{ assignment_id: assignment.id, ...verdict }])
			).rejects.toThrow('You put this claim forward yourself.');
		});
	});

	it('leaves nothing that a rebuild would find different', async () => {
		expect(await rebuild(testAt().db, 'register', { write: false })).toEqual([]);
	});
});
