import { describe, expect, it } from 'vitest';
import * as actions from '#db/queries/actions.ts';
import * as successions from '#db/queries/successions.ts';
import { rebuild } from '#db/record/rebuild.ts';
import {
	givenAssignment,
	givenOrganisation,
	givenPerson,
	givenRecommendation,
	givenReport,
	givenSource,
	onBothEngines
} from '#db/testing.ts';
import { assign } from './assign.ts';
import { closeAssignment } from './close-assignment.ts';
import { judgeResponse } from './judge-response.ts';
import { recordSuccessions } from './record-successions.ts';
import { setDisposition } from './set-disposition.ts';
import { amendAction, planAction } from './plan-action.ts';
import { reportAction } from './report-action.ts';
import { passOn, transferDuties } from './transfer-duties.ts';
import { updateAssignment } from './update-assignment.ts';

onBothEngines('what the board, the issuer and the registrar decide', (testAt) => {
	const rowOf = (id: number) =>
		testAt().db.selectFrom('assignment').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

	describe('asking by name', () => {
		it('sets the reply date by the rule of the source, and passes over who was asked already', async () => {
			const source = await givenSource(testAt(), { response_rule: 'HSSIB' });
			const report = await givenReport(testAt(), { source_id: source.id });
			const recommendation = await givenRecommendation(testAt(), {
				report_id: report.id,
				made_on: '2026-10-01'
			});
			const organisation = await givenOrganisation(testAt());
			const at = testAt(await givenPerson(testAt(), 'board'));
			const asking = { recommendation_id: recommendation.id, organisation_id: organisation.id };
			const [made, ...others] = await assign(at, [{ ...asking, action_due_on: '2027-06-30' }, asking]);
			expect(others).toEqual([]);
			expect(await rowOf(made?.id ?? 0)).toMatchObject({
				assigned_on: '2026-10-01',
				response_due_on: '2026-12-30',
				action_due_on: '2027-06-30',
				evidence_due_on: null
			});
			expect(await assign(at, [asking])).toEqual([]);
		});

		it('is the board’s or the registrar’s, and never mixes real with invented', async () => {
			const recommendation = await givenRecommendation(testAt());
			const invented = await givenOrganisation(testAt(), { data_set: 'demonstration' });
			const real = await givenOrganisation(testAt());
			const asking = { recommendation_id: recommendation.id, organisation_id: real.id };
			const contributor = await givenPerson(testAt(), 'contributor', { organisation_id: real.id });
			await expect(assign(testAt(contributor), [asking])).rejects.toMatchObject({ kind: 'not-allowed' });
			const board = await givenPerson(testAt(), 'board');
			await expect(
				assign(testAt(board), [{ ...asking, organisation_id: invented.id }])
			).rejects.toMatchObject({ kind: 'not-possible' });
		});
	});

	describe('a disposition', () => {
		it('is minuted with its reason and followed by the assignments, old and new', async () => {
			const assignment = await givenAssignment(testAt());
			const at = testAt(await givenPerson(testAt(), 'board'));
			const { recommendation_id } = assignment;
			await setDisposition(at, [
				{ recommendation_id, disposition: 'declined', reason: 'It is done elsewhere.' }
			]);
			expect(await rowOf(assignment.id)).toMatchObject({ disposition: 'declined' });
			const organisation = await givenOrganisation(at);
			const [later] = await assign(at, [{ recommendation_id, organisation_id: organisation.id }]);
			expect(await rowOf(later?.id ?? 0)).toMatchObject({ disposition: 'declined' });
			const minuted = await at.db
				.selectFrom('decision')
				.innerJoin('decision_subject', 'decision_subject.decision_id', 'decision.id')
				.select(['reason', 'decided_on', 'subject'])
				.where('subject_id', '=', recommendation_id)
				.execute();
			expect(minuted).toEqual([
				{ reason: 'It is done elsewhere.', decided_on: at.today, subject: 'recommendation' }
			]);
		});

		it('takes merged recommendations out of the base, and says into which', async () => {
			const assignment = await givenAssignment(testAt());
			const into = await givenRecommendation(testAt());
			const at = testAt(await givenPerson(testAt(), 'board'));
			const id = assignment.recommendation_id;
			await setDisposition(at, [
				{ recommendation_id: id, disposition: 'merged', merged_into_id: into.id, reason: 'The same ask.' }
			]);
			const row = await at.db
				.selectFrom('recommendation')
				.selectAll()
				.where('id', '=', id)
				.executeTakeFirstOrThrow();
			expect(row).toMatchObject({ disposition: 'merged', merged_into_id: into.id, asked: 0 });
		});

		it('is the board’s alone', async () => {
			const { recommendation_id } = await givenAssignment(testAt());
			const registrar = await givenPerson(testAt(), 'registrar');
			await expect(
				setDisposition(testAt(registrar), [
					{ recommendation_id, disposition: 'adopted', reason: 'It matters.' }
				])
			).rejects.toMatchObject({ kind: 'not-allowed' });
		});
	});

	describe('closing and judging', () => {
		it('closes with a reason, and opens again', async () => {
			const { id } = await givenAssignment(testAt());
			const at = testAt(await givenPerson(testAt(), 'board'));
			await closeAssignment(at, [
				{ assignment_id: id, closure: 'not implemented', reason: 'No longer pursued.' }
			]);
			expect(await rowOf(id)).toMatchObject({ closure: 'not implemented' });
			await closeAssignment(at, [{ assignment_id: id, closure: 'open', reason: 'It happened again.' }]);
			expect(await rowOf(id)).toMatchObject({ closure: 'open' });
		});

		it('cannot close as implemented what nobody independent has confirmed', async () => {
			const { id } = await givenAssignment(testAt());
			const at = testAt(await givenPerson(testAt(), 'board'));
			await expect(
				closeAssignment(at, [{ assignment_id: id, closure: 'implemented' }])
			).rejects.toMatchObject({
				kind: 'not-possible'
			});
		});

		it('lets the source that asked, and no other, judge a reply', async () => {
			const source = await givenSource(testAt());
			const recommendation = await givenRecommendation(testAt(), { source_id: source.id });
			const { id, organisation_id } = await givenAssignment(testAt(), {
				recommendation_id: recommendation.id
			});
			const approver = await givenPerson(testAt(), 'approver', { organisation_id });
			await updateAssignment(testAt(approver), [{ assignment_id: id, position: 'accepted' }]);
			const other = await givenPerson(testAt(), 'issuer', { source_id: (await givenSource(testAt())).id });
			const judgement = { assignment_id: id, adequacy: 'acceptable' } as const;
			await expect(judgeResponse(testAt(other), [judgement])).rejects.toMatchObject({ kind: 'not-allowed' });
			await judgeResponse(testAt(await givenPerson(testAt(), 'issuer', { source_id: source.id })), [
				judgement
			]);
			expect(await rowOf(id)).toMatchObject({ adequacy: 'acceptable' });
		});
	});

	/** An organisation and its successor, with what passes from the one and what the other was asked for already. */
	const givenSuccession = async () => {
		const [old, successor] = [await givenOrganisation(testAt()), await givenOrganisation(testAt())];
		const passes = await givenAssignment(testAt(), { organisation_id: old.id });
		const twice = await givenAssignment(testAt(), { organisation_id: old.id });
		await givenAssignment(testAt(), {
			organisation_id: successor.id,
			recommendation_id: twice.recommendation_id
		});
		return { old, successor, passes, twice };
	};

	it('passes open duties to the successor, and closes what the successor was asked for already', async () => {
		const { old, successor, passes, twice } = await givenSuccession();
		const at = testAt(await givenPerson(testAt(), 'registrar'));
		expect(await transferDuties(at, { from: old.id, to: successor.id, on: '2026-04-01' })).toBe(1);
		expect(await rowOf(passes.id)).toMatchObject({ organisation_id: successor.id, closure: 'open' });
		expect(await rowOf(twice.id)).toMatchObject({ organisation_id: old.id, closure: 'superseded' });
		const counted = await at.db
			.selectFrom('organisation')
			.select(['id', 'asked'])
			.where('id', 'in', [old.id, successor.id])
			.orderBy('id')
			.execute();
		expect(counted).toEqual([
			{ id: old.id, asked: 1 },
			{ id: successor.id, asked: 2 }
		]);
	});

	it('passes on with them the actions that are still to be done, which the successor can then change', async () => {
		const { old, successor, passes, twice } = await givenSuccession();
		const before = testAt(await givenPerson(testAt(), 'contributor', { organisation_id: old.id }));
		const plan = { organisation_id: old.id, what: 'Fit one connector.', owner: 'A post', not_enough: [] };
		const serving = { ...plan, due_on: '2027-03-01', strength: 'stronger' as const };
		const [open = 0, done = 0, other = 0] = await planAction(before, [
			{ ...serving, serves: [passes.id, twice.id] },
			{ ...serving, serves: [passes.id] },
			{ ...serving, serves: [twice.id] }
		]);
		const said = {
			narrative: 'It is there.',
			no_evidence_reason: 'Anybody can see it.',
			not_enough: [passes.id]
		};
		await reportAction(before, [{ ...said, action_id: done, step: 'done' }]);
		const at = testAt(await givenPerson(testAt(), 'registrar'));
		expect(await transferDuties(at, { from: old.id, to: successor.id, on: '2026-04-01' })).toBe(1);
		const owners = await actions.owners(at.db, [open, done, other]);
		expect([open, done, other].map((id) => owners.get(id))).toEqual([successor.id, old.id, old.id]);
		const told = await at.db
			.selectFrom('event')
			.select(['what', 'from_value', 'to_value', 'effective_on'])
			.where('subject', '=', 'action')
			.where('subject_id', '=', open)
			.orderBy('id', 'desc')
			.executeTakeFirst();
		expect(told).toEqual({
			what: 'transfer',
			from_value: old.name,
			to_value: successor.name,
			effective_on: '2026-04-01'
		});
		const after = testAt(await givenPerson(testAt(), 'contributor', { organisation_id: successor.id }));
		const amended = { ...serving, seen_version: undefined, owner: 'Another', serves: [passes.id, twice.id] };
		expect(await amendAction(after, [{ ...amended, action_id: open }])).toHaveLength(1);
		await expect(amendAction(before, [{ ...amended, action_id: open }])).rejects.toMatchObject({
			kind: 'not-found'
		});
	});

	it('passes on what is open from the day of a recorded succession, also late, and refuses one that nobody recorded', async () => {
		const [old, successor] = [await givenOrganisation(testAt()), await givenOrganisation(testAt())];
		const { id } = await givenAssignment(testAt(), { organisation_id: old.id });
		const approver = await givenPerson(testAt(), 'approver', { organisation_id: old.id });
		await updateAssignment(testAt(approver), [{ assignment_id: id, position: 'accepted' }]);
		const at = testAt(await givenPerson(testAt(), 'registrar'));
		const which = { organisation_id: old.id, successor_id: successor.id };
		await expect(passOn(at, which)).rejects.toMatchObject({ kind: 'not-found' });
		await recordSuccessions(at, [
			{ code: old.code, successor_code: successor.code, took_over_on: '2026-04-01', note: undefined }
		]);
		await expect(passOn(testAt(approver), which)).rejects.toMatchObject({ kind: 'not-allowed' });
		expect(await successions.find(at.db, 'register', at.today, which)).toMatchObject({ still_open: 1 });
		expect(await passOn(at, which)).toBe(1);
		expect(await rowOf(id)).toMatchObject({ organisation_id: successor.id, position: 'accepted' });
		expect(await successions.find(at.db, 'register', at.today, which)).toMatchObject({ still_open: 0 });
		expect(await passOn(at, which)).toBe(0);
	});

	it('leaves nothing that a rebuild would find different', async () => {
		expect(await rebuild(testAt().db, 'register', { write: false })).toEqual([]);
	});
});
