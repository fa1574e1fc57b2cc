import { describe, expect, it } from 'vitest';
import { besideStack, inkOn } from './end-labels.ts';
import { AQUA_GREEN, BLUE, DARK_BLUE, DARK_GREY, GREY, PURPLE, WARM_YELLOW } from './palette.ts';

describe('what stands beside a bar of several parts', () => {
	it.each([
		['nothing where all found room inside', ['155', '139'], [], []],
		[
			'the number of a short bar, before why the rest dropped out',
			['23', '186 lapsed'],
			['23', '186 lapsed'],
			['23; 186 lapsed', '23']
		],
		[
			'why the rest dropped out, where the number found room',
			['209', '5 lapsed'],
			['5 lapsed'],
			['5 lapsed']
		],
		['the whole of the bar, never one part of it alone', ['1,209', '221', '5'], ['5'], ['1,435 in all']],
		[
			'no share of a part, which would be read as that of the whole',
			['9 %', '40 %', '6 %'],
			['9 %', '6 %'],
			[]
		],
		['who asked', ['HSIB', 'PHSO'], ['HSIB', 'PHSO'], ['HSIB, PHSO']]
	])('is %s', (_, all, left, words) => {
		expect(besideStack(all, left)).toEqual(words);
	});
});

describe('words on a bar', () => {
	it.each([
		[DARK_BLUE, '#ffffff'],
		[BLUE, '#ffffff'],
		[PURPLE, '#ffffff'],
		[DARK_GREY, '#ffffff'],
		[WARM_YELLOW, '#212b32'],
		[AQUA_GREEN, '#212b32'],
		['#ffffff', '#212b32']
	])('can be read on %s', (colour, ink) => {
		expect(inkOn(colour)).toBe(ink);
	});

	it('need a plate where neither white nor dark has the contrast of 4.5 to 1, and on a pattern', () => {
		expect(inkOn(GREY)).toBeUndefined();
		expect(inkOn({})).toBeUndefined();
	});
});
