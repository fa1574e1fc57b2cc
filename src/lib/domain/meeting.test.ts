import { describe, expect, it } from 'vitest';
import { mentionedIn, NewMinute, rearranged, referencesIn, type AgendaItem } from './meeting.ts';
import { movedInWords, paired, type HeadlineNumber } from './numbers/headline.ts';
import { slugFor } from './paper.ts';
import { saysOf, SINCE } from './since.ts';

describe('references', () => {
	it('are typed with commas, semicolons or line ends between them, each once', () => {
		expect(referencesIn('R/2022/188, R/2022/189; A 1\nR/2022/188,')).toEqual([
			'R/2022/188',
			'R/2022/189',
			'A 1'
		]);
		expect(referencesIn(undefined)).toEqual([]);
	});

	it.each([
		['R/2022/188: adopted, with R-2022-189.', ['R-2022-188', 'R-2022-189']],
		['Agreed to meet on 3 March.', []],
		['Half-time review of 24/7 cover', ['Half-time', '24-7']]
	])('may be named in a line: %s', (line, slugs) => expect(mentionedIn(line)).toEqual(slugs));
});

describe('a line of the minutes', () => {
	it('says who does it where it is an action, and need not where it is a decision', () => {
		expect(NewMinute.safeParse({ kind: 'decision', what: 'Agreed.' }).success).toBe(true);
		const { error } = NewMinute.safeParse({ kind: 'action', what: 'Write.' });
		expect(error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
			['owner', 'Say who does it.']
		]);
	});
});

describe('an agenda', () => {
	const agenda = ['1', '2', '3'].map((id): AgendaItem => ({ id, title: id, ask: null, ties: [] }));
	it.each([
		['3', 'up', '132'],
		['1', 'up', '123'],
		['1', 'down', '213'],
		['3', 'down', '123'],
		['2', 'off', '13']
	] as const)('with point %s moved %s reads %s', (id, how, order) =>
		expect(
			rearranged(agenda, id, how)
				.map((item) => item.id)
				.join('')
		).toBe(order)
	);
	it('has no point to move that was taken off meanwhile', () =>
		expect(() => rearranged(agenda, '9', 'up')).toThrow('not on the agenda any more'));
});

describe('two occasions', () => {
	const number = (numerator: number, denominator: number): HeadlineNumber => ({
		id: 'a',
		name: 'A',
		numerator,
		denominator,
		exclusions: []
	});
	it.each([
		[number(3, 10), number(5, 10), '2 more'],
		[number(5, 10), number(3, 12), '2 fewer; 2 more in all'],
		[number(5, 10), number(5, 10), 'no change'],
		[number(5, 10), number(5, 9), 'no change; 1 fewer in all']
	])('are told apart in words: %j, %j: %s', (before, after, words) =>
		expect(movedInWords(paired([before], [after])[0] as never)).toBe(words)
	);
	it('keep a number that only one of them has', () => {
		const [pair] = paired([number(1, 2)], []);
		expect(pair?.before?.numerator).toBe(1);
		expect(movedInWords(pair as never)).toBe('cannot be compared');
	});
});

it('gives a paper the day of its meeting as its place, and a number where there is one already', () => {
	expect(slugFor('2026-11-23', [])).toBe('2026-11-23');
	expect(slugFor('2026-11-23', ['2026-11-23', '2026-11-23-2'])).toBe('2026-11-23-3');
});

it.each(SINCE)('says in words how many of “%s” there were, none, one or many', (line) => {
	for (const n of [0, 1, 1200]) expect(saysOf(line, n)).toMatch(/^(No|1|1,200) [a-z]/);
	expect(saysOf(line, 0).replace('No ', '')).toBe(saysOf(line, 1200).replace('1,200 ', ''));
});
