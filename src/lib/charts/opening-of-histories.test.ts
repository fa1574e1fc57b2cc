import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ageBand, CLOCKS, isDueSoon, type Clock } from '#lib/domain/clock.ts';
import { addDays, inWords, type Day } from '#lib/domain/day.ts';
import type { DutyCount } from '#lib/domain/numbers/duties.ts';
import type { StandingCount } from '#lib/domain/standing.ts';
import { standings } from '#lib/domain/numbers/worked-example.ts';
import { overdueOf } from '#lib/domain/numbers/overdue.ts';
import { opening } from './opening.ts';

// Histories as they happen to people, and a reader who knows nothing of how the sentences are made: it takes the words
// apart again and holds each against a count over the histories themselves.

type Owed = { clock: Clock; due_on: Day | null; met_after: number | null };
type History = {
	asked_after: number;
	merged_after: number | null;
	/** How long each step took after the one before; it ends where the next never came. */
	steps: number[];
	answer: 'accepted' | 'accepted in part' | 'not accepted';
	verdict: 'assured' | 'not assured' | 'lapsed';
	owed: Owed[];
};

const FIRST = '2025-01-01';
const wait = fc.integer({ min: 0, max: 400 });
const history: fc.Arbitrary<History> = fc.record({
	asked_after: wait,
	merged_after: fc.option(wait, { freq: 8 }),
	steps: fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 5 }),
	answer: fc.constantFrom('accepted', 'accepted in part', 'not accepted'),
	verdict: fc.constantFrom('assured', 'not assured', 'lapsed'),
	owed: fc.uniqueArray(
		fc.record({
			clock: fc.constantFrom(...CLOCKS),
			due_on: fc.option(
				fc.integer({ min: 0, max: 800 }).map((after) => addDays(FIRST, after)),
				{ freq: 4 }
			),
			met_after: fc.option(wait, { freq: 2 })
		}),
		{ selector: ({ clock }) => clock, maxLength: 3 }
	)
});

type Stand = {
	asked: boolean;
	answered: boolean;
	accepted: boolean;
	claimed: boolean;
	submitted: boolean;
	checked: boolean;
};

/** What a history had come to at the end of a day. */
const at = (one: History, day: Day): Stand => {
	const happened = (after: number) => addDays(FIRST, after) <= day;
	const when = one.steps.map((_, i) =>
		one.steps.slice(0, i + 1).reduce((sum, days) => sum + days, one.asked_after)
	);
	const done = (step: number) => when[step] !== undefined && happened(when[step]);
	const accepted = done(0) && one.answer !== 'not accepted';
	return {
		asked: happened(one.asked_after) && !(one.merged_after !== null && happened(one.merged_after)),
		answered: done(0),
		accepted,
		claimed: accepted && done(2),
		submitted: accepted && done(3),
		checked: accepted && done(4)
	};
};

const standingsOn = (histories: History[], day: Day): StandingCount[] =>
	histories
		.filter(({ asked_after }) => addDays(FIRST, asked_after) <= day)
		.map((one) => {
			const { answered, accepted, claimed, submitted, checked } = at(one, day);
			const merged = one.merged_after !== null && addDays(FIRST, one.merged_after) <= day;
			return standings(1, {
				disposition: merged ? 'merged' : 'adopted',
				position: answered ? one.answer : 'awaiting response',
				delivery: claimed ? 'delivered' : accepted ? 'in progress' : 'no information',
				assurance: checked ? one.verdict : submitted ? 'submitted' : 'not assessed'
			});
		});

const isMet = ({ met_after }: Owed, day: Day) => met_after !== null && addDays(FIRST, met_after) <= day;

const dutiesOn = (histories: History[], day: Day): DutyCount[] =>
	histories
		.flatMap(({ owed }) => owed)
		.map((owed) => ({
			clock: owed.clock,
			band:
				owed.due_on === null
					? 'no date set'
					: (ageBand(owed.due_on, day) ?? (isDueSoon(owed.due_on, day) ? 'due soon' : 'not due')),
			status: isMet(owed, day) ? 'met in time' : 'open',
			n: 1
		}));

const NOUNS: Record<Clock, string> = {
	response: 'responses?',
	action: 'actions?',
	evidence: 'pieces? of evidence'
};

/** The truth, counted over the histories one by one. */
const truth = (histories: History[], day: Day) => {
	const stands = histories.map((one) => ({ one, ...at(one, day) })).filter(({ asked }) => asked);
	const many = (holds: (stand: (typeof stands)[number]) => boolean) => stands.filter(holds).length;
	const owed = (holds: (owed: Owed) => boolean) =>
		Object.fromEntries(
			CLOCKS.map((clock) => [
				clock,
				histories.flatMap((one) => one.owed).filter((each) => each.clock === clock && holds(each)).length
			])
		) as Record<Clock, number>;
	return {
		asked: stands.length,
		accepted: many(({ accepted }) => accepted),
		claimed: many(({ claimed }) => claimed),
		confirmed: many(({ checked, one }) => checked && one.verdict === 'assured'),
		awaiting: many(({ claimed, checked }) => claimed && !checked),
		not_confirmed: many(({ checked, one }) => checked && one.verdict === 'not assured'),
		lapsed: many(({ checked, one }) => checked && one.verdict === 'lapsed'),
		late: owed((each) => each.due_on !== null && each.due_on < day && !isMet(each, day)),
		undated: owed((each) => each.due_on === null && !isMet(each, day))
	};
};

const numberOf = (words: string | undefined): number =>
	words === undefined || /^no(ne)?$/i.test(words) ? 0 : Number(words.replaceAll(',', ''));

/** Reads "12 (34 %)" out of so many: the count, after holding the percentage against it. */
const shareIn = (words: string, of: number): number => {
	const [, count] = /^(none|[\d,]+)(?: \((?:less than |more than )?\d+ %\))?$/i.exec(words) ?? [];
	const n = numberOf(count);
	const given = /\((less than |more than )?(\d+) %\)/.exec(words);
	expect(Boolean(given), words).toBe(of >= 10 && n > 0);
	if (given?.[1] === 'less than ') expect((100 * n) / of).toBeLessThan(1);
	else if (given?.[1] === 'more than ') expect((100 * n) / of).toBeGreaterThan(99);
	else if (given) expect(Math.abs((100 * n) / of - Number(given[2]))).toBeLessThanOrEqual(0.5);
	return n;
};

const agrees = (n: number, said: string) =>
	expect(said, `${n} ${said}`).toMatch(n < 2 ? /^(is|has)$/ : /^(are|have)$/);

const readWhereWeStand = (words: string) => {
	if (words === 'Nothing has been asked here yet.')
		return { asked: 0, accepted: 0, claimed: 0, confirmed: 0 };
	const [, n, of, share = '', is = '', rest] =
		/^(None|[\d,]+) of ([\d,]+) assignments?( \([^)]*\))? (is|are) accepted(?:; (.*))?\.$/.exec(words) ?? [];
	const asked = numberOf(of);
	const accepted = shareIn(`${n}${share}`, asked);
	expect(words.includes('assignments')).toBe(asked !== 1);
	agrees(accepted, is);
	if (rest === undefined) return { asked, accepted, claimed: 0, confirmed: 0 };
	const one = /^it is (not )?said to be done(?: and has (not )?been independently confirmed)?$/.exec(rest);
	if (one) {
		expect(accepted).toBe(1);
		const claimed = one[1] ? 0 : 1;
		return { asked, accepted, claimed, confirmed: claimed === 1 && !one[2] ? 1 : 0 };
	}
	const [, done = '', are = '', checked = 'none', have = 'has'] =
		/^of these, (.*?) (is|are) said to be done(?: and (.*?) (has|have) been independently confirmed)?$/.exec(
			rest
		) ?? [];
	const claimed = shareIn(done, accepted);
	const confirmed = shareIn(checked, accepted);
	agrees(claimed, are);
	agrees(confirmed, have);
	return { asked, accepted, claimed, confirmed };
};

/** By how much each of several clauses says that something rose or fell; what is not named did not change. */
const changeIn = (words: string, what: string): number => {
	const [, n, way, is = ''] =
		new RegExp(`(?:^|, | and )([\\d,]+) (more|fewer)(?: assignments?)? ?${what}`).exec(words) ?? [];
	if (n === undefined) return 0;
	agrees(numberOf(n), is);
	return way === 'more' ? numberOf(n) : -numberOf(n);
};

const readWhatNeedsAttention = (words: string) => {
	const sentences = words.split(/(?<=\.) /);
	const counted = (sentence: string | undefined, what: string) =>
		numberOf(new RegExp(`([\\d,]+|[Nn]o) ${what}`).exec(sentence ?? '')?.[1]);
	const owed = (sentence: string | undefined) =>
		Object.fromEntries(CLOCKS.map((clock) => [clock, counted(sentence, NOUNS[clock])]));
	return {
		late: owed(sentences[0]),
		awaiting: counted(sentences[1], 'claims? awaits? a check'),
		not_confirmed: counted(sentences[1], 'claims? could not be confirmed'),
		lapsed: counted(sentences[1], 'confirmations? (has|have) lapsed'),
		undated: owed(sentences[2]),
		sentences: sentences.length
	};
};

it('says nothing false of a hundred generated histories, on any two days', () => {
	fc.assert(
		fc.property(
			fc.array(history, { maxLength: 40 }),
			fc.integer({ min: 0, max: 900 }),
			fc.integer({ min: 1, max: 400 }),
			(histories, after, before) => {
				const today = addDays(FIRST, after);
				const then = addDays(today, -before);
				const countsOn = (day: Day) => ({
					as_at: day,
					standings: standingsOn(histories, day),
					duties: dutiesOn(histories, day)
				});
				const { duties, ...counted } = countsOn(then);
				const said = opening(countsOn(today), {
					...counted,
					data: 'demonstration',
					overdue: overdueOf(duties)
				});
				const [now, was] = [truth(histories, today), truth(histories, then)];
				const { asked, accepted, claimed, confirmed } = now;

				expect(readWhereWeStand(said.where_we_stand)).toEqual({ asked, accepted, claimed, confirmed });

				const changed = said.what_changed ?? '';
				expect(changed.startsWith(`Since ${inWords(then)}`)).toBe(true);
				const clauses = changed.slice(`Since ${inWords(then)}, `.length, -1);
				const read = {
					asked: changeIn(clauses, '(is|are) asked for'),
					accepted: changeIn(clauses, '(is|are) accepted'),
					claimed: changeIn(clauses, '(is|are) said to be done'),
					confirmed: changeIn(clauses, '(is|are) independently confirmed'),
					...Object.fromEntries(
						CLOCKS.map((clock) => [clock, changeIn(clauses, `${NOUNS[clock]} (is|are) overdue`)])
					)
				};
				expect(read).toEqual({
					asked: asked - was.asked,
					accepted: accepted - was.accepted,
					claimed: claimed - was.claimed,
					confirmed: confirmed - was.confirmed,
					...Object.fromEntries(CLOCKS.map((clock) => [clock, now.late[clock] - was.late[clock]]))
				});
				expect(changed.includes('there is no change')).toBe(Object.values(read).every((by) => by === 0));

				const { late, undated, awaiting, not_confirmed, lapsed } = now;
				const isUndated = Object.values(undated).some((n) => n > 0);
				expect(readWhatNeedsAttention(said.what_needs_attention)).toEqual({
					late,
					undated,
					awaiting,
					not_confirmed,
					lapsed,
					sentences: isUndated ? 3 : 2
				});
			}
		),
		{ numRuns: 100 }
	);
});
