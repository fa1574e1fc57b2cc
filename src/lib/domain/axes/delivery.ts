import { ofAssignment, type EventDraft } from '#lib/domain/event.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { SPEAKERS, whileOpen, type Assigned } from './assigned.ts';
import * as assurance from './assurance.ts';
import { axis, dayOfEffect, type Condition, type Context, type Line, type Said } from './axis.ts';

/** What an organisation says that it has done. "No information" is never "not started". */
export const DELIVERIES = [
	'no information',
	'not started',
	'planned',
	'in progress',
	'delivered',
	'on hold',
	'stopped'
] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** Each value in a line of plain English. */
export const MEANINGS: Record<Delivery, string> = {
	'no information': 'Nobody has told us anything. It may have been done, or not.',
	'not started': 'We know of it, and have not begun.',
	planned: 'We have decided who will do it and by when.',
	'in progress': 'We have begun, and have not finished.',
	delivered: 'We have done what we said. Our executive lead signs that off.',
	'on hold': 'We have had to pause. The date stays.',
	stopped: 'We have given up doing it. The reason says why.'
};

/** What becomes of a contributor’s claim that something is delivered. */
export const CLAIMS = ['claimed', 'returned'] as const;
export type Claim = (typeof CLAIMS)[number];

const returned: Condition<Assigned> = {
	when: (current) => current.assurance === 'not assured' || current.assurance === 'lapsed',
	otherwise: () =>
		'It stays delivered unless a check finds otherwise. If it is not done after all, tell a verifier, who can return it.'
};

const line = (
	from: readonly Delivery[],
	to: Delivery,
	needs: Line<Delivery, Assigned>['needs'] = [],
	only: readonly Condition<Assigned>[] = []
): Line<Delivery, Assigned> => ({ from, to, by: SPEAKERS, needs, only: [whileOpen, ...only] });

/** Steps may be skipped forwards, since people report by the quarter. A hold goes back to where work can go on. */
const moves: readonly Line<Delivery, Assigned>[] = [
	line(['no information', 'on hold'], 'not started'),
	line(['no information', 'not started', 'on hold'], 'planned', ['owner and date']),
	line(['stopped'], 'planned', ['reason', 'owner and date']),
	line(['no information', 'not started', 'planned', 'on hold'], 'in progress'),
	line(['stopped'], 'in progress', ['reason']),
	line(['delivered'], 'in progress', [], [returned]),
	line(['no information', 'not started', 'planned', 'in progress'], 'delivered', ['evidence or why none']),
	line(['no information', 'not started', 'planned', 'in progress'], 'on hold', ['barrier']),
	line(['no information', 'not started', 'planned', 'in progress', 'on hold'], 'stopped', ['reason'])
];

const table = axis<'delivery', Delivery, Assigned>({
	name: 'delivery',
	moves,
	never: {
		'no information':
			'‘No information’ means that nobody has told us anything, and somebody has. Choose what holds now, or leave this as it is.'
	},
	// The first thing that is heard may be learned of late; after that, and under a claim, the order of the days is kept.
	earliest: (current) =>
		current.delivery === 'no information' && current.claimed_on === null
			? current.assigned_on
			: current.latest_on,
	draft: ofAssignment
});

export const { needsOf } = table;

const waits = (current: Assigned, { as }: Context) => current.claimed_on !== null && as !== 'approver';

/** The values that a person may choose now. While a claim waits to be signed off, its own people can only wait. */
export const movesFrom = (current: Assigned, context: Context): Delivery[] => {
	if (waits(current, context)) return [];
	const values = table.movesFrom(current, context);
	return current.claimed_on === null ? values : values.filter((value) => value === 'delivered');
};

const claim = ({ from_value: _, ...draft }: EventDraft): EventDraft => ({
	...draft,
	what: 'claim',
	to_value: 'claimed'
});

/** With evidence, what an approver signs off goes forward for a check in the same breath. */
const withEvidence = (
	current: Assigned,
	signedOff: EventDraft,
	said: Said,
	context: Context
): EventDraft[] => {
	const { effective_on } = signedOff;
	const after = { ...current, delivery: 'delivered' as const, latest_on: effective_on };
	const goesForward =
		(said.evidence_url || said.has_evidence) && assurance.movesFrom(after, context).includes('submitted');
	if (!goesForward) return [signedOff];
	return [
		signedOff,
		...assurance.move(after, { has_evidence: true, assurance: 'submitted', effective_on }, context)
	];
};

/**
 * The events of a choice. A contributor’s ‘delivered’ is a claim that waits for the approver; an approver’s own takes
 * effect at once and, with evidence, goes forward for a check. The first plan also sets the action’s due date.
 */
export const move = (
	current: Assigned,
	said: Said & { delivery?: Delivery | undefined },
	context: Context
): EventDraft[] => {
	if (said.delivery === undefined) return [];
	if (waits(current, context))
		throw new Refusal(
			'not-possible',
			'This is claimed as delivered and waits to be signed off. Ask your approver to sign it off or to return it first.'
		);
	if (current.claimed_on !== null && said.delivery !== 'delivered')
		throw new Refusal(
			'not-possible',
			'This is claimed as delivered and waits for you. Sign it off, or return the claim with a reason first.'
		);
	const [draft] = table.move(current, said, context);
	if (!draft) return [];
	if (said.delivery === 'delivered' && context.as === 'contributor')
		return [claim({ ...draft, effective_on: dayOfEffect(said, context.today, current.latest_on) })];
	if (said.delivery === 'delivered' && context.as === 'approver')
		return withEvidence(current, draft, said, context);
	if (said.delivery === 'planned' && current.action_due_on === null)
		return [
			draft,
			ofAssignment(current, {
				what: 'due date',
				to_value: said.planned_finish_on,
				detail: { clock: 'action' },
				effective_on: draft.effective_on
			})
		];
	return [draft];
};

const claimOf = (current: Assigned, { as }: Context, doing: string) => {
	if (as !== 'approver')
		throw new Refusal(
			'not-allowed',
			`Only an approver of the organisation can ${doing}. Ask yours to do it.`
		);
	if (current.claimed_on === null)
		throw new Refusal(
			'not-possible',
			'No claim waits here. Look at the assignment again: somebody may have dealt with it.'
		);
};

/**
 * An approver signs off a claim: delivered, from the day given. `has_evidence` says whether anything is on file for it;
 * if so it goes forward for a check.
 */
export const signOff = (
	current: Assigned,
	said: Said & { has_evidence: boolean },
	context: Context
): EventDraft[] => {
	claimOf(current, context, 'sign off a claim');
	// The claim gave its evidence, or the reason for having none; the sign-off need not give it again.
	const [draft] = table.move(current, { ...said, has_evidence: true, delivery: 'delivered' }, context);
	return draft ? withEvidence(current, draft, said, context) : [];
};

/** An approver sends a claim back, with the reason. What was said before the claim holds again. */
export const returnClaim = (
	current: Assigned,
	said: Pick<Said, 'reason' | 'effective_on'>,
	context: Context
): EventDraft[] => {
	claimOf(current, context, 'return a claim');
	if (!said.reason)
		throw new Refusal(
			'not-possible',
			'Give the reason why you return this, so that it can be put right.',
			'reason'
		);
	return [
		ofAssignment(current, {
			what: 'claim',
			from_value: 'claimed',
			to_value: 'returned',
			reason: said.reason,
			effective_on: dayOfEffect(said, context.today, current.latest_on)
		})
	];
};
