import { addMonths, type Day } from '#lib/domain/day.ts';
import { ofAssignment } from '#lib/domain/event.ts';
import { SPEAKERS, whileOpen, type Assigned } from './assigned.ts';
import { axis, type Condition, type Line } from './axis.ts';

/** What somebody independent could confirm. */
export const ASSURANCES = [
	'not assessed',
	'submitted',
	'assured',
	'not assured',
	'sustained',
	'lapsed'
] as const;
export type Assurance = (typeof ASSURANCES)[number];

/** Each value in a line of plain English. */
export const MEANINGS: Record<Assurance, string> = {
	'not assessed': 'Nobody independent has looked.',
	submitted: 'The evidence has been put forward and waits for a check.',
	assured: 'Somebody independent looked, and it is done.',
	'not assured': 'Somebody independent looked, and could not confirm it.',
	sustained: 'It was checked again a year or more later, and still holds.',
	lapsed: 'It was confirmed once, and that no longer stands.'
};

/** How long a confirmation must have stood before a re-check can call it sustained. */
export const SUSTAINED_AFTER_MONTHS = 12;

/** The first day on which something assured on a day can be found sustained. */
export const sustainedFrom = (assured_on: Day): Day => addMonths(assured_on, SUSTAINED_AFTER_MONTHS);

const delivered: Condition<Assigned> = {
	when: (current) => current.delivery === 'delivered',
	otherwise: (current) =>
		current.claimed_on === null
			? `It is ‘${current.delivery}’, not delivered. It can be checked once the organisation says that it is delivered.`
			: 'The claim that it is delivered has not been signed off. It can be checked once the approver has done so.'
};
const aYearOn: Condition<Assigned> = {
	when: (current, on) => current.assured_on !== null && sustainedFrom(current.assured_on) <= on,
	otherwise: () => 'It can be called sustained 12 months after it was assured. Check it again then.'
};

const moves: readonly Line<Assurance, Assigned>[] = [
	{
		from: ['not assessed', 'not assured', 'lapsed'],
		to: 'submitted',
		by: SPEAKERS,
		needs: ['evidence'],
		only: [whileOpen, delivered]
	},
	{ from: ['submitted'], to: 'assured', by: ['verifier'], only: [delivered] },
	{ from: ['submitted'], to: 'not assured', by: ['verifier'], needs: ['reason'], only: [delivered] },
	{ from: ['assured'], to: 'sustained', by: ['verifier'], only: [delivered, aYearOn] },
	{ from: ['assured', 'sustained'], to: 'lapsed', by: ['verifier'], needs: ['reason'] }
];

export const { movesFrom, needsOf, move } = axis<'assurance', Assurance, Assigned>({
	name: 'assurance',
	moves,
	never: {
		'not assessed': 'A check is on the record and stays there. A new finding is added to it; choose that.'
	},
	draft: ofAssignment
});
