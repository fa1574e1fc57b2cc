import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as agendas from '#db/queries/agenda.ts';
import * as meetings from '#db/queries/meetings.ts';
import * as papers from '#db/queries/papers.ts';
import { record, type Draft } from '#db/record/record.ts';
import { readAs, inTransaction } from '#db/transaction.ts';
import {
	givenAssignment,
	givenOrganisation,
	givenPerson,
	givenRecommendation,
	onBothEngines,
	type TestAt
} from '#db/testing.ts';
import { recordRandomHistory } from '#db/testing-history.ts';
import { headlineNumbers } from '#lib/domain/numbers/headline.ts';
import { scopeOf } from '#lib/domain/scope.ts';
import { headlineCounts } from '../paper/headline.ts';
import { sinceThen } from '../paper/since.ts';
import { cutOf } from '../paper/compose.ts';
import { freezePaper, openPaper } from './freeze-paper.ts';
import { addItem, addRecord, callMeeting, chooseDay, rearrange } from './prepare-meeting.ts';
import { closeAction, takeMinutes } from './take-minutes.ts';

const ORIGIN = 'https://followthrough.example.org';
const BOARD = 'Quality Board';

onBothEngines('a meeting of the board', (testAt) => {
	const boardAt = async () => testAt(await givenPerson(testAt(), 'board'));
	const bytesOf = async (at: TestAt, slug: string) => {
		const paper = await readAs(at, (db) => papers.find(db, 'register', slug));
		const [html, json] = await readAs(at, async (db) => [
			await papers.document(db, paper?.id ?? 0, 'html'),
			await papers.document(db, paper?.id ?? 0, 'json')
		]);
		return { paper, html: Buffer.from(html?.bytes ?? []), json: Buffer.from(json?.bytes ?? []) };
	};
	const found = async (at: TestAt, id: number) => {
		const meeting = await meetings.find(at.db, 'register', id);
		if (!meeting) throw new Error('There is no such meeting.');
		return meeting;
	};

	it('is called once a day, and only by the board', async () => {
		const at = await boardAt();
		const meeting = { board: BOARD, held_on: '2026-09-01' };
		await callMeeting(at, meeting);
		await expect(callMeeting(at, meeting)).rejects.toMatchObject({ kind: 'not-possible', field: 'held_on' });
		const verifier = testAt(await givenPerson(testAt(), 'verifier'));
		await expect(callMeeting(verifier, { ...meeting, held_on: '2026-09-02' })).rejects.toMatchObject({
			kind: 'not-allowed'
		});
	});

	it('has an agenda of points that are typed, offered, moved and taken off', async () => {
		const at = await boardAt();
		const recommendation = await givenRecommendation(at);
		const id = await callMeeting(at, { board: BOARD, held_on: '2026-09-03' });
		await addItem(at, id, { title: 'Welcome', ask: undefined, records: undefined });
		const tie = { subject: 'recommendation', subject_id: recommendation.id } as const;
		await addRecord(at, id, tie);
		await addRecord(at, id, tie);
		await addItem(at, id, { title: 'Any other business', ask: 'To note', records: recommendation.reference });
		expect((await found(at, id)).agenda.map(({ id, ties }) => [id, ties.length])).toEqual([
			['1', 0],
			['2', 1],
			['3', 1]
		]);
		await rearrange(at, id, '3', 'up');
		await rearrange(at, id, '1', 'up');
		await rearrange(at, id, '2', 'off');
		expect((await found(at, id)).agenda.map(({ title }) => title)).toEqual(['Welcome', 'Any other business']);
		await expect(rearrange(at, id, '2', 'down')).rejects.toMatchObject({ kind: 'not-found' });
		await expect(
			addItem(at, id, { title: 'Wrong', ask: undefined, records: 'R/0000/1' })
		).rejects.toMatchObject({ field: 'records' });
		await expect(chooseDay(at, id, '2026-11-23')).rejects.toMatchObject({ field: 'as_at' });
	});

	it('is offered what the ladder of escalation has put before it, while that is still owed', async () => {
		const at = await boardAt();
		const assignment = await givenAssignment(at, { response_due_on: null, action_due_on: '2026-01-31' });
		const { id: assignment_id, organisation_id } = assignment;
		await at.owner
			.insertInto('escalation')
			.values({
				data_set: 'register',
				assignment_id,
				organisation_id,
				overdue_since: '2026-01-31',
				step: 'on the board’s agenda',
				subject: null,
				words: 'Nobody has answered our letters.',
				taken_on: '2026-09-01',
				taken_at: at.now,
				taken_by: null
			})
			.execute();
		const { escalated } = await readAs(at, (db) =>
			agendas.offered(db, 'register', { today: at.today, limit: 10 })
		);
		expect(escalated.map(({ subject_id }) => subject_id)).toEqual([assignment_id]);
		const id = await callMeeting(at, { board: BOARD, held_on: '2026-09-04' });
		await addRecord(at, id, { subject: 'assignment', subject_id: assignment_id });
		const { agenda } = await found(at, id);
		expect(agenda).toMatchObject([{ ask: 'To decide what follows.', ties: [{ subject: 'assignment' }] }]);
		expect(await agendas.recommendationsOf(at.db, agenda[0]?.ties ?? [])).toEqual([
			assignment.recommendation_id
		]);
	});

	describe('its minutes', () => {
		it('tie a line to the recommendations that it names, and stand in the history of each', async () => {
			const at = await boardAt();
			const recommendation = await givenRecommendation(at, { reference: 'MIN/2026/7' });
			const other = await givenRecommendation(at);
			const id = await callMeeting(at, { board: BOARD, held_on: '2026-09-05' });
			const line = await takeMinutes(at, id, {
				kind: 'action',
				what: 'MIN-2026-7: write to the trusts.',
				records: other.reference,
				reason: undefined,
				owner: 'The secretary',
				due_on: '2026-12-01'
			});
			const [minute] = await meetings.minutes(at.db, id);
			expect(minute?.records.map(({ label }) => label).sort()).toEqual(
				['MIN/2026/7', other.reference].sort()
			);
			const events = await at.db
				.selectFrom('event')
				.select(['what', 'subject', 'recommendation_id', 'effective_on'])
				.where('subject', '=', 'decision')
				.where('subject_id', '=', line)
				.orderBy('recommendation_id')
				.execute();
			expect(events.map(({ recommendation_id }) => recommendation_id)).toEqual([recommendation.id, other.id]);
			expect(events[0]).toMatchObject({ what: 'decision', effective_on: '2026-09-05' });
			expect(await papers.lastSeen(at.db, other.id)).toMatchObject({ held_on: '2026-09-05', board: BOARD });
			expect((await meetings.openActions(at.db, 'register', 10)).map((action) => action.id)).toContain(line);
			await closeAction(at, line);
			expect((await meetings.openActions(at.db, 'register', 10)).map((action) => action.id)).not.toContain(
				line
			);
			await expect(closeAction(at, line)).rejects.toMatchObject({ kind: 'not-found' });
		});

		it('are not taken of a meeting that is still to come', async () => {
			const at = await boardAt();
			const id = await callMeeting(at, { board: BOARD, held_on: '2027-01-05' });
			const minute = { kind: 'decision', what: 'Agreed.' } as Parameters<typeof takeMinutes>[2];
			await expect(takeMinutes(at, id, minute)).rejects.toMatchObject({ kind: 'not-possible' });
		});
	});

	describe('its paper', () => {
		it('stays byte for byte the same after 500 later events, while the live figures move', async () => {
			const at = await boardAt();
			await recordRandomHistory(testAt(), 150);
			const id = await callMeeting(at, { board: BOARD, held_on: '2026-11-22' });
			const slug = await freezePaper(at, id, ORIGIN);
			const frozen = await bytesOf(at, slug);
			expect(frozen.paper).toMatchObject({ slug: '2026-11-22', known_at: '2026-11-22', published_at: null });
			expect(createHash('sha256').update(frozen.json).digest('hex')).toBe(frozen.paper?.sha256);
			expect(frozen.html.toString()).toContain(frozen.paper?.sha256);
			const content = JSON.parse(frozen.json.toString());
			expect(content.numbers[0].numerator).toBeGreaterThan(0);

			const assignments = await at.db.selectFrom('assignment').select('id').orderBy('id').execute();
			const late: Draft[] = Array.from({ length: 500 }, (_, place) => ({
				subject: 'assignment',
				subject_id: assignments[place % assignments.length]?.id ?? 0,
				assignment_id: assignments[place % assignments.length]?.id ?? 0,
				what: 'position',
				to_value: place % 2 ? 'accepted' : 'not accepted',
				effective_on: '2026-11-01'
			}));
			const now = new Date('2026-11-22T15:00:00Z');
			await inTransaction({ db: at.db, user: { id: null } }, (trx) => record(trx, { now }, late));

			const again = await bytesOf(at, slug);
			expect(again.html.equals(frozen.html)).toBe(true);
			expect(again.json.equals(frozen.json)).toBe(true);
			expect(again.paper).toEqual(frozen.paper);
			const scope = scopeOf({ as_at: '2026-11-22' }, 'register', '2026-11-22');
			const live = headlineNumbers(await headlineCounts(at.db, scope), { as_at: '2026-11-22' });
			expect(live).not.toEqual(content.numbers);
			const after = cutOf({ known_at: '2026-11-22', frozen_at: at.now });
			const time = { after, upto: now, from_on: '2026-11-22', to_on: '2026-11-22' };
			const lines = await sinceThen(at.db, 'register', time, '2026-11-22');
			expect(lines.find(({ line }) => line === 'corrected')).toMatchObject({ n: 500 });
		});

		it('cannot be altered or taken away, not even by the owner of the tables', async () => {
			const { owner } = testAt();
			const bytes = Buffer.from('Nothing was asked.');
			for (const statement of [
				owner.updateTable('paper').set({ content: '{}' }),
				owner.updateTable('paper_document').set({ bytes }),
				owner.deleteFrom('paper_document'),
				owner.deleteFrom('paper')
			])
				await expect(statement.execute()).rejects.toThrow(/append-only/);
		});

		it('is for the board alone until it is published', async () => {
			const at = await boardAt();
			const recommendation = await givenRecommendation(at);
			const id = await callMeeting(at, { board: 'Another board', held_on: '2026-11-20' });
			await addRecord(at, id, { subject: 'recommendation', subject_id: recommendation.id });
			const slug = await freezePaper(at, id, ORIGIN);
			expect(await papers.find(at.reading, 'register', slug)).toBeUndefined();
			const contributor = testAt(
				await givenPerson(testAt(), 'contributor', { organisation_id: (await givenOrganisation(at)).id })
			);
			expect(await readAs(contributor, (db) => papers.find(db, 'register', slug))).toBeUndefined();
			expect(await papers.lastSeen(at.reading, recommendation.id)).toMatchObject({
				held_on: '2026-11-20',
				slug: null
			});
			await expect(openPaper(contributor, slug)).rejects.toMatchObject({ kind: 'not-allowed' });
			await openPaper(at, slug);
			expect(await papers.find(at.reading, 'register', slug)).toMatchObject({ slug });
			expect(await papers.lastSeen(at.reading, recommendation.id)).toMatchObject({ slug });
			const paper = await papers.find(at.reading, 'register', slug);
			expect(await papers.document(at.reading, paper?.id ?? 0, 'html')).toBeDefined();
		});

		it('counts from what the last one held, and has a place of its own each time', async () => {
			const at = await boardAt();
			const first = await callMeeting(at, { board: 'A third board', held_on: '2026-11-10' });
			await chooseDay(at, first, '2026-11-09');
			await freezePaper(at, first, ORIGIN);
			const assignment = await givenAssignment(at);
			const drafts: Draft[] = ['accepted', 'not accepted'].map((to_value) => ({
				subject: 'assignment',
				subject_id: assignment.id,
				assignment_id: assignment.id,
				what: 'position',
				to_value,
				effective_on: '2026-11-05'
			}));
			await inTransaction({ db: at.db, user: { id: null } }, (trx) => record(trx, at, drafts));
			const second = await callMeeting(at, { board: 'A third board', held_on: '2026-11-22' });
			expect(await freezePaper(at, second, ORIGIN)).not.toBe(await freezePaper(at, second, ORIGIN));
			const meeting = await found(at, second);
			const before = await readAs(at, (db) => meetings.before(db, meeting));
			expect(before?.paper).toMatchObject({ known_at: '2026-11-09' });
			const [paper] = await readAs(at, (db) => papers.ofMeeting(db, second));
			const content = await readAs(at, (db) => papers.content(db, paper?.id ?? 0));
			expect(content?.before).toMatchObject({ slug: '2026-11-10', known_at: '2026-11-09' });
			const late = content?.since.find(({ line }) => line === 'corrected')?.rows ?? [];
			expect(late.map(({ on }) => on)).toContain('2026-11-05');
		});
	});
});
