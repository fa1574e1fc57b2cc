import { apply, counted, unborn, type AssignmentEvent, type AssignmentState } from './assignment.ts';
import { dutiesOf, type Clock, type Duty, type DutyStatus } from './clock.ts';
import type { Day } from './day.ts';
import { factsOf, type Fact } from './fact.ts';
import { undoneBy } from './undo.ts';
import { encode } from './standing.ts';

/** How an assignment counts from one day on: under whom, in which standing, with which duties and facts. */
export type Moment = {
	from_day: Day;
	organisation_id: number;
	standing: number;
	duties: Duty[];
	facts: Fact[];
};

/** An assignment leaves one standing for another; empty on entering or leaving the count altogether. */
export type StandingMove = {
	effective_on: Day;
	organisation_id: number;
	from_standing: number | null;
	to_standing: number | null;
};

/** A duty begins (1) or ends (-1). */
export type DutyMove = {
	effective_on: Day;
	organisation_id: number;
	clock: Clock;
	due_on: Day | null;
	status: DutyStatus;
	change: 1 | -1;
};

/** Something begins (1) or ends (-1) to be a fact. */
export type FactMove = Fact & { effective_on: Day; organisation_id: number; change: 1 | -1 };

export type Moves = { standings: StandingMove[]; duties: DutyMove[]; facts: FactMove[] };

/** An event with its place in the order of entry, and the day on which it was entered. */
export type RecordedEvent = AssignmentEvent & { id: number; recorded_on: Day };

/** Moves with the day on which we learned of them: the ledger of one assignment. */
export type Ledger = {
	standings: (StandingMove & { recorded_on: Day })[];
	duties: (DutyMove & { recorded_on: Day })[];
	facts: (FactMove & { recorded_on: Day })[];
};

export const emptyLedger = (): Ledger => ({ standings: [], duties: [], facts: [] });

/** How an assignment counts from a day on. */
export const momentOf = (state: AssignmentState, from_day: Day): Moment => ({
	from_day,
	organisation_id: state.organisation_id,
	standing: encode(state),
	duties: dutiesOf(state),
	facts: factsOf(state)
});

const inOrder = (a: RecordedEvent, b: RecordedEvent) =>
	a.effective_on < b.effective_on ? -1 : a.effective_on > b.effective_on ? 1 : a.id - b.id;

/**
 * Replays the events of one assignment, whatever their order, into its state and its moments: one moment a day on
 * which something changed, from the day it was assigned. Events of the same day apply in the order of entry. What was
 * undone counts as an entry and changes nothing else.
 */
export const replay = (
	organisation_id: number,
	events: RecordedEvent[]
): { state: AssignmentState; moments: Moment[] } => {
	let state = unborn(organisation_id);
	const moments: Moment[] = [];
	let assigned = false;
	const undone = undoneBy(events);
	for (const event of [...events].sort(inOrder)) {
		if (undone.has(event.id)) {
			state = counted(state);
			continue;
		}
		state = apply(state, event);
		assigned ||= event.what === 'assigned';
		if (!assigned) continue;
		const moment = momentOf(state, event.effective_on);
		if (moments.at(-1)?.from_day === event.effective_on) moments[moments.length - 1] = moment;
		else moments.push(moment);
	}
	return { state, moments };
};

const dutyKey = ({ clock, due_on, status }: Duty) => `${clock} ${due_on ?? ''} ${status}`;
const factKey = ({ fact, value, day, length }: Fact) => `${fact} ${value} ${day ?? ''} ${length ?? ''}`;

const isSameDuty = (a: Duty, b: Duty) =>
	a.clock === b.clock && a.due_on === b.due_on && a.status === b.status;
const isSameFact = (a: Fact, b: Fact) =>
	a.fact === b.fact && a.value === b.value && a.day === b.day && a.length === b.length;

/** What ends and what begins from one moment to the next; everything does when somebody else has it from then on. */
const changesBetween = <T extends object>(
	before: { organisation_id: number; has: T[] } | undefined,
	after: { from_day: Day; organisation_id: number; has: T[] },
	isSame: (one: T, other: T) => boolean
): (T & { effective_on: Day; organisation_id: number; change: 1 | -1 })[] => {
	const { organisation_id, from_day: effective_on } = after;
	const sameHolder = before?.organisation_id === organisation_id;
	const isAmong = (all: readonly T[], one: T) => sameHolder && all.some((other) => isSame(one, other));
	const had = before?.has ?? [];
	const ended = had.filter((one) => !isAmong(after.has, one));
	const begun = after.has.filter((one) => !isAmong(had, one));
	return [
		...ended.map((one) => ({
			...one,
			effective_on,
			organisation_id: before?.organisation_id ?? 0,
			change: -1 as const
		})),
		...begun.map((one) => ({ ...one, effective_on, organisation_id, change: 1 as const }))
	];
};

/** The moves from one moment to the next; without a first one, the entry into the count. */
export const movesBetween = (before: Moment | undefined, after: Moment): Moves => {
	const effective_on = after.from_day;
	const standings: StandingMove[] = [];
	if (before?.organisation_id === after.organisation_id) {
		if (before.standing !== after.standing)
			standings.push({
				effective_on,
				organisation_id: after.organisation_id,
				from_standing: before.standing,
				to_standing: after.standing
			});
	} else {
		if (before)
			standings.push({
				effective_on,
				organisation_id: before.organisation_id,
				from_standing: before.standing,
				to_standing: null
			});
		standings.push({
			effective_on,
			organisation_id: after.organisation_id,
			from_standing: null,
			to_standing: after.standing
		});
	}
	const duties = changesBetween(
		before && { ...before, has: before.duties },
		{ ...after, has: after.duties },
		isSameDuty
	);
	const facts = changesBetween(
		before && { ...before, has: before.facts },
		{ ...after, has: after.facts },
		isSameFact
	);
	return { standings, duties, facts };
};

/** All moves of a history, from its first moment to its last. */
export const movesOf = (moments: Moment[]): Moves => {
	const all = moments.map((moment, index) => movesBetween(moments[index - 1], moment));
	return {
		standings: all.flatMap(({ standings }) => standings),
		duties: all.flatMap(({ duties }) => duties),
		facts: all.flatMap(({ facts }) => facts)
	};
};

const standingKey = (move: StandingMove) =>
	`${move.effective_on} ${move.organisation_id} ${move.from_standing} ${move.to_standing}`;
const dutyMoveKey = (move: DutyMove) =>
	`${move.effective_on} ${move.organisation_id} ${dutyKey(move)} ${move.change}`;
const factMoveKey = (move: FactMove) =>
	`${move.effective_on} ${move.organisation_id} ${factKey(move)} ${move.change}`;
const takenBack = <T extends { change: 1 | -1 }>(move: T): T => ({
	...move,
	change: move.change === 1 ? -1 : 1
});

/** What is in `after` and not in `before`, and the reverse of what is only in `before`; equal entries cancel one by one. */
const difference = <T>(before: T[], after: T[], key: (item: T) => string, reverse: (item: T) => T): T[] => {
	const spare = new Map<string, T[]>();
	for (const item of before) spare.set(key(item), [...(spare.get(key(item)) ?? []), item]);
	const added = after.filter((item) => !spare.get(key(item))?.pop());
	return [...[...spare.values()].flat().map(reverse), ...added];
};

/**
 * The moves that turn the ledger of one history into the ledger of another. A late entry changes the past, so its
 * later moves are taken back and made anew, each on its own effective day; the sums up to any day come out right.
 */
export const correction = (before: Moment[], after: Moment[]): Moves => {
	const [old, now] = [movesOf(before), movesOf(after)];
	return {
		standings: difference(old.standings, now.standings, standingKey, (move) => ({
			...move,
			from_standing: move.to_standing,
			to_standing: move.from_standing
		})),
		duties: difference(old.duties, now.duties, dutyMoveKey, takenBack),
		facts: difference(old.facts, now.facts, factMoveKey, takenBack)
	};
};

const learned = (ledger: Ledger, moves: Moves, recorded_on: Day) => {
	for (const move of moves.standings) ledger.standings.push({ ...move, recorded_on });
	for (const move of moves.duties) ledger.duties.push({ ...move, recorded_on });
	for (const move of moves.facts) ledger.facts.push({ ...move, recorded_on });
};

/**
 * What `fresh` events, in the order of entry, add to the ledger of an assignment whose other events are `known`:
 * for each day of entry the correction from what was known before it to what was known after it. Also the state
 * that all of them leave.
 */
export const ledgerOf = (
	organisation_id: number,
	known: RecordedEvent[],
	fresh: RecordedEvent[]
): { state: AssignmentState; ledger: Ledger } => {
	const ledger = emptyLedger();
	const seen = [...known];
	let latest = replay(organisation_id, seen);
	fresh.forEach((event, index) => {
		seen.push(event);
		if (fresh[index + 1]?.recorded_on === event.recorded_on) return;
		const next = replay(organisation_id, seen);
		learned(ledger, correction(latest.moments, next.moments), event.recorded_on);
		latest = next;
	});
	return { state: latest.state, ledger };
};

/**
 * The same for events that all happened on or after the last known one: it follows from the state alone. `state` is
 * what the known events leave; `isNew` says that there are none.
 */
export const advance = (
	state: AssignmentState,
	isNew: boolean,
	fresh: RecordedEvent[]
): { state: AssignmentState; ledger: Ledger } => {
	const ledger = emptyLedger();
	let before = isNew ? undefined : momentOf(state, state.latest_on);
	let next = state;
	fresh.forEach((event, index) => {
		next = apply(next, event);
		const following = fresh[index + 1];
		if (following?.effective_on === event.effective_on && following.recorded_on === event.recorded_on) return;
		const after = momentOf(next, event.effective_on);
		learned(ledger, movesBetween(before, after), event.recorded_on);
		before = after;
	});
	return { state: next, ledger };
};

const isInOrder = (events: RecordedEvent[]) =>
	events[0]?.what === 'assigned' &&
	events.every(
		(event, index) =>
			event.what !== 'undo' && event.effective_on >= (events[index - 1]?.effective_on ?? event.effective_on)
	);

/** The whole ledger of an assignment, and its state, from all its events in the order of entry. */
export const historyOf = (organisation_id: number, events: RecordedEvent[]) =>
	isInOrder(events) ? advance(unborn(organisation_id), true, events) : ledgerOf(organisation_id, [], events);
