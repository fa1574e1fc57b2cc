import fc from 'fast-check';
import { expect, it } from 'vitest';
import { apply, type Assignment } from '#lib/domain/assignment.ts';
import { addDays } from '#lib/domain/day.ts';
import type { EventDraft } from '#lib/domain/event.ts';
import { replay } from '#lib/domain/history.ts';
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
	axis: 'position' | 'delivery' | 'assurance' | 'closure' | 'verdict' | 'claim';
	/** Which value: of the legal ones, or of all. */
	pick: number;
	isLegal: boolean;
	/** Anybody, or undefined for somebody whose part it is. */
	anybody: Role | undefined;
	days: number;
	days_late: number;
	reason: string | undefined;
	barrier: (typeof BARRIERS)[number] | undefined;
	has_evidence: boolean;
};

const attempt: fc.Arbitrary<Attempt> = fc.record({
	axis: fc.constantFrom(
		...([
			'position',
			'delivery',
			'delivery',
			'claim',
			'assurance',
			'assurance',
			'verdict',
			'closure'
		] as const)
	),
	pick: fc.nat(20),
	isLegal: fc.boolean(),
	anybody: fc.option(fc.constantFrom(...ROLES), { nil: undefined, freq: 4 }),
	days: fc.constantFrom(0, 1, 10, 100, 400),
	days_late: fc.constantFrom(0, 0, 0, 1, 15, 90),
	reason: fc.constantFrom('Because.', 'Because.', undefined),
	barrier: fc.option(fc.constantFrom(...BARRIERS), { nil: undefined }),
	has_evidence: fc.boolean()
});

const theirs = {
	position: ['contributor', 'approver', 'registrar'],
	delivery: ['contributor', 'approver', 'registrar'],
	assurance: ['verifier', 'approver'],
	closure: ['board', 'issuer'],
	verdict: ['verifier'],
	claim: ['approver']
} as const;

const draftsOf = (current: Assignment, attempt: Attempt, today: string) => {
	const { axis, pick, days_late, reason, barrier, has_evidence } = attempt;
	const context = as(attempt.anybody ?? theirs[axis][pick % theirs[axis].length] ?? 'public', today);
	const effective_on = addDays(today, -days_late);
	const said = {
		effective_on,
		reason,
		barrier,
		has_evidence,
		planned_owner: 'Chief nurse',
		planned_finish_on: today
	};
	const chosen = <T>(values: readonly T[], legal: readonly T[]) => {
		const among = attempt.isLegal && legal.length > 0 ? legal : values;
		return among[pick % among.length] as T;
	};
	switch (axis) {
		case 'position': {
			const to = chosen(position.POSITIONS, position.movesFrom(current, context));
			return position.move(current, { ...said, position: to }, context);
		}
		case 'delivery': {
			const to = chosen(delivery.DELIVERIES, delivery.movesFrom(current, context));
			return delivery.move(current, { ...said, delivery: to }, context);
		}
		case 'assurance': {
			const to = chosen(assurance.ASSURANCES, assurance.movesFrom(current, context));
			return assurance.move(current, { ...said, assurance: to }, context);
		}
		case 'closure': {
			const to = chosen(closure.CLOSURES, closure.movesFrom(current, context));
			return closure.move(current, { ...said, closure: to }, context);
		}
		case 'verdict': {
			const result = chosen(verdict.VERDICT_RESULTS, []);
			const given = { result, method: 'data', reason: 'Seen.', expires_on: undefined, effective_on } as const;
			return verdict.move(current, given, context);
		}
		case 'claim':
			return pick % 4 > 0
				? delivery.signOff(current, said, context)
				: delivery.returnClaim(current, said, context);
	}
};

/** Walks as far as the rules let it: what is refused changes nothing, and only a refusal may be thrown. */
const walk = (
	attempts: Attempt[],
	step: (before: Assignment, drafts: EventDraft[], after: Assignment) => void
) => {
	let current = anAssignment();
	let today = addDays(current.latest_on, 120);
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

const roads = fc.array(attempt, { minLength: 20, maxLength: 80 });

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
		{ numRuns: 150, seed: 20261122 }
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
		{ numRuns: 150, seed: 20261123 }
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
					for (const to of position.POSITIONS)
						expect(
							allows(() => position.move(current, { ...said, position: to }, context)),
							to
						).toBe(position.movesFrom(current, context).includes(to));
					for (const to of delivery.DELIVERIES)
						expect(
							allows(() => delivery.move(current, { ...said, delivery: to }, context)),
							to
						).toBe(delivery.movesFrom(current, context).includes(to));
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
		{ numRuns: 100, seed: 20261125 }
	);
});

it('comes to the same end when the record replays it by the days on which things happened', () => {
	let late = 0;
	fc.assert(
		fc.property(roads, (attempts) => {
			const first = anAssignment();
			const recorded = [
				{ id: 0, what: 'assigned' as const, effective_on: first.assigned_on, recorded_on: first.assigned_on }
			] as Parameters<typeof replay>[1];
			let end = first;
			// In quick succession, so that what is told late was overtaken.
			const quick = attempts.map((each) => ({ ...each, days: Math.min(each.days, 10) }));
			walk(quick, (before, drafts, after) => {
				if (drafts.some(({ effective_on }) => effective_on < before.latest_on)) late += 1;
				for (const draft of drafts)
					recorded.push({ ...draft, id: recorded.length, recorded_on: after.latest_on });
				end = after;
			});
			const { state } = replay(first.organisation_id, recorded);
			const { position, delivery, assurance, closure, claimed_on, delivered_on, submitted_on, assured_on } =
				end;
			const standing = { position, delivery, assurance, closure };
			expect(state).toMatchObject({ ...standing, claimed_on, delivered_on, submitted_on, assured_on });
		}),
		{ numRuns: 200, seed: 20261126 }
	);
	expect(late).toBeGreaterThan(20);
});
