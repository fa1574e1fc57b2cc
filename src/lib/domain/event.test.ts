import { expect, it } from 'vitest';
import { ofAssignment, ofRecommendation } from './event.ts';

const assignment = { id: 7, recommendation_id: 5, organisation_id: 9 };

it('belongs to its assignment, recommendation and organisation', () => {
	expect(
		ofAssignment(assignment, { what: 'update', narrative: 'Begun.', effective_on: '2026-11-22' })
	).toEqual({
		subject: 'assignment',
		subject_id: 7,
		assignment_id: 7,
		recommendation_id: 5,
		organisation_id: 9,
		what: 'update',
		narrative: 'Begun.',
		effective_on: '2026-11-22'
	});
	expect(
		Object.keys(ofRecommendation({ id: 5 }, { what: 'disposition', effective_on: '2026-11-22' }))
	).toEqual(['subject', 'subject_id', 'recommendation_id', 'what', 'effective_on']);
});

it('leaves out what nobody filled in, and keeps what is false', () => {
	const draft = ofAssignment(assignment, {
		what: 'extension',
		from_value: undefined,
		reason: '',
		narrative: null,
		detail: { barrier: undefined, asked_late: false, slip_days: 0 },
		effective_on: '2026-11-22',
		effective_on_is: 'the day'
	});
	expect(draft.detail).toEqual({ asked_late: false, slip_days: 0 });
	for (const field of ['from_value', 'reason', 'narrative', 'effective_on_is'])
		expect(draft).not.toHaveProperty(field);
	const unsure = {
		what: 'position',
		effective_on: '2026-11-22',
		effective_on_is: 'no later than',
		detail: {}
	} as const;
	expect(ofAssignment(assignment, unsure)).toMatchObject({ effective_on_is: 'no later than' });
	expect(ofAssignment(assignment, unsure)).not.toHaveProperty('detail');
});
