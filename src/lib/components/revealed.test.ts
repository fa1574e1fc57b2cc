import { describe, expect, it } from 'vitest';
import { actionOf, asChosen, revealedName } from './revealed.ts';

describe('what a choice reveals', () => {
	it('keeps what the chosen value asks for and passes over what stayed hidden', () => {
		expect(
			asChosen({
				position: 'not accepted',
				'reason--not-accepted': 'We have no such ward.',
				'reason--accepted-in-part': 'typed first, then hidden',
				narrative: 'As agreed.'
			})
		).toEqual({ position: 'not accepted', reason: 'We have no such ward.', narrative: 'As agreed.' });
	});

	it('keeps both reasons when two choices ask for one', () => {
		const values = { position: 'not accepted', delivery: 'stopped' };
		const reasons = { 'reason--not-accepted': 'No ward.', 'reason--stopped': 'No need.' };
		expect(asChosen({ ...values, ...reasons })).toMatchObject({ reason: 'No ward.\nNo need.' });
	});

	it('names a field by the choice that reveals it, without spaces', () => {
		expect(revealedName('barrier', 'on hold')).toBe('barrier--on-hold');
	});

	it('posts to an action in the same data set', () => {
		expect(actionOf(new URL('http://a/my-work/7?data=demonstration&saved=yes'), 'update')).toBe(
			'?/update&data=demonstration'
		);
		expect(actionOf(new URL('http://a/my-work/7'), 'update')).toBe('?/update');
	});
});
