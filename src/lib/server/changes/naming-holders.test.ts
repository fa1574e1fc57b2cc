import { describe, expect, it } from 'vitest';
import * as officeHolders from '#db/queries/office-holders.ts';
import { verify } from '#db/record/seal.ts';
import { givenAssignment, givenOrganisation, givenPerson, onBothEngines, type TestAt } from '#db/testing.ts';
import { readAs } from '#db/transaction.ts';
import { ESCALATION_STEPS, USUAL_LADDER } from '#lib/domain/escalation.ts';
import { NamedHolder, type Office } from '#lib/domain/office.ts';
import type { Person } from '#lib/domain/person.ts';
import { escalate } from './escalate.ts';
import { nameOfficeHolders } from './name-office-holders.ts';

onBothEngines('who holds the offices to which the board writes', (testAt) => {
	const given = async () => {
		const organisation_id = (await givenOrganisation(testAt())).id;
		return {
			organisation_id,
			approver: await givenPerson(testAt(), 'approver', { organisation_id }),
			contributor: await givenPerson(testAt(), 'contributor', { organisation_id })
		};
	};
	const name = (
		user: Person | undefined,
		organisation_id: number,
		holder: string | undefined,
		office: Office = 'chair'
	) =>
		nameOfficeHolders(testAt(user), [
			{ organisation_id, office, holder, holder_email: holder && `${office.split(' ')[0]}@example.org` }
		]);
	const seen = (user: Person | undefined, organisation_id: number) =>
		readAs(testAt(user), (db) => officeHolders.list(db, [organisation_id]));

	it('are named by an approver of the organisation and by an administrator, and by nobody else', async () => {
		const { organisation_id, approver, contributor } = await given();
		const elsewhere = (await given()).approver;
		for (const user of [undefined, elsewhere])
			await expect(name(user, organisation_id, 'Dr Ines Oakes')).rejects.toMatchObject({ kind: 'not-found' });
		for (const user of [
			contributor,
			await givenPerson(testAt(), 'board'),
			await givenPerson(testAt(), 'registrar')
		])
			await expect(name(user, organisation_id, 'Dr Ines Oakes')).rejects.toThrow('Only');
		expect(await name(approver, organisation_id, 'Dr Ines Oakes')).toBe(1);
		expect(await name(await givenPerson(testAt(), 'administrator'), organisation_id, 'Hugh Pell')).toBe(1);
		expect(await seen(approver, organisation_id)).toMatchObject([{ office: 'chair', name: 'Hugh Pell' }]);
	});

	it('are on the record without name or address, once a change, and who was before is kept', async () => {
		const { organisation_id, approver } = await given();
		await name(approver, organisation_id, 'Dr Ines Oakes');
		expect(await name(approver, organisation_id, 'Dr Ines Oakes')).toBe(0);
		await name(approver, organisation_id, undefined);
		expect(await seen(approver, organisation_id)).toEqual([]);
		const events = await testAt()
			.db.selectFrom('event')
			.selectAll()
			.where('subject', '=', 'organisation')
			.where('subject_id', '=', organisation_id)
			.orderBy('id')
			.execute();
		expect(events.map(({ to_value, person_id }) => [to_value, person_id])).toEqual([
			['named', approver.id],
			['nobody', approver.id]
		]);
		expect(
			JSON.stringify(events, (_, value) => (typeof value === 'bigint' ? String(value) : value))
		).not.toMatch(/Oakes|chair@/);
		const kept = await testAt()
			.owner.selectFrom('office_holder')
			.select(['name', 'until_on'])
			.where('organisation_id', '=', organisation_id)
			.execute();
		expect(kept).toEqual([{ name: 'Dr Ines Oakes', until_on: testAt().today }]);
	});

	it('are shown to the own organisation, the board and administrators alone, by the database itself', async () => {
		const { organisation_id, approver, contributor } = await given();
		await name(approver, organisation_id, 'Dr Ines Oakes');
		for (const user of [
			approver,
			contributor,
			await givenPerson(testAt(), 'board'),
			await givenPerson(testAt(), 'administrator')
		])
			expect(await seen(user, organisation_id)).toHaveLength(1);
		const others = (await given()).approver;
		for (const user of [
			undefined,
			others,
			await givenPerson(testAt(), 'verifier'),
			await givenPerson(testAt(), 'registrar')
		])
			expect(await seen(user, organisation_id)).toEqual([]);
	});

	describe('the board’s letter', () => {
		const step = (assignment_id: number, place: number) => ({
			assignment_id,
			step: ESCALATION_STEPS[place] as (typeof ESCALATION_STEPS)[number],
			subject: 'Overdue',
			words: 'It is overdue.\n\nPlease say how it stands.'
		});
		const on = (today: string, user: Person): TestAt => ({
			...testAt(user),
			today,
			now: new Date(`${today}T10:00:00Z`)
		});
		const mailsOf = async (kind: string, organisation_id: number) =>
			testAt()
				.owner.selectFrom('mail')
				.select(['to', 'person_id', 'text'])
				.where('kind', '=', kind)
				.where('text', 'like', `%${organisation_id}%`)
				.orderBy('id')
				.execute();

		it('goes to whoever is named, with a copy to those who sign off, and to each address once', async () => {
			const { organisation_id, approver, contributor } = await given();
			const { id } = await givenAssignment(testAt(), {
				organisation_id,
				response_due_on: null,
				action_due_on: '2026-01-31'
			});
			await name(approver, organisation_id, 'Dr Ines Oakes');
			await nameOfficeHolders(testAt(approver), [
				{ organisation_id, office: 'executive lead', holder: approver.name, holder_email: approver.email }
			]);
			const board = await givenPerson(testAt(), 'board');
			const take = (today: string, place: number) => {
				const one = step(id, place);
				return escalate(
					on(today, board),
					[{ ...one, words: `${one.words} ${organisation_id}` }],
					USUAL_LADDER
				);
			};
			expect(await take('2026-02-01', 0)).toEqual([2]);
			expect(await take('2026-03-03', 1)).toEqual([1]);
			expect(await take('2026-06-01', 2)).toEqual([2]);
			expect((await mailsOf('reminder', organisation_id)).map(({ to }) => to).sort()).toEqual(
				[approver.email, contributor.email].sort()
			);
			const [lead] = await mailsOf('letter to the executive lead', organisation_id);
			expect(lead).toMatchObject({ to: approver.email, person_id: approver.id });
			const [chair, copy] = await mailsOf('letter to the chair', organisation_id);
			expect(chair).toMatchObject({ to: 'chair@example.org', person_id: null });
			expect(chair?.text).toMatch(/^Hello Dr Ines Oakes,\n\nIt is overdue/);
			expect(chair?.text).toContain('/recommendations/');
			expect(chair?.text).not.toMatch(/my-work|in your account/);
			expect(copy).toMatchObject({ to: approver.email });
			expect(copy?.text).toContain('This is a copy for you. The letter goes to Dr Ines Oakes, chair.');
			expect((await verify(testAt().owner, 'register')).faults).toEqual([]);
		});
	});
});

describe('the form', () => {
	const typed = { organisation_id: '7', office: 'chair' };
	const wrong = (given: object) =>
		NamedHolder.safeParse({ ...typed, ...given }).error?.issues.map(({ message }) => message);

	it('takes a name with an address, or neither', () => {
		expect(NamedHolder.parse({ ...typed, holder: ' ', holder_email: '' })).toMatchObject({
			holder: undefined
		});
		expect(NamedHolder.parse({ ...typed, holder: 'Ines', holder_email: 'Ines@Example.org' })).toMatchObject({
			holder_email: 'ines@example.org'
		});
		expect(wrong({ holder: 'Ines', holder_email: '' })).toEqual([
			'Enter the e-mail address to which a letter goes.'
		]);
		expect(wrong({ holder_email: 'ines@example.org' })).toEqual([
			'Enter the name of whoever holds the office.'
		]);
		expect(wrong({ holder: 'Ines', holder_email: 'ines' })).toContain(
			'Enter an e-mail address, such as name@example.org.'
		);
	});
});
