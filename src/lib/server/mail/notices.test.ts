import { expect, it } from 'vitest';
import {
	givenAssignment,
	givenOrganisation,
	givenPerson,
	givenRecommendation,
	onBothEngines
} from '#db/testing.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Person } from '#lib/domain/person.ts';
import { askForExtension } from '../changes/ask-for-extension.ts';
import { decideExtension } from '../changes/decide-extension.ts';
import { giveVerdict } from '../changes/give-verdict.ts';
import { returnClaim } from '../changes/return-claim.ts';
import { signOffClaim } from '../changes/sign-off-claim.ts';
import { updateAssignment } from '../changes/update-assignment.ts';

onBothEngines('a notice', (at) => {
	const trust = async () => {
		const organisation_id = (await givenOrganisation(at())).id;
		const person = (role: 'contributor' | 'approver') => givenPerson(at(), role, { organisation_id });
		return {
			contributor: await person('contributor'),
			colleague: await person('contributor'),
			approver: await person('approver'),
			assignment: async (summary = 'Check the wristband before every blood sample.') => {
				const recommendation = await givenRecommendation(at(), { plain_summary: summary });
				const { id } = await givenAssignment(at(), {
					organisation_id,
					recommendation_id: recommendation.id,
					action_due_on: '2026-12-31'
				});
				await updateAssignment(at({ ...(await person('approver')), id: null }), [
					{ assignment_id: id, position: 'accepted' }
				]);
				return id;
			}
		};
	};
	const claim = (user: Person, ids: readonly number[]) =>
		updateAssignment(
			at(user),
			ids.map((assignment_id) => ({
				assignment_id,
				delivery: 'delivered',
				evidence_url: 'https://example.org/audit',
				evidence_kind: 'other'
			}))
		);
	const toldTo = async ({ email }: Person) => {
		const told = await at()
			.owner.selectFrom('mail')
			.selectAll()
			.where('to', '=', email)
			.orderBy('id')
			.execute();
		return told.map(({ kind, subject, text }) => ({ kind, subject, text }));
	};
	const suspend = ({ id }: Person) =>
		at().owner.updateTable('person').set({ suspended_at: at().now }).where('id', '=', id).execute();

	it('tells the approvers that a claim waits, and nobody else', async () => {
		const { contributor, colleague, approver, assignment } = await trust();
		const id = await assignment();
		await claim(contributor, [id]);
		expect(await toldTo(approver)).toEqual([
			{
				kind: 'claim waits',
				subject: expect.stringContaining('A claim waits for your signature: Check the wristband'),
				text: expect.stringContaining(`\n/my-work/${id}\n`)
			}
		]);
		expect(await toldTo(contributor)).toEqual([]);
		expect(await toldTo(colleague)).toEqual([]);
	});

	it('is one e-mail for a batch, which names ten', async () => {
		const { contributor, approver, assignment } = await trust();
		const ids: number[] = [];
		for (let i = 1; i <= 12; i += 1) ids.push(await assignment(`Ask number ${i}.`));
		await claim(contributor, ids);
		const [notice, ...others] = await toldTo(approver);
		expect(others).toEqual([]);
		expect(notice?.subject).toBe('12 claims wait for your signature');
		expect(notice?.text).toContain('• Ask number 10.\n  and 2 more\n');
		expect(notice?.text).toContain('\n/my-work/sign-off\n');
	});

	it('tells whoever claimed that it was returned, with the reason and by whom', async () => {
		const { contributor, colleague, approver, assignment } = await trust();
		const id = await assignment();
		await claim(contributor, [id]);
		await returnClaim(at(approver), [
			{
				assignment_id: id,
				reason: 'Two wards\n/are missing',
				effective_on: undefined,
				seen_version: undefined
			}
		]);
		const [notice] = await toldTo(contributor);
		expect(notice).toMatchObject({
			kind: 'claim returned',
			subject: expect.stringContaining('Your claim was returned')
		});
		expect(notice?.text).toContain(`${approver.name} returned it.`);
		expect(notice?.text).toContain('\n  “Two wards /are missing”\n');
		expect(await toldTo(colleague)).toEqual([]);
	});

	it('tells all who speak for the organisation where whoever claimed is there no more', async () => {
		const { contributor, colleague, approver, assignment } = await trust();
		const id = await assignment();
		await claim(contributor, [id]);
		await suspend(contributor);
		await returnClaim(at(approver), [
			{
				assignment_id: id,
				reason: 'Two wards are missing.',
				effective_on: undefined,
				seen_version: undefined
			}
		]);
		expect(await toldTo(contributor)).toEqual([]);
		expect((await toldTo(colleague)).map(({ kind }) => kind)).toEqual(['claim returned']);
	});

	it('tells who put a claim forward that it could not be confirmed', async () => {
		const { contributor, colleague, approver, assignment } = await trust();
		const id = await assignment();
		await claim(contributor, [id]);
		await signOffClaim(at(approver), [
			{ assignment_id: id, effective_on: undefined, seen_version: undefined }
		]);
		await giveVerdict(at(await givenPerson(at(), 'verifier')), [
			{
				assignment_id: id,
				result: 'not assured',
				method: 'data',
				reason: 'The audit covers one ward.',
				expires_on: undefined,
				effective_on: undefined,
				seen_version: undefined
			}
		]);
		for (const who of [contributor, approver])
			expect((await toldTo(who)).at(-1)).toMatchObject({
				kind: 'not assured',
				text: expect.stringContaining('“The audit covers one ward.”')
			});
		expect(await toldTo(colleague)).toEqual([]);
	});

	it('tells whoever asked for more time what was decided', async () => {
		const { contributor, approver, assignment } = await trust();
		const assignment_id = await assignment();
		const [extension_id = 0] = await askForExtension(at(contributor), [
			{
				assignment_id,
				clock: 'action',
				asked_for_on: '2027-02-28',
				reason: 'The ward moves.',
				barrier: 'estate'
			}
		]);
		expect(await toldTo(approver)).toEqual([]);
		await decideExtension(at(await givenPerson(at(), 'board')), [
			{ extension_id, decision: 'refused', reason: 'There is another ward.', effective_on: undefined }
		]);
		const [notice] = await toldTo(contributor);
		expect(notice?.subject).toContain('More time was refused');
		expect(notice?.text).toContain('The date asked for was 28 February 2027. It was refused.');
	});

	it('is not sent to whoever chose to have none, and to nobody in their place', async () => {
		const { contributor, colleague, approver, assignment } = await trust();
		await inTransaction(at(contributor), (trx) =>
			trx
				.insertInto('reminder_choice')
				.values({
					person_id: contributor.id as number,
					weekly_digest: true,
					notices: false,
					chosen_at: at().now
				})
				.execute()
		);
		const id = await assignment();
		await claim(contributor, [id]);
		await returnClaim(at(approver), [
			{
				assignment_id: id,
				reason: 'Two wards are missing.',
				effective_on: undefined,
				seen_version: undefined
			}
		]);
		expect(await toldTo(contributor)).toEqual([]);
		expect(await toldTo(colleague)).toEqual([]);
	});

	it('is part of the change: what is refused tells nobody', async () => {
		const { contributor, approver, assignment } = await trust();
		const id = await assignment();
		await expect(claim(contributor, [id, 2_000_000_000])).rejects.toMatchObject({ kind: 'not-found' });
		expect(await toldTo(approver)).toEqual([]);
	});
});
