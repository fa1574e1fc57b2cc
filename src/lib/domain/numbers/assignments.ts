import type { Standing } from '#lib/domain/standing.ts';
import { everything, narrow, type Part } from './population.ts';

/** What a reader must know before any of these words. */
export const ASSIGNMENT = 'An assignment is one recommendation, for one organisation to act on.';

const merged: Part<Standing> = {
	name: 'merged into another',
	means: 'The board merged the recommendation into another one, where it is counted.',
	holds: ({ disposition }) => disposition === 'merged'
};
const agreedNotApplicable: Part<Standing> = {
	name: 'agreed not to apply',
	means: 'The issuer or the board agreed that the recommendation does not apply to the organisation.',
	holds: ({ closure }) => closure === 'no longer applicable'
};

const declined: Part<Standing> = {
	name: 'declined by the board',
	means: 'The board declined the recommendation, and the organisation had not carried it out.',
	holds: ({ disposition }) => disposition === 'declined'
};
const superseded: Part<Standing> = {
	name: 'superseded',
	means: 'Another recommendation took its place before the organisation had carried it out.',
	holds: ({ disposition, closure }) => disposition === 'superseded' || closure === 'superseded'
};
const closedUndone: Part<Standing> = {
	name: 'closed without being done',
	means: 'The issuer or the board closed it as reconsidered or as not implemented.',
	holds: ({ closure }) => closure === 'reconsidered' || closure === 'not implemented'
};
const ended = [declined, superseded, closedUndone];

const noResponse: Part<Standing> = {
	name: 'no response',
	means: 'We know of no response from the organisation.',
	holds: ({ position }) => position === 'awaiting response'
};
const notAccepted: Part<Standing> = {
	name: 'not accepted',
	means: 'The organisation said that it will not do it. With a reason, that is a valid answer.',
	holds: ({ position }) => position === 'not accepted'
};
const saidNotToApply: Part<Standing> = {
	name: 'said not to apply',
	means: 'The organisation says that it does not apply to it. Neither issuer nor board has agreed.',
	holds: ({ position }) => position === 'not applicable'
};
const noInformation: Part<Standing> = {
	name: 'no information',
	means: 'Nothing is known of what was done. That is not the same as nothing being done.',
	holds: ({ delivery }) => delivery === 'no information'
};
const notStarted: Part<Standing> = {
	name: 'not started',
	means: 'The organisation says that it has not started.',
	holds: ({ delivery }) => delivery === 'not started'
};
const stopped: Part<Standing> = {
	name: 'stopped',
	means: 'The organisation says that it has stopped.',
	holds: ({ delivery }) => delivery === 'stopped'
};
const plannedOnly: Part<Standing> = {
	name: 'planned but not begun',
	means: 'There is a plan with an owner and a date, and work has not begun.',
	holds: ({ delivery }) => delivery === 'planned'
};
const inProgress: Part<Standing> = {
	name: 'in progress',
	means: 'The organisation says that work is under way.',
	holds: ({ delivery }) => delivery === 'in progress'
};
const onHold: Part<Standing> = {
	name: 'on hold',
	means: 'The organisation says that work has halted at a barrier that it names.',
	holds: ({ delivery }) => delivery === 'on hold'
};
const awaitingACheck: Part<Standing> = {
	name: 'awaiting a check',
	means: 'Said to be done. Nobody independent has given a verdict yet.',
	holds: ({ assurance }) => assurance === 'not assessed' || assurance === 'submitted'
};
const notConfirmed: Part<Standing> = {
	name: 'checked and not confirmed',
	means: 'Somebody independent checked the claim and could not confirm it.',
	holds: ({ assurance }) => assurance === 'not assured'
};
const lapsed: Part<Standing> = {
	name: 'lapsed',
	means: 'It was confirmed once, but the confirmation ran out or a later check failed.',
	holds: ({ assurance }) => assurance === 'lapsed'
};
const confirmedOnce: Part<Standing> = {
	name: 'confirmed but not yet checked again',
	means: 'Confirmed by somebody independent. The second check, 12 months or more later, is still to come.',
	holds: ({ assurance }) => assurance === 'assured'
};

/** Every assignment that is asked about, before anything is left out. */
export const everyAssignment = everything<Standing>({
	name: 'every assignment',
	means: `Every assignment made on or before the day. ${ASSIGNMENT}`
});

/** What every share is in the end a share of. Refused and declined ones stay in it: nobody's rate improves by refusing. */
export const base = narrow(everyAssignment, {
	name: 'base',
	means: 'Assignments that stand: not merged into another, and not agreed as not applicable.',
	without: [merged, agreedNotApplicable]
});
export const responded = narrow(base, {
	name: 'responded',
	means: 'The organisation has said whether it accepts.',
	without: [noResponse],
	named_first: ended
});
export const accepted = narrow(responded, {
	name: 'accepted',
	means: 'The organisation accepted it, in full, in part or in principle.',
	without: [notAccepted, saidNotToApply]
});
export const planned = narrow(accepted, {
	name: 'planned',
	means: 'There is a plan with an owner and a date, or more than a plan. On hold counts, stopped does not.',
	without: [noInformation, notStarted, stopped],
	named_first: ended
});
export const delivered = narrow(planned, {
	name: 'delivered',
	means: 'The organisation says that it is done, and its executive lead signed that off.',
	without: [plannedOnly, inProgress, onHold],
	named_first: ended
});
export const assured = narrow(delivered, {
	name: 'assured',
	means: 'Somebody independent of the organisation checked the claim and confirmed it, and that still holds.',
	without: [awaitingACheck, notConfirmed, lapsed]
});
export const sustained = narrow(assured, {
	name: 'sustained',
	means: 'It was checked again 12 months or more later, and confirmed again.',
	without: [confirmedOnce]
});
