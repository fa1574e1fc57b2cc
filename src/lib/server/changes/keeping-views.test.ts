import { expect, it } from 'vitest';
import * as savedViews from '#db/queries/saved-views.ts';
import { givenAssignment, givenPerson, givenRecommendation, onBothEngines } from '#db/testing.ts';
import { readAs } from '#db/transaction.ts';
import { queueViews } from '../mail/monthly-views.ts';
import { deleteView, renameView, saveView, stopViewLetters, subscribeToView } from './keep-view.ts';

const VIEW = { page: 'progress' as const, question: '', name: 'All of it' };

onBothEngines('saved views', (at) => {
	const somebody = async () => {
		const person = await givenPerson(at(), 'board');
		return { ...at(), user: person };
	};
	const own = (mine: Awaited<ReturnType<typeof somebody>>) =>
		readAs(mine, (trx) => savedViews.list(trx, mine.user.id as number));
	const first = async (mine: Awaited<ReturnType<typeof somebody>>) => {
		const [view] = await own(mine);
		return view?.id ?? 0;
	};
	const letters = (person_id: number | null) =>
		at().owner.selectFrom('mail').selectAll().where('person_id', '=', person_id).orderBy('id').execute();

	it('are kept by name, replaced by the same name, renamed and deleted by whoever saved them', async () => {
		const mine = await somebody();
		await saveView(mine, VIEW);
		await saveView(mine, { ...VIEW, question: 'region=London' });
		await saveView(mine, { ...VIEW, name: 'Other' });
		expect(await own(mine)).toMatchObject([{ ...VIEW, question: 'region=London' }, { name: 'Other' }]);
		const view_id = await first(mine);
		await expect(renameView(mine, { view_id, name: 'Other' })).rejects.toThrow('another view by that name');
		await renameView(mine, { view_id, name: 'London' });
		await deleteView(mine, { view_id });
		expect(await own(mine)).toMatchObject([{ name: 'Other' }]);
		const said = await at()
			.db.selectFrom('event')
			.select(['to_value', 'detail'])
			.where('subject', '=', 'person')
			.where('subject_id', '=', mine.user.id as number)
			.orderBy('id')
			.execute();
		expect(said.map(({ to_value }) => to_value)).toEqual(['saved', 'saved', 'saved', 'renamed', 'deleted']);
		expect(JSON.stringify(said)).not.toContain('London');
	});

	it('are found, changed and deleted by nobody else, and kept by nobody who is not signed in', async () => {
		const [mine, theirs] = [await somebody(), await somebody()];
		await saveView(mine, VIEW);
		const view_id = await first(mine);
		expect(await readAs(theirs, (trx) => savedViews.list(trx, mine.user.id as number))).toEqual([]);
		const none = 'There is no such view';
		await expect(renameView(theirs, { view_id, name: 'Mine' })).rejects.toThrow(none);
		await expect(subscribeToView(theirs, { view_id, monthly: 'yes' })).rejects.toThrow(none);
		await expect(deleteView(theirs, { view_id })).rejects.toThrow(none);
		await expect(saveView(at(), VIEW)).rejects.toThrow('Sign in');
		expect(await own(mine)).toHaveLength(1);
	});

	it('are told of once a month, with the sentences of the page, until somebody ends it', async () => {
		const mine = await somebody();
		const asked = await givenRecommendation(at(), { made_on: '2026-01-31' });
		await givenAssignment(at(), { recommendation_id: asked.id, response_due_on: '2026-03-01' });
		await saveView(mine, { ...VIEW, question: 'known_at=2026-01-31' });
		await saveView(mine, { page: 'recommendations', question: 'kind=recommendation', name: 'List' });
		await queueViews(at(), '2027-01-01', () => false);
		expect(await letters(mine.user.id)).toEqual([]);
		for (const { id } of await own(mine)) await subscribeToView(mine, { view_id: id, monthly: 'yes' });
		await queueViews(at(), '2027-01-01', () => false);
		await queueViews(at(), '2027-01-01', () => false);
		const [progress, list, ...more] = await letters(mine.user.id);
		expect(more).toEqual([]);
		expect(progress).toMatchObject({ kind: 'monthly view', subject: 'All of it: December 2026' });
		expect(progress?.text).toContain('Since 30 November 2026');
		expect(progress?.text).toContain('/progress?as_at=2026-12-31&compare=2026-11-30\n');
		expect(list?.text).toMatch(/recommendations? (is|are) in it\./);
		const token = /stop\/([\w-]{43})\n/.exec(progress?.text ?? '')?.[1] ?? '';
		// Whoever has the letter reads by its link what it ends, signed in or not, and ends it as often as they like.
		const byLink = () => readAs({ ...at(), user: { id: null } }, (trx) => savedViews.byStopToken(trx, token));
		expect(await byLink()).toMatchObject({ name: 'All of it', monthly: true });
		await stopViewLetters(at(), token);
		await stopViewLetters(at(), token);
		expect(await byLink()).toMatchObject({ name: 'All of it', monthly: false });
		await queueViews(at(), '2027-02-01', () => false);
		expect((await letters(mine.user.id)).map(({ subject }) => subject)).toEqual([
			'All of it: December 2026',
			'List: December 2026',
			'List: January 2027'
		]);
		await expect(stopViewLetters(at(), 'x'.repeat(43))).rejects.toThrow('There is no such view');
	});
});
