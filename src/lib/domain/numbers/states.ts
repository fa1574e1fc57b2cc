import { encode, type Standing, type StandingCount } from '#lib/domain/standing.ts';
import { assured, base, sustained } from './assignments.ts';
import { leavesOut, type Words } from './definition.ts';
import { exit } from './population.ts';

/** Where an assignment of the base has got to, in one word. Every one is in exactly one state. */
export const STATES = [
	'confirmed',
	'said to be done',
	'under way',
	'on hold or stopped',
	'not started',
	'no information',
	'no response',
	'said not to apply',
	'not accepted',
	'declined by the board',
	'superseded or closed'
] as const;
export type State = (typeof STATES)[number];

// Which state each name of `assignments.ts` at which an assignment leaves the cascade belongs to.
const STATE_OF: Record<string, State> = {
	'confirmed but not yet checked again': 'confirmed',
	'awaiting a check': 'said to be done',
	'checked and not confirmed': 'said to be done',
	lapsed: 'said to be done',
	'in progress': 'under way',
	'planned but not begun': 'under way',
	'on hold': 'on hold or stopped',
	stopped: 'on hold or stopped',
	'not started': 'not started',
	'no information': 'no information',
	'no response': 'no response',
	'said not to apply': 'said not to apply',
	'not accepted': 'not accepted',
	'declined by the board': 'declined by the board',
	superseded: 'superseded or closed',
	'closed without being done': 'superseded or closed'
};

const meansOf = (state: State): string =>
	[
		...(state === 'confirmed' ? [assured] : []),
		...leavesOut(sustained).filter(({ name }) => state !== 'confirmed' && STATE_OF[name] === state)
	]
		.map(({ means }) => means)
		.join(' Or: ');

/** What the method page prints of the states. */
export const states: Words = {
	id: 'states',
	name: 'States',
	in_plain_words:
		'Where each assignment had got to at the end of a month: how far it went in the cascade, or why it went no further.',
	formula: `${base.name} = ${STATES.join(' + ')}`,
	terms: STATES.map((name) => ({ name, means: meansOf(name) })),
	left_out: leavesOut(base),
	authority:
		'Our own. What was refused, declined or closed has a state of its own, and “no information” is never “not started”.'
};

/** The state of an assignment; `undefined` when it is not of the base. What the cascade calls dropping out, said as a state. */
export const stateOf = (standing: Standing): State | undefined => {
	const left = exit(standing, sustained);
	if (left === undefined) return 'confirmed';
	return STATE_OF[left.part.name];
};

// A page asks for the same few hundred standings month after month: each is worked out once.
const known = new Map<number, State | undefined>();
const knownStateOf = (standing: Standing): State | undefined => {
	const code = encode(standing);
	if (!known.has(code)) known.set(code, stateOf(standing));
	return known.get(code);
};

/** How many assignments of the base are in each state, in order, also where it is none. They add up to the base. */
export const countStates = (standings: readonly StandingCount[]): { state: State; n: number }[] => {
	const counts = new Map<State, number>();
	for (const standing of standings) {
		const state = knownStateOf(standing);
		if (state) counts.set(state, (counts.get(state) ?? 0) + standing.n);
	}
	return STATES.map((state) => ({ state, n: counts.get(state) ?? 0 }));
};
