import { describe, expect, it } from 'vitest';
import type { DutyCount } from '#lib/domain/numbers/duties.ts';
import type { Standing } from '#lib/domain/standing.ts';
import { standings, WORKED, WORKED_DUTIES } from '#lib/domain/numbers/worked-example.ts';
import { homeHeadline, opening } from './sentences.ts';

const reached = (recommendations: number, replied = 0, accepted = 0, delivered = 0, assured = 0) => ({
	recommendations,
	replied,
	accepted,
	planned: accepted,
	delivered,
	assured,
	sustained: 0
});

describe('the headline of the home page', () => {
	it.each([
		[reached(0), 'There are no safety recommendations in this register yet.'],
		[reached(1), 'There is one safety recommendation in this register. We found no public reply to it.'],
		[
			reached(1, 1, 1, 1),
			'There is one safety recommendation in this register. We found a public reply to it. It was accepted in whole or part. It is said to be done. It has not been independently confirmed here.'
		],
		[
			reached(1, 1, 1, 1, 1),
			'There is one safety recommendation in this register. We found a public reply to it. It was accepted in whole or part. It is said to be done. It has been independently confirmed here.'
		],
		[reached(2), 'Of 2 safety recommendations in this register, we found a public reply to none.'],
		[
			reached(2, 2, 1, 1, 1),
			'Of 2 safety recommendations in this register, we found a public reply to all of them. 1 was accepted in whole or part. 1 is said to be done. 1 has been independently confirmed here.'
		],
		[
			reached(189, 50, 46, 7),
			'Of 189 safety recommendations in this register, we found a public reply to 50. 46 were accepted in whole or part. 7 are said to be done. None has been independently confirmed here.'
		],
		[
			reached(189, 50),
			'Of 189 safety recommendations in this register, we found a public reply to 50. None was accepted in whole or part.'
		],
		[
			reached(12_000, 5_000, 4_000, 3_000, 1_000),
			'Of 12,000 safety recommendations in this register, we found a public reply to 5,000. 4,000 were accepted in whole or part. 3,000 are said to be done. 1,000 have been independently confirmed here.'
		]
	])('of %j', (counts, words) => {
		expect(homeHeadline(counts, 'register')).toBe(words);
	});

	it('never calls the demonstration a register', () => {
		expect(homeHeadline(reached(3), 'demonstration')).toBe(
			'Of 3 safety recommendations in this demonstration, we found a public reply to none.'
		);
	});
});

describe('the opening of a page', () => {
	const accepted = (n: number, said: Partial<Standing> = {}) =>
		standings(n, { position: 'accepted', ...said });
	const claimed = (n: number, assurance: Standing['assurance'] = 'submitted') =>
		accepted(n, { delivery: 'delivered', assurance });
	const on = (as_at: string, rows: ReturnType<typeof standings>[], duties: DutyCount[] = []) => ({
		as_at,
		standings: rows,
		duties
	});
	const now = on('2026-11-22', WORKED, WORKED_DUTIES);

	it.each([
		[[], 'Nothing has been asked here yet.'],
		[[standings(1)], '1 assignment so far, and none accepted.'],
		[[standings(1_200)], '1,200 assignments so far, and none accepted.'],
		[[accepted(1)], 'None of 1 accepted assignment is said to be done.'],
		[
			[claimed(1)],
			'1 of 1 accepted assignment is said to be done, and none has been independently confirmed.'
		],
		[
			[claimed(1), claimed(1, 'assured')],
			'2 of 2 accepted assignments are said to be done, and 1 has been independently confirmed.'
		],
		[
			WORKED,
			'133 of 158 accepted assignments (84 %) are said to be done, and 107 (68 %) have been independently confirmed.'
		]
	])('says where we stand: %#', (rows, words) => {
		expect(opening(on('2026-11-22', rows)).where_we_stand).toBe(words);
	});

	it('says what changed since the day of comparison, up and down', () => {
		const before = on(
			'2026-08-22',
			[...WORKED, accepted(2), claimed(1, 'assured')],
			WORKED_DUTIES.map((duty) => (duty.band === '31 to 90 days' ? { ...duty, n: 3 } : duty))
		);
		expect(opening(now, before).what_changed).toBe(
			'Since 22 August 2026, 3 fewer are accepted, 1 fewer is said to be done, 1 fewer is independently confirmed and 1 more is overdue.'
		);
		expect(opening(now, on('2026-08-22', [])).what_changed).toBe(
			'Since 22 August 2026, 158 more are accepted, 133 more are said to be done, 107 more are independently confirmed and 16 more are overdue.'
		);
	});

	it('says so when nothing changed, and nothing when there is no day to compare with', () => {
		expect(opening(now, { ...now, as_at: '2026-08-22' }).what_changed).toBe(
			'Since 22 August 2026 no more and no fewer are accepted, said to be done, independently confirmed or overdue.'
		);
		expect(opening(now).what_changed).toBeUndefined();
	});

	it.each([
		[[], [], 'Nothing is overdue. No claim awaits a check.'],
		[
			[claimed(1)],
			[{ clock: 'evidence', band: '1 to 30 days', status: 'open', n: 1 }],
			'1 piece of evidence is overdue. 1 claim awaits a check.'
		],
		[
			[claimed(1, 'lapsed'), claimed(2, 'not assured')],
			[{ clock: 'action', band: 'no date set', status: 'open', n: 1_000 }],
			'Nothing is overdue. 2 claims could not be confirmed and 1 confirmation has lapsed. No date is set for 1,000 actions.'
		],
		[
			WORKED,
			WORKED_DUTIES,
			'9 responses and 7 actions are overdue. 20 claims await a check, 4 claims could not be confirmed and 2 confirmations have lapsed. No date is set for 2 responses, 11 actions and 18 pieces of evidence.'
		]
	] as [ReturnType<typeof standings>[], DutyCount[], string][])(
		'says what needs attention: %#',
		(rows, duties, words) => {
			expect(opening(on('2026-11-22', rows, duties)).what_needs_attention).toBe(words);
		}
	);
});
