import { describe, expect, it } from 'vitest';
import type { DutyCount } from '#lib/domain/numbers/duties.ts';
import { overdueOf } from '#lib/domain/numbers/overdue.ts';
import type { Standing } from '#lib/domain/standing.ts';
import { standings, WORKED, WORKED_DUTIES } from '#lib/domain/numbers/worked-example.ts';
import { opening } from './opening.ts';

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
	const then = ({ duties, ...counts }: ReturnType<typeof on>) => ({
		...counts,
		data: 'demonstration' as const,
		overdue: overdueOf(duties)
	});
	const now = on('2026-11-22', WORKED, WORKED_DUTIES);

	it.each([
		[[], 'Nothing has been asked here yet.'],
		[[standings(1)], 'None of 1 assignment is accepted.'],
		[[standings(1_200)], 'None of 1,200 assignments is accepted.'],
		[[accepted(1)], '1 of 1 assignment is accepted; it is not said to be done.'],
		[
			[claimed(1), standings(2)],
			'1 of 3 assignments is accepted; it is said to be done and has not been independently confirmed.'
		],
		[
			[claimed(1, 'assured')],
			'1 of 1 assignment is accepted; it is said to be done and has been independently confirmed.'
		],
		[[accepted(2)], '2 of 2 assignments are accepted; of these, none is said to be done.'],
		[
			[claimed(1), claimed(1, 'assured')],
			'2 of 2 assignments are accepted; of these, 2 are said to be done and 1 has been independently confirmed.'
		],
		[
			WORKED,
			'158 of 190 assignments (83 %) are accepted; of these, 133 (84 %) are said to be done and 107 (68 %) have been independently confirmed.'
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
		expect(opening(now, then(before)).what_changed).toBe(
			'Since 22 August 2026, 3 fewer assignments are asked for, 3 fewer are accepted, 1 fewer is said to be done, 1 fewer is independently confirmed and 1 more response is overdue.'
		);
		expect(opening(now, then(on('2026-08-22', []))).what_changed).toBe(
			'Since 22 August 2026, 190 more assignments are asked for, 158 more are accepted, 133 more are said to be done, 107 more are independently confirmed, 9 more responses are overdue and 7 more actions are overdue.'
		);
	});

	it('says so when nothing changed, and nothing when there is no day to compare with', () => {
		expect(opening(now, then({ ...now, as_at: '2026-08-22' })).what_changed).toBe(
			'Since 22 August 2026 there is no change in how many assignments are asked for, accepted, said to be done or independently confirmed, or in how much is overdue.'
		);
		expect(opening(now).what_changed).toBeUndefined();
	});

	it('says of the register that a change may be older, where the day of a reply is not known', () => {
		const told = (was: ReturnType<typeof on>) =>
			opening(now, { ...then(was), data: 'register' }).what_changed ?? '';
		expect(told(on('2026-08-22', [...WORKED, accepted(2)], WORKED_DUTIES))).toBe(
			'Since 22 August 2026, 2 fewer assignments are asked for and 2 fewer are accepted. A reply or a claim whose day is not known counts from the day on which we recorded it: some or all of this may be older.'
		);
		expect(told(on('2026-08-22', [...WORKED, standings(2)], WORKED_DUTIES))).not.toContain('older');
		expect(told({ ...now, as_at: '2026-08-22' })).not.toContain('older');
	});

	it.each([
		[[], [], 'Nothing is overdue. No claims await a check.'],
		[
			[claimed(1)],
			[{ clock: 'evidence', band: '1 to 30 days', status: 'open', n: 1 }],
			'1 piece of evidence is overdue. 1 claim awaits a check.'
		],
		[
			[claimed(1, 'lapsed'), claimed(2, 'not assured')],
			[{ clock: 'action', band: 'no date set', status: 'open', n: 1_000 }],
			'Nothing is overdue. No claims await a check, 2 claims could not be confirmed and 1 confirmation has lapsed. No date is set for 1,000 actions.'
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
