import { describe, expect, it } from 'vitest';
import { progressInWords, totalOf } from './stages-in-words.ts';

describe('how far recommendations have got, in words', () => {
	it('names every step out of one total', () => {
		const stages = {
			'nobody asked by name': 5,
			'no reply found': 134,
			refused: 4,
			accepted: 30,
			'under way': 9,
			'said to be done': 6,
			confirmed: 1
		};
		expect(totalOf(stages)).toBe(189);
		expect(progressInWords(stages)).toBe(
			'Of 189 recommendations, we found a reply to 50. 46 were accepted at least in part, 7 are said to be done, and 1 has been confirmed by somebody independent.'
		);
	});

	it('does not take silence for idleness', () => {
		expect(progressInWords({ 'no reply found': 3 })).toBe(
			'Of 3 recommendations, we found a reply to none. That is not the same as nothing being done.'
		);
	});

	it('says none in words where everything was refused', () => {
		expect(progressInWords({ refused: 2 })).toBe(
			'Of 2 recommendations, we found a reply to 2. None was accepted at least in part, none is said to be done, and none has been confirmed by somebody independent.'
		);
	});

	it('says when there is nothing', () =>
		expect(progressInWords({})).toBe('There are no recommendations here.'));
});
