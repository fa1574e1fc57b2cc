import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { decode, type StandingCount } from '#lib/domain/standing.ts';
import { say } from './in-words.ts';
import { reportedAssuredGap } from './gap.ts';
import {
	acceptanceRate,
	assuredRate,
	base,
	implementationGap,
	implementationGapOfBase,
	reportedRate
} from './rates.ts';
import { standings, WORKED } from './worked-example.ts';

const moment = { as_at: '2026-11-22' };
const ofWorked = (number: typeof base) => say(number.compute(WORKED, moment));

/** Any list of counts over any standings whatever, possible in life or not. */
const anyStandings: fc.Arbitrary<StandingCount[]> = fc.array(
	fc
		.record({ code: fc.integer({ min: 0, max: 10_583 }), n: fc.integer({ min: 0, max: 2_000 }) })
		.map(({ code, n }) => ({ ...decode(code), n })),
	{ maxLength: 60 }
);
const sum = (counts: { n: number }[]) => counts.reduce((total, { n }) => total + n, 0);

describe('the worked example of 200 assignments', () => {
	it('has a base of 190: 6 are merged into others and 4 were agreed not to apply', () => {
		expect(base.compute(WORKED, moment)).toEqual({
			name: 'Base',
			numerator: 190,
			denominator: 200,
			exclusions: [
				{ what: 'merged into another', n: 6 },
				{ what: 'agreed not to apply', n: 4 }
			],
			as_at: '2026-11-22',
			value: 0.95
		});
	});

	it.each([
		['178 answered, 20 of them refused: 158 accepted', acceptanceRate, '158 of 178 (89 %)'],
		['133 of 158 reported, as the trust did', reportedRate, '133 of 158 (84 %)'],
		['107 of them assured', assuredRate, '107 of 158 (68 %)'],
		['a gap of 26', reportedAssuredGap, '26 of 158 (16 %)'],
		['51 of what was accepted unconfirmed', implementationGap, '51 of 158 (32 %)'],
		['83 of all that was asked unconfirmed', implementationGapOfBase, '83 of 190 (44 %)']
	])('has %s', (_, number, said) => {
		expect(ofWorked(number)).toBe(said);
	});

	it('splits the gap into 20 awaiting a check, 4 checked and not confirmed, 2 lapsed', () => {
		expect(reportedAssuredGap.compute(WORKED, moment).parts).toEqual([
			{ what: 'awaiting a check', n: 20 },
			{ what: 'checked and not confirmed', n: 4 },
			{ what: 'lapsed', n: 2 }
		]);
	});

	it('says what the rates on what was accepted leave out', () => {
		expect(reportedRate.compute(WORKED, moment).exclusions).toEqual([
			{ what: 'merged into another', n: 6 },
			{ what: 'agreed not to apply', n: 4 },
			{ what: 'declined by the board', n: 2 },
			{ what: 'no response', n: 10 },
			{ what: 'not accepted', n: 15 },
			{ what: 'said not to apply', n: 5 }
		]);
	});
});

describe('a rate', () => {
	it('of nothing is not nought', () => {
		expect(assuredRate.compute([], moment).value).toBeUndefined();
		expect(implementationGap.compute([standings(3)], moment).value).toBeUndefined();
		expect(reportedRate.compute([standings(3, { position: 'accepted' })], moment).value).toBe(0);
	});

	it('keeps the day on which it was known, when that was asked', () => {
		expect(reportedRate.compute([], { as_at: '2026-11-22', known_at: '2026-09-30' })).toMatchObject({
			as_at: '2026-11-22',
			known_at: '2026-09-30'
		});
		expect(reportedRate.compute([], moment)).not.toHaveProperty('known_at');
	});

	it('and what it leaves out are together everything, whatever is counted', () => {
		fc.assert(
			fc.property(anyStandings, (rows) => {
				for (const number of [acceptanceRate, reportedRate, assuredRate, implementationGapOfBase]) {
					const { denominator, exclusions } = number.compute(rows, moment);
					expect(denominator + sum(exclusions)).toBe(sum(rows));
				}
				const { numerator, denominator, exclusions } = base.compute(rows, moment);
				expect(numerator + sum(exclusions)).toBe(denominator);
			})
		);
	});

	it('reported less assured is the gap, and its three parts add up to it, whatever is counted', () => {
		fc.assert(
			fc.property(anyStandings, (rows) => {
				const gap = reportedAssuredGap.compute(rows, moment);
				const [reported, assured] = [reportedRate, assuredRate].map((rate) => rate.compute(rows, moment));
				expect(gap.numerator).toBe(reported!.numerator - assured!.numerator);
				expect(sum(gap.parts)).toBe(gap.numerator);
				expect(gap.parts).toHaveLength(3);
			})
		);
	});

	it('does not depend on how the counts are split or ordered', () => {
		fc.assert(
			fc.property(anyStandings, (rows) => {
				const halves = rows.flatMap((row) => [
					{ ...row, n: Math.floor(row.n / 2) },
					{ ...row, n: Math.ceil(row.n / 2) }
				]);
				expect(assuredRate.compute(halves.reverse(), moment)).toEqual(assuredRate.compute(rows, moment));
			})
		);
	});
});
