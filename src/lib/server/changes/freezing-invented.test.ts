import { expect, it } from 'vitest';
import * as papers from '#db/queries/papers.ts';
import { rebuild } from '#db/record/rebuild.ts';
import { verify } from '#db/record/seal.ts';
import { givenPerson, onBothEngines } from '#db/testing.ts';
import { installationAs } from '#lib/domain/person.ts';
import { freezeInvented } from './freeze-invented.ts';
import { freezePaper } from './freeze-paper.ts';
import { keepRecord } from './keep-record.ts';
import { callMeeting, chooseDay } from './prepare-meeting.ts';

onBothEngines('the paper of the invented board', (testAt) => {
	const at = (user = installationAs('demonstration', ['board'])) => testAt(user);
	const meet = async (held_on: string) => {
		const id = await callMeeting(at(), { board: 'A board', held_on });
		if (held_on < at().today) await chooseDay(at(), id, held_on);
		return id;
	};
	/** What everybody can read. */
	const published = () => papers.list(testAt().reading, 'demonstration', { limit: 9 });

	it('is frozen as of the last meeting and opened to everybody, once', async () => {
		expect(await freezeInvented(at())).toBeUndefined();
		await meet('2026-08-08');
		await meet('2026-10-08');
		await meet('2026-12-08');
		expect(await freezeInvented(at())).toBe('2026-10-08');
		expect(await freezeInvented(at())).toBeUndefined();
		expect(await published()).toMatchObject([
			{ slug: '2026-10-08', known_at: '2026-10-08', frozen_by: null }
		]);
		await keepRecord(at());
		expect((await verify(testAt().owner, 'demonstration')).faults).toEqual([]);
		expect(await rebuild(testAt().owner, 'demonstration', { write: false })).toEqual([]);
	});

	it('is opened where it was frozen and the process ended before that', async () => {
		const slug = await freezePaper(at(), await meet('2026-10-09'));
		expect(await published()).toHaveLength(1);
		expect(await freezeInvented(at())).toBe(slug);
		expect((await published()).map((paper) => paper.slug)).toContain(slug);
		expect(await published()).toHaveLength(2);
	});

	it('is left to whoever froze one themselves', async () => {
		const secretary = await givenPerson(testAt(), 'board', { data_set: 'demonstration' });
		await freezePaper(at(secretary), await meet('2026-10-10'));
		expect(await freezeInvented(at())).toBeUndefined();
		expect(await published()).toHaveLength(2);
	});
});
