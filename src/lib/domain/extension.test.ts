import { describe, expect, it, test } from 'vitest';
import { apply } from './assignment.ts';
import { isOverdue } from './clock.ts';
import { ask, decide, ExtensionRequest, ExtensionRuling, needsBoard, slipDays } from './extension.ts';
import { anAssignment, as, refusalOf, TODAY } from './testing.ts';

const dated = anAssignment({
	action_due_on: '2026-12-31',
	action_due_originally_on: '2026-06-30',
	latest_on: '2026-05-01'
});
const request = {
	clock: 'action',
	asked_for_on: '2027-02-28',
	reason: 'The supplier is late.',
	barrier: 'waiting on a supplier',
	effective_on: undefined
} as const;
const none = { granted_before: 0, waits: false };

describe('slip', () => {
	test.each([
		['2026-06-30', '2026-12-31', 184],
		['2026-06-30', '2026-06-30', 0],
		['2024-02-28', '2024-03-01', 2],
		// Over the night on which the clocks change, a day is a day.
		['2026-03-28', '2026-03-30', 2],
		['2026-10-24', '2026-10-26', 2],
		[null, '2026-12-31', 0],
		['2026-06-30', null, 0]
	])('from %s to %s is %i days', (original, current, slip) => {
		expect(slipDays(original, current)).toBe(slip);
	});
});

describe('what goes to the board', () => {
	test.each([
		['a first extension of 180 days', '2026-12-27', 0, false],
		['more than 180 days in all', '2026-12-28', 0, true],
		['a second extension, however short', '2026-07-01', 1, true]
	])('%s', (_what, asked_for_on, granted_before, board) => {
		expect(needsBoard({ originally_due_on: '2026-06-30', asked_for_on, granted_before })).toBe(board);
	});
});

describe('asking for more time', () => {
	it('is an event that moves no date', () => {
		const drafts = ask(dated, request, none, as('contributor'));
		expect(drafts).toMatchObject([
			{
				what: 'extension',
				to_value: 'asked',
				reason: 'The supplier is late.',
				detail: {
					clock: 'action',
					barrier: 'waiting on a supplier',
					due_on: '2026-12-31',
					asked_for_on: '2027-02-28',
					asked_late: false,
					needs_board: true
				},
				effective_on: TODAY
			}
		]);
		expect(drafts.reduce((state, draft) => ({ ...state, ...apply(state, draft) }), dated).action_due_on).toBe(
			'2026-12-31'
		);
	});

	it('says when it comes after the date', () => {
		const late = { ...dated, action_due_on: '2026-11-21', action_due_originally_on: '2026-11-21' };
		expect(ask(late, request, none, as('approver'))[0]?.detail).toMatchObject({
			asked_late: true,
			needs_board: false
		});
	});

	test.each([
		['the same day', { asked_for_on: '2026-12-31' }, 'asked_for_on'],
		['an earlier day', { asked_for_on: '2026-12-01' }, 'asked_for_on'],
		['no reason', { reason: '' }, 'reason'],
		['no barrier', { barrier: undefined as never }, 'barrier']
	])('is refused with %s', (_what, but, field) => {
		expect(refusalOf(() => ask(dated, { ...request, ...but }, none, as('contributor'))).field).toBe(field);
	});

	it('asks for a day that lies ahead, even where the date has long passed', () => {
		const late = { ...dated, action_due_on: '2026-06-30' };
		refusalOf(() => ask(late, { ...request, asked_for_on: TODAY }, none, as('contributor')));
		expect(ask(late, { ...request, asked_for_on: '2026-11-23' }, none, as('contributor'))).toHaveLength(1);
	});

	it('waits for the decision on the one before', () => {
		refusalOf(() => ask(dated, request, { granted_before: 0, waits: true }, as('contributor')));
	});

	it('needs a date, and something still to do', () => {
		refusalOf(() => ask({ ...dated, action_due_on: null }, request, none, as('contributor')));
		refusalOf(() => ask({ ...dated, delivery: 'delivered' }, request, none, as('contributor')));
		refusalOf(() => ask({ ...dated, closure: 'superseded' }, request, none, as('contributor')));
	});

	test.each(['board', 'issuer', 'registrar', 'verifier'] as const)('is not for the %s', (role) => {
		expect(refusalOf(() => ask(dated, request, none, as(role))).kind).toBe('not-allowed');
	});
});

describe('a decision on more time', () => {
	const asked = { clock: 'action', asked_for_on: '2027-02-28', needs_board: false } as const;
	const granted = { decision: 'granted', effective_on: '2027-01-15' } as const;
	const later = (role: 'board' | 'issuer') => as(role, '2027-01-15');

	it('moves the current date and keeps the original for ever', () => {
		const drafts = decide(dated, asked, granted, later('issuer'));
		expect(drafts.map(({ what, from_value, to_value }) => [what, from_value, to_value])).toEqual([
			['extension', 'asked', 'granted'],
			['due date', '2026-12-31', '2027-02-28']
		]);
		const after = drafts.reduce((state, draft) => ({ ...state, ...apply(state, draft) }), dated);
		expect(after).toMatchObject({ action_due_on: '2027-02-28', action_due_originally_on: '2026-06-30' });
		expect(slipDays(after.action_due_originally_on, after.action_due_on)).toBe(243);
	});

	it('leaves the days overdue before it in the history', () => {
		const [, moved] = decide(dated, asked, granted, later('board'));
		expect(moved?.effective_on).toBe('2027-01-15');
		expect(isOverdue(dated.action_due_on, undefined, '2027-01-14')).toBe(true);
	});

	it('is the board’s alone where it is long or not the first', () => {
		const long = { ...asked, needs_board: true };
		expect(refusalOf(() => decide(dated, long, granted, later('issuer'))).kind).toBe('not-allowed');
		expect(decide(dated, long, granted, later('board'))).toHaveLength(2);
	});

	test.each(['contributor', 'approver', 'verifier', 'registrar', 'administrator'] as const)(
		'is never the %s’s',
		(role) => {
			expect(refusalOf(() => decide(dated, asked, granted, as(role, '2027-01-15'))).kind).toBe('not-allowed');
		}
	);

	it('that refuses gives the reason, and moves nothing', () => {
		expect(refusalOf(() => decide(dated, asked, { decision: 'refused' }, as('board'))).field).toBe('reason');
		expect(decide(dated, asked, { decision: 'refused', reason: 'Act now.' }, as('board'))).toMatchObject([
			{ what: 'extension', to_value: 'refused', reason: 'Act now.' }
		]);
	});

	it('cannot grant what has happened meanwhile, or a day that is no longer later', () => {
		refusalOf(() => decide({ ...dated, delivery: 'delivered' }, asked, granted, later('board')));
		refusalOf(() => decide({ ...dated, action_due_on: '2027-03-31' }, asked, granted, later('board')));
	});
});

it('tells each empty field of a request what it needs', () => {
	const { error } = ExtensionRequest.safeParse({
		assignment_id: 7,
		clock: '',
		asked_for_on: '31/12/2026',
		reason: ' '
	});
	expect(error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
		['clock', 'Choose which date is to move: response, action or evidence.'],
		['asked_for_on', 'Write the new date as year, month and day: 2026-11-22.'],
		['reason', 'Give the reason why more time is needed.'],
		['barrier', 'Choose what stands in the way.']
	]);
	expect(ExtensionRuling.safeParse({ extension_id: 1, decision: 'refused' }).error?.issues[0]?.path).toEqual([
		'reason'
	]);
	expect(ExtensionRuling.safeParse({ extension_id: 1, decision: 'granted' }).success).toBe(true);
});
