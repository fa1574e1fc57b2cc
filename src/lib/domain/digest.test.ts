import { describe, expect, it } from 'vitest';
import { digestDueFor, digestLetter, mondayOf } from './digest.ts';

describe('the day of the digest', () => {
	it.each([
		['a minute too early in winter', '2026-11-23T07:29:00Z', undefined],
		['07:30 in winter', '2026-11-23T07:30:00Z', '2026-11-23'],
		['the end of that Monday', '2026-11-23T23:59:00Z', '2026-11-23'],
		['Tuesday', '2026-11-24T08:00:00Z', undefined],
		['Sunday', '2026-11-22T08:00:00Z', undefined],
		['a minute too early the day after the clocks went forward', '2027-03-29T06:29:00Z', undefined],
		['07:30 the day after the clocks went forward', '2027-03-29T06:30:00Z', '2027-03-29'],
		['an hour too early the day after the clocks went back', '2026-10-26T06:30:00Z', undefined],
		['07:30 the day after the clocks went back', '2026-10-26T07:30:00Z', '2026-10-26'],
		['Monday in London, still Sunday in New York', '2026-07-06T06:30:00Z', '2026-07-06']
	])('%s', (_, now, monday) => {
		expect(digestDueFor(new Date(now))).toBe(monday);
	});

	it('is one a week, whatever minute is asked, across both clock changes', () => {
		for (const [from, to] of [
			['2027-03-22T00:00:00Z', '2027-04-05T00:00:00Z'],
			['2026-10-19T00:00:00Z', '2026-11-02T00:00:00Z']
		] as const) {
			const found = new Set<string>();
			for (let at = Date.parse(from); at < Date.parse(to); at += 15 * 60_000)
				found.add(digestDueFor(new Date(at)) ?? 'none');
			found.delete('none');
			expect(found.size).toBe(2);
		}
	});

	it('begins the week that a day lies in', () => {
		expect(mondayOf('2026-11-23')).toBe('2026-11-23');
		expect(mondayOf('2026-11-29')).toBe('2026-11-23');
	});
});

describe('the digest', () => {
	const to = { name: 'Ada', data_set: 'register' } as const;
	const none = { overdue: 0, returned: 0, 'due soon': 0, stale: 0, 'waiting for sign-off': 0 };
	const items = { overdue: [], returned: [], 'due soon': [] };

	it('is nothing when nothing is due, even where something is stale', () => {
		expect(
			digestLetter(to, { counts: { ...none, stale: 3 }, items, signs: 0 }, '2026-11-23')
		).toBeUndefined();
	});

	it('says what there is to do, names the first of it, and leads to one page', () => {
		const letter = digestLetter(
			to,
			{
				counts: { ...none, overdue: 2, 'due soon': 1 },
				items: {
					...items,
					overdue: [{ plain_summary: 'Check the wristband.', next: 'was due 3 March 2025' }],
					'due soon': [{ plain_summary: 'Count the swabs.', next: undefined }]
				},
				signs: 1
			},
			'2026-11-23'
		);
		expect(letter?.subject).toBe(
			'Your week: 2 overdue, 1 due by 23 December. 1 claim waits for your signature'
		);
		expect(letter?.text).toContain(
			'Overdue (2)\n  • Check the wristband. (was due 3 March 2025)\n  and 1 more\n'
		);
		expect(letter?.text).toContain('Due in 30 days (1)\n  • Count the swabs.\n');
		expect(letter?.text.match(/^\/.*$/gm)).toEqual(['/my-work']);
	});

	it('leads an invented person to the invented data', () => {
		const letter = digestLetter(
			{ ...to, data_set: 'demonstration' },
			{ counts: none, items, signs: 2 },
			'2026-11-23'
		);
		expect(letter?.text).toContain('\n/my-work?data=demonstration\n');
	});
});
