import { unborn, type Assignment } from './assignment.ts';
import type { Context } from './axes/axis.ts';
import type { Person, Role } from './person.ts';
import { Refusal } from './refusal.ts';

/** The day on which the examples take place. */
export const TODAY = '2026-11-22';

/** An assignment for an example: made on 10 January 2025 and untouched since, but for what the example says. */
export const anAssignment = (but: Partial<Assignment> = {}): Assignment => ({
	...unborn(9),
	id: 7,
	data_set: 'demonstration',
	recommendation_id: 5,
	assigned_on: '2025-01-10',
	latest_on: '2025-01-10',
	version: 1,
	...but
});

/** As whom an example acts. */
export const as = (role: Role, today = TODAY): Context => ({ as: role, today });

/** A person for an example, with the roles that it gives them. */
export const aPerson = (...memberships: Person['memberships']): Person => ({
	id: 31,
	name: 'Ada Example',
	email: 'ada@example.org',
	data_set: 'demonstration',
	memberships,
	suspended: false
});

/** What an attempt was refused with; fails when it was not refused, or in no whole sentence. */
export const refusalOf = (attempt: () => unknown): Refusal => {
	try {
		attempt();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		if (!/^[A-Z‘0-9].{15,}\.$/.test(error.message))
			throw new Error(`Not a whole sentence: ${error.message}`, { cause: error });
		return error;
	}
	throw new Error('It was not refused.');
};
