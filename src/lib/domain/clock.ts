import type { AssignmentState } from './assignment.ts';
import type { Timeliness } from './axes/timeliness.ts';
import { addDays, addMonths, dayOf, type Day } from './day.ts';

/** What an assignment has dates for. Each may be overdue by itself. */
export const CLOCKS = ['response', 'action', 'evidence'] as const;
export type Clock = (typeof CLOCKS)[number];

/** What stops each clock, in a line. */
export const MEANINGS: Record<Clock, string> = {
	response: 'The organisation says whether it accepts.',
	action: 'The organisation has delivered, and its executive lead has signed that off.',
	evidence: 'Evidence has been put forward for an independent check.'
};

/** How a duty stands: still to do, or done before, after, or on an unknown side of its date. */
export const DUTY_STATUSES = ['open', 'met in time', 'met late', 'met, day not known'] as const;
export type DutyStatus = (typeof DUTY_STATUSES)[number];

/** One assignment × one clock. `due_on` is null where no date is set, which is a class of its own. */
export type Duty = { clock: Clock; due_on: Day | null; status: DutyStatus };

/** How many days ahead a duty counts as due soon. */
export const DUE_SOON_DAYS = 30;

/** The first day on which something due on a day is overdue: the day after, since due dates are days, not instants. */
export const overdueFrom = (due_on: Day): Day => addDays(due_on, 1);

/** The instant from which it is overdue: 00:00 in London on the day after the due date, whatever the clocks do. */
export const overdueInstant = (due_on: Day): Date => {
	const midnightInUtc = Date.parse(`${overdueFrom(due_on)}T00:00:00Z`);
	const anHourBefore = new Date(midnightInUtc - 3_600_000);
	return dayOf(anHourBefore) === overdueFrom(due_on) ? anHourBefore : new Date(midnightInUtc);
};

/** Whether the day has passed without the event. Never without a date; an event after `asAt` has not happened yet. */
export const isOverdue = (due_on: Day | null, met_on: Day | null | undefined, asAt: Day): boolean =>
	due_on !== null && overdueFrom(due_on) <= asAt && (!met_on || met_on > asAt);

/** Whether it falls due on the day itself or within the 30 days after. */
export const isDueSoon = (due_on: Day | null, asAt: Day): boolean =>
	due_on !== null && asAt <= due_on && due_on <= addDays(asAt, DUE_SOON_DAYS);

/** How long something has been overdue, youngest first. */
export const AGE_BANDS = [
	'1 to 30 days',
	'31 to 90 days',
	'91 to 180 days',
	'181 to 365 days',
	'1 to 5 years',
	'over 5 years'
] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

/** The earliest day whose anniversary after so many years has not gone by. */
const yearsBefore = (asAt: Day, years: number): Day => {
	const day = addMonths(asAt, -12 * years);
	return addMonths(day, 12 * years) < asAt ? addDays(day, 1) : day;
};

/**
 * The due dates that each age band holds on a day, both ends included; the oldest has no `from`. Years go by the
 * calendar: the band of 181 to 365 days ends on the first anniversary, which a leap year makes the 366th day.
 * SQL counts by these very days.
 */
export const ageBands = (asAt: Day): { band: AgeBand; from: Day | null; to: Day }[] => {
	const from = [
		addDays(asAt, -30),
		addDays(asAt, -90),
		addDays(asAt, -180),
		yearsBefore(asAt, 1),
		yearsBefore(asAt, 5),
		null
	] as const;
	return AGE_BANDS.map((band, i) => ({
		band,
		from: from[i] ?? null,
		to: addDays(i === 0 ? asAt : (from[i - 1] as Day), -1)
	}));
};

/** The band of something still undone; undefined when it is not overdue. */
export const ageBand = (due_on: Day, asAt: Day): AgeBand | undefined =>
	ageBands(asAt).find(({ from, to }) => due_on <= to && (from === null || due_on >= from))?.band;

/** Whether a recommendation is 5 years old or older and something about it is still open. */
export const isLongOutstanding = (made_on: Day | null, duties: readonly Duty[], asAt: Day): boolean =>
	made_on !== null && addMonths(made_on, 60) <= asAt && duties.some(({ status }) => status === 'open');

/** How often somebody who was asked is to report, where the board says so. */
export const CADENCES = ['month', 'quarter', 'half year', 'year'] as const;
export type Cadence = (typeof CADENCES)[number];

const CYCLE_MONTHS: Record<Cadence, number> = { month: 1, quarter: 3, 'half year': 6, year: 12 };
/** The reporting cycle of those who were told no other. */
export const USUAL_CYCLE_MONTHS = CYCLE_MONTHS.quarter;

/** How many months a reporting cycle has: a quarter, unless the board asked for another. */
export const cycleMonths = (reports_every: Cadence | null): number =>
	reports_every ? CYCLE_MONTHS[reports_every] : USUAL_CYCLE_MONTHS;

/** The earliest day whose update still counts as fresh: one reporting cycle (a quarter, unless told) and 30 days ago. */
export const freshSince = (asAt: Day, cycle_months = USUAL_CYCLE_MONTHS): Day =>
	addMonths(addDays(asAt, -30), -cycle_months);

/** Whether nothing has been heard for a reporting cycle and 30 days. Without any update, since it was assigned. */
export const isStale = (
	assignment: { updated_on: Day | null; assigned_on: Day; reports_every: Cadence | null },
	asAt: Day
): boolean =>
	(assignment.updated_on ?? assignment.assigned_on) < freshSince(asAt, cycleMonths(assignment.reports_every));

/** How a duty stands against its date on a day. What has no date is neither on time nor late, done or not. */
export const timeliness = (duty: Pick<Duty, 'due_on' | 'status'>, asAt: Day): Timeliness => {
	if (duty.due_on === null) return 'no date set';
	switch (duty.status) {
		case 'met in time':
			return 'completed on time';
		case 'met late':
			return 'completed late';
		case 'met, day not known':
			return 'completed, day not known';
		case 'open':
			if (isOverdue(duty.due_on, undefined, asAt)) return 'overdue';
			return isDueSoon(duty.due_on, asAt) ? 'due soon' : 'not due';
	}
};

const met = (due_on: Day | null, on: Day | null, on_is?: string | null): DutyStatus => {
	if (due_on === null) return 'met in time';
	if (on === null) return 'met, day not known';
	if (on <= due_on) return 'met in time';
	return on_is === 'no later than' ? 'met, day not known' : 'met late';
};

type Facts = Pick<
	AssignmentState,
	| 'disposition'
	| 'closure'
	| 'position'
	| 'delivery'
	| 'assurance'
	| 'responded_on'
	| 'responded_on_is'
	| 'delivered_on'
	| 'delivered_on_is'
	| 'submitted_on'
	| 'response_due_on'
	| 'action_due_on'
	| 'evidence_due_on'
> & { submitted_on_is?: string | null };

/**
 * The duties that an assignment has, in the order of the clocks. None outside the base: merged, or agreed to be no longer
 * applicable. Of what is closed, declined or superseded only those that were met: nothing is owed there any more. After
 * a refusal or "not applicable" only the reply, which that was. On hold and stopped do not stop a clock; a claim that
 * was sent back or has lapsed leaves evidence to be given again.
 */
export const dutiesOf = (state: Facts): Duty[] => {
	if (state.disposition === 'merged' || state.closure === 'no longer applicable') return [];
	const ended = state.closure !== 'open' || ['declined', 'superseded'].includes(state.disposition);
	return runningDuties(state).filter(({ status }) => !ended || status !== 'open');
};

const runningDuties = (state: Facts): Duty[] => {
	const response: Duty = {
		clock: 'response',
		due_on: state.response_due_on,
		status:
			state.position === 'awaiting response'
				? 'open'
				: met(state.response_due_on, state.responded_on, state.responded_on_is)
	};
	if (state.position === 'not accepted' || state.position === 'not applicable') return [response];
	return [
		response,
		{
			clock: 'action',
			due_on: state.action_due_on,
			status:
				state.delivery === 'delivered'
					? met(state.action_due_on, state.delivered_on, state.delivered_on_is)
					: 'open'
		},
		{
			clock: 'evidence',
			due_on: state.evidence_due_on,
			status: ['submitted', 'assured', 'sustained'].includes(state.assurance)
				? met(state.evidence_due_on, state.submitted_on, state.submitted_on_is)
				: 'open'
		}
	];
};
