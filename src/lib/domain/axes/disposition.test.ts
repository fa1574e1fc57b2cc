import { expect, it } from 'vitest';
import { as, refusalOf, TODAY } from '#lib/domain/testing.ts';
import * as disposition from './disposition.ts';

const untriaged = { id: 5, disposition: 'untriaged' } as const;

it('is an event of the recommendation, with the day to look again', () => {
	const said = { disposition: 'deferred', reason: 'Waits for the review.', review_on: '2027-02-01' } as const;
	expect(disposition.move(untriaged, said, as('board'))).toEqual([
		{
			subject: 'recommendation',
			subject_id: 5,
			recommendation_id: 5,
			what: 'disposition',
			from_value: 'untriaged',
			to_value: 'deferred',
			reason: 'Waits for the review.',
			detail: { review_on: '2027-02-01' },
			effective_on: TODAY
		}
	]);
});

it('does not look again on the day of the decision or before', () => {
	const said = { disposition: 'deferred', reason: 'Later.', review_on: TODAY } as const;
	expect(refusalOf(() => disposition.move(untriaged, said, as('board'))).field).toBe('review_on');
});

it('never merges a recommendation into itself', () => {
	const said = { disposition: 'merged', reason: 'The same.', merged_into_id: 5 } as const;
	expect(refusalOf(() => disposition.move(untriaged, said, as('board'))).field).toBe('merged_into_id');
});

it('can be deferred once more, to another day', () => {
	const said = { disposition: 'deferred', reason: 'Not ready.', review_on: '2027-05-01' } as const;
	expect(disposition.move({ id: 5, disposition: 'deferred' }, said, as('board'))).toHaveLength(1);
});
