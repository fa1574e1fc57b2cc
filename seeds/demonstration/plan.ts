import type { AssignmentUpdate } from '#lib/domain/assignment-update.ts';
import type { Closure } from '#lib/domain/axes/closure.ts';
import { BARRIERS } from '#lib/domain/axes/barrier.ts';
import { addDays, later, type Day } from '#lib/domain/day.ts';
import type { Verdict } from '#lib/domain/verdict.ts';
import type { Chance } from '#lib/domain/chance.ts';

/** One thing that happens to an assignment: by whom, what, on which day, and on which day it was entered. */
export type Step = { on: Day; recorded_on: Day } & (
	| { kind: 'update'; by: 'contributor' | 'approver'; says: Partial<AssignmentUpdate> }
	| { kind: 'sign off' }
	| { kind: 'return'; reason: string }
	| { kind: 'ask'; asked_for_on: Day; reason: string; barrier: (typeof BARRIERS)[number] }
	| { kind: 'rule'; decision: 'granted' | 'refused'; reason: string }
	| { kind: 'verdict'; result: Verdict['result']; method: Verdict['method']; reason: string }
	| { kind: 'close'; closure: Closure; reason: string }
);

type Happening = Step extends infer S ? (S extends Step ? Omit<S, 'on' | 'recorded_on'> : never) : never;

const SAID = {
	accepted: [
		'We agree, and our medical director will lead on it.',
		'Accepted. It fits the plan that we have for this year.',
		'We accept this and are sorry that it took an investigation to say it.'
	],
	begun: [
		'Work has begun on two wards; the others follow.',
		'A working group meets every fortnight.',
		'The policy is drafted and out for comment.',
		'We have trained the first forty staff.'
	],
	more: [
		'Nothing has changed since last time: the supplier is late.',
		'Six of nine wards now do this.',
		'The audit is at 61 per cent; we aim for 95.',
		'The new lead started this month.'
	],
	done: [
		'All wards do this now. The audit of June shows 96 per cent.',
		'Built into the system: it cannot be skipped.',
		'Done. Training is part of induction.'
	]
};
const REFUSALS = [
	'The evidence does not justify the cost for a trust of our size.',
	'We already meet this by other means, which the review did not see.',
	'It cannot be done without national funding.'
];
const WHY_LATE = [
	'The supplier cannot deliver before the summer.',
	'Two of three leads have left.',
	'The building work that it needs was put back.'
];
const FOUND = {
	assured: [
		'Records of 30 patients seen; 29 as claimed.',
		'Seen on three wards without notice.',
		'The data of two quarters bear it out.'
	],
	'not assured': [
		'The audit covers one ward out of nine.',
		'The policy exists; staff on two wards did not know of it.',
		'The figures sent do not match the national return.'
	]
};

/** How an organisation tends to behave, from 0 to 1. */
export type Temper = { answers: number; delivers: number; overclaims: number };

/**
 * What happens to one accepted, refused or ignored assignment from the day it is taken up until `until`. All steps are
 * legal moves in order; each is entered on its day, or up to four weeks late.
 */
export const plan = (
	chance: Chance,
	temper: Temper,
	assignment: { begins_on: Day; response_due_on: Day | null; action_due_on: Day | null },
	until: Day
): Step[] => {
	const steps: Step[] = [];
	let on = assignment.begins_on;
	let recorded_on = on;
	let over = false;
	const happens = (days: number, happening: Happening) => {
		on = addDays(on, Math.max(days, 0));
		recorded_on = later(recorded_on, chance.happens(0.15) ? addDays(on, chance.between(1, 28)) : on);
		if (recorded_on > until) over = true;
		if (!over) steps.push({ ...happening, on, recorded_on } as Step);
	};
	const says = (
		days: number,
		update: Partial<AssignmentUpdate>,
		by: 'contributor' | 'approver' = 'contributor'
	) => happens(days, { kind: 'update', by, says: update });

	const claim = (days: number) => {
		says(days, {
			delivery: 'delivered',
			narrative: chance.pick(SAID.done),
			...(chance.happens(0.88)
				? {
						evidence_url: 'https://example.org/invented/evidence',
						evidence_kind: 'audit or data' as const,
						evidence_title: 'Audit report'
					}
				: { no_evidence_reason: 'The change is to a system; there is no paper to show.' })
		});
		if (chance.happens(0.1)) {
			happens(chance.between(3, 20), {
				kind: 'return',
				reason: 'The audit is too small. Add the night shifts.'
			});
			says(chance.between(10, 40), {
				delivery: 'delivered',
				narrative: chance.pick(SAID.done),
				evidence_url: 'https://example.org/invented/evidence-2'
			});
		}
		if (chance.happens(0.93)) {
			happens(chance.between(1, 21), { kind: 'sign off' });
			return true;
		}
		return false;
	};
	const check = (days: number, good: number): 'assured' | 'not assured' => {
		const result = chance.happens(good) ? 'assured' : 'not assured';
		happens(days, {
			kind: 'verdict',
			result,
			method: chance.pick(['document review', 'document review', 'data', 'site visit', 'peer review']),
			reason: chance.pick(FOUND[result])
		});
		return result;
	};

	if (!chance.happens(temper.answers)) return steps;
	const promptly = chance.happens(0.7);
	const position = chance.weighted({
		accepted: 78,
		'accepted in principle': 7,
		'accepted in part': 5,
		'not accepted': 6,
		'not applicable': 4
	});
	const refused = position === 'not accepted' || position === 'not applicable';
	says(promptly ? chance.between(8, 80) : chance.between(81, 190), {
		position,
		narrative: refused ? undefined : chance.pick(SAID.accepted),
		reason:
			position === 'accepted'
				? undefined
				: position === 'not applicable'
					? 'We do not provide this service.'
					: chance.pick(REFUSALS),
		barrier: refused ? chance.pick(BARRIERS.filter((barrier) => barrier !== 'other')) : undefined
	});
	if (refused) {
		if (position === 'not applicable' && chance.happens(0.5))
			happens(chance.between(20, 90), {
				kind: 'close',
				closure: 'no longer applicable',
				reason: 'Agreed: the service is run by another trust.'
			});
		return steps;
	}
	if (chance.happens(0.12)) return steps;
	if (chance.happens(0.1)) {
		says(chance.between(10, 60), {
			delivery: 'not started',
			narrative: 'We know of it, and have not begun.'
		});
		if (chance.happens(0.4)) return steps;
	}
	if (chance.happens(0.7))
		says(chance.between(5, 60), {
			delivery: 'planned',
			planned_owner: chance.pick([
				'Director of nursing',
				'Medical director',
				'Head of patient safety',
				'Chief pharmacist'
			]),
			planned_finish_on:
				assignment.action_due_on && assignment.action_due_on > addDays(on, 60)
					? assignment.action_due_on
					: addDays(on, 260)
		});
	if (!chance.happens(0.9)) return steps;
	says(chance.between(15, 110), { delivery: 'in progress', narrative: chance.pick(SAID.begun) });

	const due = assignment.action_due_on;
	if (due && chance.happens(0.24) && addDays(on, 20) < addDays(due, 60)) {
		const asked_for_on = addDays(later(due, addDays(on, 40)), chance.between(30, 150));
		happens(chance.between(5, 20), {
			kind: 'ask',
			asked_for_on,
			reason: chance.pick(WHY_LATE),
			barrier: chance.pick(['waiting on a supplier', 'workforce', 'estate', 'money'])
		});
		const granted = chance.happens(0.8);
		happens(chance.between(7, 35), {
			kind: 'rule',
			decision: granted ? 'granted' : 'refused',
			reason: granted
				? 'The reason holds, and there is a new plan.'
				: 'It was known when the date was agreed.'
		});
	}
	if (chance.happens(0.14)) {
		says(chance.between(10, 60), {
			delivery: 'on hold',
			barrier: chance.pick(BARRIERS.filter((barrier) => barrier !== 'other')),
			narrative: 'We have had to pause.'
		});
		if (!chance.happens(0.65)) return steps;
		says(chance.between(20, 120), { delivery: 'in progress', narrative: 'Work goes on again.' });
	} else if (chance.happens(0.03)) {
		says(chance.between(10, 90), {
			delivery: 'stopped',
			reason: 'The service moves to another trust next year.'
		});
		return steps;
	}
	if (chance.happens(0.5)) says(chance.between(30, 90), { narrative: chance.pick(SAID.more) });
	if (!chance.happens(temper.delivers)) return steps;
	if (!claim(chance.between(30, 230))) return steps;
	// Without evidence nothing goes forward to be checked.
	const shown = steps.some((step) => step.kind === 'update' && step.says.evidence_url);
	if (!shown || !chance.happens(0.68)) return steps;
	let result = check(chance.between(15, 120), 1 - temper.overclaims);
	if (result === 'not assured') {
		if (!chance.happens(0.6)) return steps;
		says(chance.between(5, 40), {
			delivery: 'in progress',
			narrative: 'We have looked again, and it was not done everywhere.'
		});
		if (!claim(chance.between(20, 120)) || !chance.happens(0.7)) return steps;
		result = check(chance.between(15, 90), 0.75);
		if (result === 'not assured') return steps;
	}
	if (chance.happens(0.3)) {
		happens(chance.between(10, 60), {
			kind: 'close',
			closure: chance.happens(0.9) ? 'implemented' : 'implemented by alternative means',
			reason: 'Confirmed by an independent check.'
		});
		return steps;
	}
	if (chance.happens(0.6)) check(chance.between(366, 430), 0.76);
	return steps;
};
