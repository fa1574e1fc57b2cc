import { describe, expect, it } from 'vitest';
import { daysOfLetter, monthlyDueFor, NewView, pathOf, saidOf, viewLetter } from './saved-view.ts';

describe('a saved view', () => {
	it('keeps what the page is asked, and neither the page of a list nor whose data it is', () => {
		const given = {
			page: 'recommendations',
			name: ' Maternity ',
			question: 'theme=MATERNITY&theme=&page=3&data=register'
		};
		expect(NewView.parse(given)).toEqual({
			page: 'recommendations',
			name: 'Maternity',
			question: 'theme=MATERNITY'
		});
	});

	it.each([
		['without a name', { page: 'progress', name: ' ' }, 'Give the view a name.'],
		[
			'of another page',
			{ page: 'account', name: 'Mine' },
			'Choose the page from: progress, recommendations.'
		],
		[
			'that asks what cannot be asked',
			{ page: 'progress', name: 'Mine', question: 'as_at=yesterday' },
			'“as_at” must be a day'
		]
	])('is refused %s', (_, given, sentence) => {
		expect(NewView.safeParse(given).error?.issues[0]?.message).toContain(sentence);
	});

	it('has a path for the people of each data set, with other days where they are asked for', () => {
		const view = { page: 'progress', question: 'region=North+West&known_at=2026-01-31' } as const;
		expect(pathOf(view, 'register')).toBe('/progress?region=North+West&known_at=2026-01-31');
		expect(pathOf(view, 'demonstration', { as_at: '2026-10-31', known_at: undefined })).toBe(
			'/progress?region=North+West&as_at=2026-10-31&data=demonstration'
		);
		expect(pathOf({ page: 'progress', question: '' }, 'demonstration')).toBe('/progress?data=demonstration');
		expect(saidOf(view.question)).toBe('region: North West, known at: 2026-01-31');
	});
});

describe('the monthly e-mail', () => {
	it.each([
		['a minute too early in winter', '2026-12-01T07:29:00Z', undefined],
		['07:30 in winter', '2026-12-01T07:30:00Z', '2026-12-01'],
		['07:30 in summer', '2026-07-01T06:30:00Z', '2026-07-01'],
		['early on the next day, for whoever was off', '2026-12-02T01:00:00Z', '2026-12-01'],
		['the seventh', '2026-12-07T12:00:00Z', '2026-12-01'],
		['the eighth', '2026-12-08T12:00:00Z', undefined]
	])('is due: %s', (_, now, month) => {
		expect(monthlyDueFor(new Date(now))).toBe(month);
	});

	it('tells of the end of the month, compared with the end of the one before', () => {
		expect(daysOfLetter('2026-12-01')).toEqual({ as_at: '2026-11-30', compare: '2026-10-31' });
		expect(daysOfLetter('2027-03-01')).toEqual({ as_at: '2027-02-28', compare: '2027-01-31' });
	});

	it('says the sentences, where the view is, and how to have no more of them', () => {
		const { subject, text } = viewLetter(
			{ name: 'Ada' },
			{ name: 'North\nWest', sentences: ['One.', 'Two.'], path: '/progress?x=1', stop_path: '/stop/abc' },
			'2026-12-01'
		);
		expect(subject).toBe('North West: November 2026');
		expect(text).toContain(
			'Your view “North West” at the end of November 2026.\n\nOne.\n\nTwo.\n\nTo have no more e-mails about this view:\n/stop/abc\n\nSee it all:\n/progress?x=1\n'
		);
	});
});
