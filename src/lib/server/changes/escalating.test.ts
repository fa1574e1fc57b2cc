import { describe, expect, it } from 'vitest';
import * as corrections from '#db/queries/corrections.ts';
import * as escalations from '#db/queries/escalations.ts';
import { rebuild } from '#db/record/rebuild.ts';
import { givenAssignment, givenOrganisation, givenPerson, onBothEngines, type TestAt } from '#db/testing.ts';
import { readAs } from '#db/transaction.ts';
import { CorrectionAnswer, type CorrectedField } from '#lib/domain/correction.ts';
import { addDays } from '#lib/domain/day.ts';
import { ESCALATION_STEPS, USUAL_LADDER } from '#lib/domain/escalation.ts';
import type { Person } from '#lib/domain/person.ts';
import { answerCorrection } from './answer-correction.ts';
import { escalate } from './escalate.ts';
import { reportWrong } from './report-wrong.ts';
import { updateAssignment } from './update-assignment.ts';

onBothEngines('pressing for what is overdue', (testAt) => {
	const on = (today: string, user: Person): TestAt => ({
		...testAt(user),
		today,
		now: new Date(`${today}T10:00:00Z`)
	});
	const given = async () => {
		const organisation_id = (await givenOrganisation(testAt())).id;
		const assignment = await givenAssignment(testAt(), {
			organisation_id,
			response_due_on: null,
			action_due_on: '2026-01-31'
		});
		const approver = await givenPerson(testAt(), 'approver', { organisation_id });
		const contributor = await givenPerson(testAt(), 'contributor', { organisation_id });
		return { ...assignment, organisation_id, approver, contributor };
	};
	const step = (assignment_id: number, place: number) => ({
		assignment_id,
		step: ESCALATION_STEPS[place] as (typeof ESCALATION_STEPS)[number],
		subject: 'Overdue',
		words: 'It is overdue.\n\nPlease say how it stands.'
	});
	const mailsTo = (person: Person) =>
		testAt().owner.selectFrom('mail').select(['kind', 'text']).where('person_id', '=', person.id).execute();

	it('goes step by step, each on the record, with letters to whom they concern', async () => {
		const { id, approver, contributor } = await given();
		const board = await givenPerson(testAt(), 'board');
		const take = (today: string, place: number) =>
			escalate(on(today, board), [step(id, place)], USUAL_LADDER);
		expect(await take('2026-02-01', 0)).toEqual([2]);
		await expect(take('2026-02-01', 0)).rejects.toThrow('taken this step already');
		await expect(take('2026-02-20', 1)).rejects.toThrow('can be taken from 3 March 2026');
		expect(await take('2026-03-03', 1)).toEqual([1]);
		await expect(take('2026-06-01', 3)).rejects.toMatchObject({ kind: 'not-possible' });
		expect(await take('2026-06-01', 2)).toEqual([1]);
		expect(await take('2026-08-01', 3)).toEqual([0]);
		const agenda = async (today: string) =>
			(await readAs(testAt(board), (db) => escalations.onAgenda(db, 'register', today, 50))).map(
				(one) => one.id
			);
		expect(await agenda('2026-08-01')).toEqual([id]);
		expect((await mailsTo(approver)).map(({ kind }) => kind)).toEqual([
			'reminder',
			'letter to the executive lead',
			'letter to the chair'
		]);
		expect((await mailsTo(contributor)).map(({ kind }) => kind)).toEqual(['reminder']);
		expect((await mailsTo(contributor))[0]?.text).toContain(`/my-work/${id}`);

		const notices = (today: string) =>
			escalations.published(
				testAt().reading,
				{ organisation_id: approver.memberships[0]?.organisation_id ?? 0 },
				today,
				5
			);
		expect(await notices('2027-02-10')).toEqual([]);
		expect(await take('2027-02-10', 4)).toEqual([0]);
		expect(await agenda('2027-02-10')).toEqual([]);
		expect(await notices('2027-02-10')).toMatchObject([{ overdue_since: '2026-01-31' }]);
		await expect(take('2027-06-10', 4)).rejects.toThrow('It was the last one');
		// The letters are between the board and the organisation: the public reads the notice alone.
		expect(await escalations.taken(testAt().reading, id, '2026-01-31')).toHaveLength(1);

		const events = await testAt()
			.db.selectFrom('event')
			.select(['to_value', 'narrative', 'person_id'])
			.where('assignment_id', '=', id)
			.where('what', '=', 'escalation')
			.orderBy('id')
			.execute();
		expect(events.map(({ to_value }) => to_value)).toEqual([...ESCALATION_STEPS]);
		expect(events.map(({ narrative }) => narrative !== null)).toEqual([false, false, false, false, true]);
		expect(new Set(events.map(({ person_id }) => person_id))).toEqual(new Set([board.id]));
	});

	it('moves nothing of the assignment, and keeps nobody from dating an update before it', async () => {
		const { id, version, contributor } = await given();
		const board = await givenPerson(testAt(), 'board');
		await escalate(on('2026-11-20', board), [step(id, 0)], USUAL_LADDER);
		await updateAssignment(testAt(contributor), [
			{ assignment_id: id, position: 'accepted', effective_on: '2026-11-01', seen_version: version }
		]);
		expect(await rebuild(testAt().owner, 'register', { write: false })).toEqual([]);
	});

	it('is the board’s alone, and only for what is overdue', async () => {
		const { id, contributor, approver } = await given();
		for (const user of [contributor, approver, await givenPerson(testAt(), 'registrar')])
			await expect(escalate(testAt(user), [step(id, 0)], USUAL_LADDER)).rejects.toMatchObject({
				kind: 'not-allowed'
			});
		const board = await givenPerson(testAt(), 'board');
		await expect(escalate(on('2026-01-31', board), [step(id, 0)], USUAL_LADDER)).rejects.toThrow(
			'not overdue'
		);
	});

	it('lists what is longest overdue and untouched, by whichever date was missed first, each once', async () => {
		const data_set = 'demonstration';
		const made = [];
		for (const days of [5, 40, 12, 90, 1]) {
			const due = addDays(testAt().today, -days);
			const { id } = await givenAssignment(testAt(), {
				data_set,
				response_due_on: days % 2 ? due : null,
				action_due_on: days % 2 ? addDays(due, 1) : due,
				evidence_due_on: addDays(due, 2)
			});
			made.push({ id, due });
		}
		const expected = made.sort((a, b) => (a.due < b.due ? -1 : 1)).map(({ id }) => id);
		const board = testAt(await givenPerson(testAt(), 'board', { data_set }));
		const page = (limit: number, offset: number) =>
			readAs(board, (db) => escalations.untouched(db, data_set, board.today, { limit, offset }));
		expect((await page(50, 0)).map(({ id }) => id)).toEqual(expected);
		expect((await page(2, 2)).map(({ id }) => id)).toEqual(expected.slice(2, 4));
		await escalate(board, [step(expected[0] ?? 0, 0)], USUAL_LADDER);
		expect((await page(50, 0)).map(({ id }) => id)).toEqual(expected.slice(1));
		const begun = await readAs(board, (db) => escalations.pressed(db, data_set, board.today, 50));
		expect([begun.n, begun.pressed.map(({ id, taken }) => [id, taken.map((one) => one.step)])]).toEqual([
			1,
			[[expected[0], ['reminder']]]
		]);
	});
});

onBothEngines('corrections', (testAt) => {
	const report = {
		page: '/recommendations/R-1',
		wrong: 'The day is wrong.',
		right_is: '3 March 2025',
		shown_at: undefined,
		asker: 'A reader',
		asker_email: 'reader@example.org'
	};
	const answered = {
		what: 'the day',
		old_value: '2 March 2025',
		new_value: '3 March 2025',
		answer: 'Thank you.'
	};
	const waiting = (user: Person) =>
		readAs(testAt(user), (db) => corrections.list(db, 'register', 'waiting', { limit: 50, offset: 0 }));

	describe('what anybody says is wrong', () => {
		it('is seen by the registrar alone until it is accepted, and then by everybody without who asked', async () => {
			const { recommendation_id } = await givenAssignment(testAt());
			await reportWrong(testAt(), 'register', report, { recommendation_id });
			const registrar = await givenPerson(testAt(), 'registrar');
			const [found, ...others] = await waiting(registrar);
			expect(others).toEqual([]);
			expect(found).toMatchObject({ wrong: report.wrong, asker_email: report.asker_email });
			for (const user of [await givenPerson(testAt(), 'board'), await givenPerson(testAt(), 'administrator')])
				expect(await waiting(user)).toEqual([]);
			expect(await corrections.count(testAt().reading, 'register', 'waiting')).toBe(0);

			const given = {
				correction_id: found?.id ?? 0,
				state: 'accepted' as const,
				field: undefined,
				...answered
			};
			await expect(
				answerCorrection(testAt(await givenPerson(testAt(), 'board')), given)
			).rejects.toMatchObject({ kind: 'not-found' });
			await answerCorrection(testAt(registrar), given);
			await expect(answerCorrection(testAt(registrar), given)).rejects.toThrow('It was accepted');
			const [shown] = await corrections.ofRecommendation(testAt().reading, recommendation_id, 5);
			expect(shown).toMatchObject({ ...answered, asker: null, asker_email: null });
			const event = await testAt()
				.db.selectFrom('event')
				.select(['from_value', 'to_value', 'reason', 'detail'])
				.where('what', '=', 'correction')
				.executeTakeFirst();
			expect(event).toMatchObject({
				from_value: '2 March 2025',
				to_value: '3 March 2025',
				reason: 'Thank you.'
			});
			const [mail] = await testAt()
				.owner.selectFrom('mail')
				.select(['to', 'text', 'subject'])
				.where('kind', '=', 'correction answered')
				.execute();
			expect(mail).toMatchObject({ to: 'reader@example.org', subject: expect.stringContaining('corrected') });
		});

		it('changes the field of the recommendation with the answer, from what the register says', async () => {
			const { recommendation_id } = await givenAssignment(testAt());
			await reportWrong(testAt(), 'register', report, { recommendation_id });
			const registrar = await givenPerson(testAt(), 'registrar');
			const [found] = await waiting(registrar);
			const accept = (field: CorrectedField, new_value: string) =>
				answerCorrection(testAt(registrar), {
					...answered,
					correction_id: found?.id ?? 0,
					state: 'accepted',
					field,
					what: undefined,
					old_value: 'what somebody typed',
					new_value
				});
			await expect(accept('the day on which it was made', '2025-03-03')).rejects.toThrow(
				'It says that already'
			);
			await accept('the day on which it was made', '2025-03-04');
			expect((await corrections.ofRecommendation(testAt().reading, recommendation_id, 5))[0]).toMatchObject({
				what: 'the day on which it was made',
				old_value: '2025-03-03',
				new_value: '2025-03-04'
			});
			const now = await testAt()
				.db.selectFrom('recommendation')
				.select(['made_on', 'counted_from_on'])
				.where('id', '=', recommendation_id)
				.executeTakeFirst();
			expect(now).toEqual({ made_on: '2025-03-04', counted_from_on: '2025-03-04' });
			const events = await testAt()
				.db.selectFrom('event')
				.select(['what', 'from_value', 'to_value', 'detail'])
				.where('recommendation_id', '=', recommendation_id)
				.where('what', 'in', ['amended', 'correction'])
				.orderBy('id')
				.execute();
			const moved = { from_value: '2025-03-03', to_value: '2025-03-04' };
			expect(events).toMatchObject([
				{ ...moved, what: 'amended', detail: { column: 'made_on' } },
				{ ...moved, what: 'correction', detail: { column: 'made_on', correction: found?.id } }
			]);
			expect(await rebuild(testAt().owner, 'register', { write: false })).toEqual([]);
		});

		it('asks of a field what its entry asks, and changes none where it is about no recommendation', async () => {
			const typed = { correction_id: '1', state: 'accepted', field: 'the day on which it was made' };
			const { error } = CorrectionAnswer.safeParse({ ...typed, new_value: 'in March' });
			expect(error?.issues).toMatchObject([
				{ path: ['new_value'], message: expect.stringContaining('2026-11-22') }
			]);
			await reportWrong(testAt(), 'register', report, {});
			const registrar = await givenPerson(testAt(), 'registrar');
			const [found] = await waiting(registrar);
			const given = {
				...answered,
				correction_id: found?.id ?? 0,
				state: 'accepted' as const,
				field: undefined
			};
			await expect(
				answerCorrection(testAt(registrar), { ...given, field: 'the stated cost', new_value: '£2 million' })
			).rejects.toThrow('about no recommendation');
			await answerCorrection(testAt(registrar), given);
		});

		it('stays unpublished where it is refused', async () => {
			await reportWrong(testAt(), 'register', { ...report, asker_email: undefined }, {});
			const registrar = await givenPerson(testAt(), 'registrar');
			const [found] = await waiting(registrar);
			await answerCorrection(testAt(registrar), {
				correction_id: found?.id ?? 0,
				state: 'refused',
				field: undefined,
				what: undefined,
				old_value: undefined,
				new_value: undefined,
				answer: 'The page says what we say.'
			});
			expect(await corrections.count(testAt().reading, 'register', 'refused')).toBe(0);
			expect(await waiting(registrar)).toEqual([]);
		});
	});
});
