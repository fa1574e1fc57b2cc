import type { Standing, StandingCount } from '#lib/domain/standing.ts';
import type { DutyCount } from './duties.ts';

/** So many assignments that stand so; what is not said is as it is when an assignment begins. */
export const standings = (n: number, said: Partial<Standing> = {}): StandingCount => ({
	disposition: 'untriaged',
	position: 'awaiting response',
	delivery: 'no information',
	assurance: 'not assessed',
	closure: 'open',
	...said,
	n
});

/**
 * The example that the tests of numbers and figures share, worked out by hand on paper: 200 assignments, of which 190
 * are the base, 178 were answered, 158 accepted, 149 planned, 133 delivered, 107 assured and 12 sustained. The middle
 * is a real case: one trust reported 133 of 158 actions delivered, and 107 of them evidenced and assured.
 */
export const WORKED: StandingCount[] = [
	standings(6, { disposition: 'merged' }),
	standings(4, { position: 'not applicable', closure: 'no longer applicable' }),
	standings(10),
	standings(2, { disposition: 'declined' }),
	standings(15, { position: 'not accepted' }),
	standings(5, { position: 'not applicable' }),
	standings(5, { position: 'accepted' }),
	standings(3, { position: 'accepted', delivery: 'not started' }),
	standings(1, { position: 'accepted in part', delivery: 'stopped' }),
	standings(6, { position: 'accepted', delivery: 'planned' }),
	standings(7, { position: 'accepted in part', delivery: 'in progress' }),
	standings(2, { position: 'accepted', delivery: 'on hold' }),
	standings(1, { position: 'accepted', delivery: 'in progress', closure: 'superseded' }),
	standings(12, { position: 'accepted', delivery: 'delivered' }),
	standings(8, { position: 'accepted in principle', delivery: 'delivered', assurance: 'submitted' }),
	standings(4, { position: 'accepted', delivery: 'delivered', assurance: 'not assured' }),
	standings(2, { position: 'accepted', delivery: 'delivered', assurance: 'lapsed' }),
	standings(85, { position: 'accepted', delivery: 'delivered', assurance: 'assured' }),
	standings(10, {
		position: 'accepted',
		delivery: 'delivered',
		assurance: 'assured',
		closure: 'implemented'
	}),
	standings(12, { position: 'accepted in part', delivery: 'delivered', assurance: 'sustained' })
];

/** Its duties: 9 of 10 responses with a date are overdue, 7 of 14 actions, and evidence has no dates at all. */
export const WORKED_DUTIES: DutyCount[] = [
	{ clock: 'response', band: '1 to 5 years', status: 'met in time', n: 160 },
	{ clock: 'response', band: '1 to 5 years', status: 'met late', n: 8 },
	{ clock: 'response', band: 'over 5 years', status: 'met, day not known', n: 2 },
	{ clock: 'response', band: 'not due', status: 'met in time', n: 8 },
	{ clock: 'response', band: '1 to 30 days', status: 'open', n: 5 },
	{ clock: 'response', band: '31 to 90 days', status: 'open', n: 4 },
	{ clock: 'response', band: 'due soon', status: 'open', n: 1 },
	{ clock: 'response', band: 'no date set', status: 'open', n: 2 },
	{ clock: 'action', band: '91 to 180 days', status: 'met in time', n: 133 },
	{ clock: 'action', band: 'no date set', status: 'open', n: 11 },
	{ clock: 'action', band: 'not due', status: 'open', n: 4 },
	{ clock: 'action', band: 'due soon', status: 'open', n: 3 },
	{ clock: 'action', band: '1 to 30 days', status: 'open', n: 1 },
	{ clock: 'action', band: '91 to 180 days', status: 'open', n: 2 },
	{ clock: 'action', band: '1 to 5 years', status: 'open', n: 3 },
	{ clock: 'action', band: 'over 5 years', status: 'open', n: 1 },
	{ clock: 'evidence', band: 'no date set', status: 'met in time', n: 127 },
	{ clock: 'evidence', band: 'no date set', status: 'open', n: 18 }
];
