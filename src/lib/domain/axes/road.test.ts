import fc from 'fast-check';
import { expect, it } from 'vitest';
import { apply, type Assignment } from '#lib/domain/assignment.ts';
import { addDays } from '#lib/domain/day.ts';
import type { EventDraft } from '#lib/domain/event.ts';
import { ROLES, type Role } from '#lib/domain/person.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { anAssignment, as } from '#lib/domain/testing.ts';
import * as verdict from '#lib/domain/verdict.ts';
import * as assurance from './assurance.ts';
import { BARRIERS } from './barrier.ts';
import * as closure from './closure.ts';
import * as delivery from './delivery.ts';
import * as position from './position.ts';

type Attempt = {
	role: Role;
	days: number;
	reason: string | undefined;
	barrier: (typeof BARRIERS)[number] | undefined;
	has_evidence: boolean;
	choice:
		| { position: position.Position }
		| { delivery: delivery.Delivery }
		| { assurance: assurance.Assurance }
		| { closure: closure.Closure }
		| { verdict: verdict.VerdictResult }
		| { claim: 'sign off' | 'return' };
};

const attempt: fc.Arbitrary<Attempt> = fc.record({
	role: fc.constantFrom(...ROLES),
	days: fc.integer({ min: 0, max: 400 }),
	reason: fc.constantFrom('Because.', 'Because.', undefined),
	barrier: fc.option(fc.constantFrom(...BARRIERS), { nil: undefined }),
	has_evidence: fc.boolean(),
	choice: fc.oneof(
		fc.record({ position: fc.constantFrom(...position.POSITIONS) }),
		fc.record({ delivery: fc.constantFrom(...delivery.DELIVERIES) }),
		fc.record({ delivery: fc.constant('delivered' as const) }),
		fc.record({ claim: fc.constantFrom('sign off' as const, 'return' as const) }),
		fc.record({ assurance: fc.constantFrom(...assurance.ASSURANCES) }),
		fc.record({ verdict: fc.constantFrom(...verdict.VERDICT_RESULTS) }),
		fc.record({ closure: fc.constantFrom(...closure.CLOSURES) })
	)
});

const draftsOf = (
	current: Assignment,
	{ role, reason, barrier, has_evidence, choice }: Attempt,
	today: string
) => {
	const context = as(role, today);
	const said = { reason, barrier, has_evidence, planned_owner: 'Chief nurse', planned_finish_on: today };
	if ('position' in choice) return position.move(current, { ...said, ...choice }, context);
	if ('delivery' in choice) return delivery.move(current, { ...said, ...choice }, context);
	if ('assurance' in choice) return assurance.move(current, { ...said, ...choice }, context);
	if ('closure' in choice) return closure.move(current, { ...said, ...choice }, context);
	if ('verdict' in choice)
		return verdict.move(
			current,
			{
				result: choice.verdict,
				method: 'data',
				reason: reason ?? 'Seen.',
				expires_on: undefined,
				effective_on: today
			},
			context
		);
	return choice.claim === 'sign off'
		? delivery.signOff(current, said, context)
		: delivery.returnClaim(current, said, context);
};

/** Walks as far as the rules let it: what is refused changes nothing, and only a refusal may be thrown. */
const walk = (
	attempts: Attempt[],
	step: (before: Assignment, drafts: EventDraft[], after: Assignment) => void
) => {
	let current = anAssignment();
	let today = current.latest_on;
	let moved = 0;
	for (const each of attempts) {
		today = addDays(today, each.days);
		let drafts: EventDraft[];
		try {
			drafts = draftsOf(current, each, today);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			continue;
		}
		const after = drafts.reduce<Assignment>(
			(state, draft) => ({ ...state, ...apply(state, draft) }),
			current
		);
		step(current, drafts, after);
		current = after;
		moved += 1;
	}
	return moved;
};

const roads = fc.array(attempt, { minLength: 40, maxLength: 160 });

it('never reaches assured without delivered, whatever people try', () => {
	const seen = new Set<string>();
	fc.assert(
		fc.property(roads, (attempts) => {
			walk(attempts, (_before, _drafts, after) => {
				seen.add(after.assurance);
				if (['submitted', 'assured', 'sustained'].includes(after.assurance))
					expect(after.delivery).toBe('delivered');
			});
		}),
		{ numRuns: 300, seed: 20261122 }
	);
	expect([...seen].sort()).toEqual([...assurance.ASSURANCES].sort());
});

it('never closes as implemented what nobody confirmed, and never forgets a reply or a report', () => {
	const seen = new Set<string>();
	fc.assert(
		fc.property(roads, (attempts) => {
			walk(attempts, (before, _drafts, after) => {
				seen.add(after.closure);
				if (before.closure === 'open' && after.closure.startsWith('implemented'))
					expect(['assured', 'sustained']).toContain(after.assurance);
				if (before.closure !== 'open' && after.closure !== 'open') expect(after.closure).toBe(before.closure);
				if (before.position !== 'awaiting response') expect(after.position).not.toBe('awaiting response');
				if (before.delivery !== 'no information') expect(after.delivery).not.toBe('no information');
				if (after.assurance === 'sustained' && before.assurance !== 'sustained') {
					expect(before.assurance).toBe('assured');
					expect(assurance.sustainedFrom(before.assured_on ?? '9999-12-31') <= after.latest_on).toBe(true);
				}
			});
		}),
		{ numRuns: 300, seed: 20261123 }
	);
	expect(seen).toContain('implemented');
});

it('offers exactly what it allows: no radio button leads to a refusal, and none is missing', () => {
	fc.assert(
		fc.property(roads, (attempts) => {
			walk(attempts, (_before, _drafts, current) => {
				for (const role of ROLES) {
					const context = as(role, current.latest_on);
					const said = {
						reason: 'Because.',
						barrier: 'money',
						has_evidence: true,
						planned_owner: 'Chief nurse',
						planned_finish_on: current.latest_on
					} as const;
					const allows = (attempt: () => unknown) => {
						try {
							attempt();
							return true;
						} catch {
							return false;
						}
					};
					expect(delivery.movesFrom(current, context)).toEqual(
						expect.arrayContaining(
							delivery.DELIVERIES.filter((to) =>
								allows(() => delivery.move(current, { ...said, delivery: to }, context))
							)
						)
					);
					for (const to of delivery.movesFrom(current, context))
						expect(
							allows(() => delivery.move(current, { ...said, delivery: to }, context)),
							to
						).toBe(true);
					for (const to of assurance.ASSURANCES)
						expect(
							allows(() => assurance.move(current, { ...said, assurance: to }, context)),
							to
						).toBe(assurance.movesFrom(current, context).includes(to));
				}
			});
		}),
		{ numRuns: 30, seed: 20261124 }
	);
});

it('starts every event from the value that held, and moves the projection to the value that it names', () => {
	fc.assert(
		fc.property(roads, (attempts) => {
			walk(attempts, (before, drafts, after) => {
				for (const draft of drafts) {
					if (draft.what !== 'position' && draft.what !== 'delivery' && draft.what !== 'assurance') continue;
					expect(draft.from_value).toBe(before[draft.what]);
					expect(after[draft.what]).toBe(draft.to_value);
				}
				expect(after.claimed_on === null || after.delivery !== 'delivered').toBe(true);
			});
		}),
		{ numRuns: 200, seed: 20261125 }
	);
});
