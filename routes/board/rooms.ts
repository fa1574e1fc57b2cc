import type { Membership, Person } from '#lib/domain/person.ts';

/** A room as a person finds it: `waits` names what is counted there, `says` what it is for where nothing is. */
export type Room = {
	path: string;
	label: string;
	waits?: readonly [one: string, many: string];
	says?: string;
	by: readonly Membership['role'][];
};

/** The rooms of the board in the order of its day. How many wait in one is told by `db/queries/board-counts.ts`. */
const ROOMS: readonly Room[] = [
	{
		path: '/board/inbox',
		label: 'Inbox',
		waits: ['recommendation to decide about', 'recommendations to decide about'],
		by: ['board']
	},
	{
		path: '/board/priorities',
		label: 'Priorities',
		says: 'What comes first among what was adopted, why, and how sure that order is.',
		by: ['board']
	},
	{
		path: '/board/claims',
		label: 'Claims to check',
		waits: ['claim to check', 'claims to check'],
		by: ['verifier']
	},
	{
		path: '/board/extensions',
		label: 'Extensions',
		waits: ['request for more time', 'requests for more time'],
		by: ['board', 'issuer']
	},
	{
		path: '/board/escalations',
		label: 'Escalations',
		says: 'Press for what is overdue: from a reminder to a public notice.',
		by: ['board']
	},
	{
		path: '/board/claims/samples',
		label: 'Random samples',
		says: 'Have a random share of the claims checked, where there are more than can be.',
		by: ['board', 'verifier']
	},
	{
		path: '/board/meetings',
		label: 'Meetings',
		says: 'Agendas, what was decided, and papers that never change.',
		by: ['board']
	}
];

/** The rooms that a person may use; none for whoever has nothing to do with a board. */
export const roomsOf = ({ memberships }: Pick<Person, 'memberships'>): Room[] => {
	const roles = memberships.map(({ role }) => role);
	return ROOMS.filter(({ by }) => by.some((role) => roles.includes(role)));
};
