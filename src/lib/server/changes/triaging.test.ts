import { describe, expect, it } from 'vitest';
import * as inbox from '#db/queries/inbox.ts';
import { boardCounts } from '#db/queries/board-counts.ts';
import { givenPerson, givenRecommendation, onBothEngines } from '#db/testing.ts';
import { addDays } from '#lib/domain/day.ts';
import { triageRecommendation } from './triage-recommendation.ts';

onBothEngines('the board’s inbox', (testAt) => {
	const inboxOn = (today: string) => ({ data_set: 'register' as const, today });

	it('holds what nobody has decided about, the longest waiting first, and what was deferred from its day on', async () => {
		const [old, young] = [
			await givenRecommendation(testAt(), { made_on: '2020-01-01' }),
			await givenRecommendation(testAt(), { made_on: '2021-01-01' })
		];
		const board = await givenPerson(testAt(), 'board');
		const at = testAt(board);
		const { today } = at;
		expect(await inbox.first(at.db, inboxOn(today))).toBe(old.slug);
		expect(await inbox.placeOf(at.db, inboxOn(today), old.id)).toMatchObject({
			waits: true,
			previous: null,
			next: young.slug
		});
		expect(await boardCounts(at.db, { user: board, today }, ['/board/inbox'])).toEqual({ '/board/inbox': 2 });

		const review_on = addDays(today, 90);
		await triageRecommendation(at, {
			id: old.id,
			disposition: 'deferred',
			usual: 'It has to be costed first.',
			review_on,
			seen: 'untriaged'
		});
		expect(await inbox.first(at.db, inboxOn(today))).toBe(young.slug);
		expect(await inbox.placeOf(at.db, inboxOn(addDays(review_on, -1)), old.id)).toMatchObject({
			waits: false
		});
		expect(await inbox.placeOf(at.db, inboxOn(review_on), old.id)).toMatchObject({
			waits: true,
			previous: young.slug,
			next: null
		});
		expect(await inbox.decisions(at.db, old.id)).toMatchObject([
			{
				what: `${old.reference}: deferred`,
				reason: 'It has to be costed first.',
				decided_on: today,
				met_on: null
			}
		]);
	});

	describe('a decision', () => {
		const decide = async (given: Partial<Parameters<typeof triageRecommendation>[1]>) => {
			const { id } = await givenRecommendation(testAt());
			return triageRecommendation(testAt(await givenPerson(testAt(), 'board')), {
				id,
				disposition: 'merged',
				reason: 'The same.',
				...given
			} as Parameters<typeof triageRecommendation>[1]);
		};

		it('is refused when somebody else has decided since the form was shown', async () => {
			await expect(decide({ disposition: 'adopted', seen: 'deferred' })).rejects.toMatchObject({
				kind: 'not-possible',
				message: expect.stringContaining('Somebody else')
			});
		});

		it('merges into what a reference names, and asks for another where it names nothing', async () => {
			const into = await givenRecommendation(testAt());
			expect(await decide({ into_ref: into.reference })).toHaveLength(1);
			await expect(decide({ into_ref: 'NO-SUCH' })).rejects.toMatchObject({
				fields: { into_ref: expect.anything() }
			});
			await expect(decide({})).rejects.toMatchObject({ fields: { into: expect.anything() } });
		});

		it('is taken under a meeting that there is, or between meetings', async () => {
			const at = testAt(await givenPerson(testAt(), 'board'));
			await expect(decide({ disposition: 'declined', meeting_id: 987654 })).rejects.toMatchObject({
				kind: 'not-found'
			});
			const meeting = await at.owner
				.insertInto('meeting')
				.values({ data_set: 'register', board: 'The board', held_on: at.today, agenda: '[]' })
				.returning('id')
				.executeTakeFirstOrThrow();
			const { id } = await givenRecommendation(testAt());
			await triageRecommendation(at, {
				id,
				disposition: 'adopted',
				reason: 'It matters.',
				meeting_id: meeting.id
			} as Parameters<typeof triageRecommendation>[1]);
			expect(await inbox.decisions(at.db, id)).toMatchObject([{ met_on: at.today }]);
		});

		it('wants a reason and a review date where one is put off', async () => {
			await expect(decide({ disposition: 'deferred', reason: undefined })).rejects.toMatchObject({
				fields: { review_on: expect.anything(), reason: expect.anything() }
			});
		});
	});
});
