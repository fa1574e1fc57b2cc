import { describe, expect, it, test } from 'vitest';
import { addDays } from './day.ts';
import {
	draftOf,
	ESCALATION_STEPS,
	ladderOf,
	missed,
	nextStep,
	USUAL_LADDER,
	type Overdue,
	type Taken
} from './escalation.ts';
import { anAssignment, TODAY } from './testing.ts';

const about: Overdue = {
	organisation: 'Northmere Trust',
	plain_summary: 'Check the wristband before every blood sample.',
	reference: 'R/2025/7',
	source: 'The Safety Body',
	clock: 'action',
	overdue_since: '2026-11-21',
	original_on: '2026-11-21',
	extensions: 0,
	last_said: null,
	updated_on: null,
	holder: null
};

describe('the ladder', () => {
	const taken: Taken[] = ESCALATION_STEPS.map((step, place) => ({
		step,
		taken_on: addDays('2025-01-02', place * 100)
	}));

	test.each(ESCALATION_STEPS.map((step, place) => [step, place] as const))(
		'comes to %s after all before it, and not before its day',
		(step, place) => {
			const days = USUAL_LADDER.after_days[step];
			const on = (late: number) =>
				nextStep(USUAL_LADDER, {
					overdue_since: '2026-01-01',
					taken: taken.slice(0, place).map((one) => ({ ...one, taken_on: '2026-01-01' })),
					today: addDays('2026-01-01', late)
				});
			expect(on(Math.max(days, 14))).toMatchObject({ step, is_due: true });
			expect(on(Math.max(days, place === 0 ? 0 : 14) - 1)).toMatchObject({ step, is_due: false });
		}
	);

	it('leaves time to answer between two steps, however late it is', () => {
		const next = (taken_on: string) =>
			nextStep(USUAL_LADDER, {
				overdue_since: '2024-01-01',
				taken: [{ step: 'reminder', taken_on }],
				today: TODAY
			});
		expect(next('2026-11-09')).toEqual({
			step: 'letter to the executive lead',
			from_day: '2026-11-23',
			is_due: false
		});
		expect(next('2026-11-08')?.is_due).toBe(true);
	});

	it('ends', () => {
		expect(nextStep(USUAL_LADDER, { overdue_since: '2020-01-01', taken, today: TODAY })).toBeUndefined();
	});

	it('is set by five numbers that grow', () => {
		expect(ladderOf('1,31,91,181,366')).toEqual(USUAL_LADDER);
		for (const text of ['', '1,2,3,4', '0,1,2,3,4', '1,2,2,3,4', '1,2,3,4,5,6', '1,2,3,4,x'])
			expect(ladderOf(text)).toBeUndefined();
	});
});

it('goes by the date that was missed first and not made good', () => {
	const late = anAssignment({
		response_due_on: '2026-03-01',
		action_due_on: '2026-02-01',
		position: 'awaiting response'
	});
	expect(missed(late, TODAY)).toMatchObject({ clock: 'action', overdue_since: '2026-02-01' });
	expect(missed({ ...late, delivery: 'delivered', delivered_on: '2026-02-03' }, TODAY)).toMatchObject({
		clock: 'response'
	});
	expect(missed({ ...late, closure: 'not implemented' }, TODAY)).toBeUndefined();
	expect(missed(late, '2026-02-01')).toBeUndefined();
});

describe('a draft', () => {
	const draft = (step: (typeof ESCALATION_STEPS)[number], but: Partial<Overdue> = {}, taken: Taken[] = []) =>
		draftOf(step, { ...about, ...but }, { today: TODAY, taken, next_from: '2026-12-22' }).words;

	it('says one day and many days rightly', () => {
		expect(draft('reminder')).toContain('on 21 November 2026. That is 1 day ago.');
		expect(draft('reminder', { overdue_since: '2026-10-23' })).toContain('That is 30 days ago.');
	});

	test.each([
		[0, 'The date was first 1 June 2026.'],
		[1, 'The date was first 1 June 2026, and more time was granted once.'],
		[2, 'The date was first 1 June 2026, and more time was granted twice.'],
		[3, 'The date was first 1 June 2026, and more time was granted 3 times.']
	])('tells of %i extensions', (extensions, sentence) => {
		expect(draft('reminder', { original_on: '2026-06-01', extensions })).toContain(sentence);
	});

	it('quotes what was said last, and says so where nothing was', () => {
		expect(draft('letter to the executive lead')).toContain('We have heard nothing from Northmere Trust');
		expect(draft('reminder', { updated_on: '2026-05-02', last_said: 'The printers are ordered.' })).toContain(
			'on 2 May 2026:\n  “The printers are ordered.”'
		);
		expect(draft('reminder', { updated_on: '2026-05-02' })).toContain('on 2 May 2026, without words.');
	});

	it('lists the steps before it, in order', () => {
		const before: Taken[] = [
			{ step: 'reminder', taken_on: '2026-01-05' },
			{ step: 'letter to the executive lead', taken_on: '2026-03-05' }
		];
		expect(draft('letter to the chair', {}, before)).toContain(
			'Before this came a reminder (5 January 2026) and a letter to the executive lead (5 March 2026).'
		);
	});

	it('is to whoever holds the office by name, and to be handed on where nobody is named', () => {
		const holder = 'Dr Ines Oakes';
		expect(draft('letter to the chair', { holder })).toMatch(/^To Dr Ines Oakes, chair of Northmere Trust:/);
		expect(draft('letter to the executive lead', { holder })).toMatch(/^To Dr Ines Oakes, executive lead of/);
		expect(draft('letter to the chair')).toMatch(/^Please hand this letter to the chair/);
	});

	test.each(ESCALATION_STEPS)('of %s holds whole sentences, whatever is known', (step) => {
		for (const but of [{}, { clock: 'response' as const }, { clock: 'evidence' as const }])
			expect(draft(step, but)).not.toMatch(/undefined|null|NaN/);
	});
});
