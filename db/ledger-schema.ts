import type { Assurance } from '#lib/domain/axes/assurance.ts';
import type { Closure } from '#lib/domain/axes/closure.ts';
import type { Delivery } from '#lib/domain/axes/delivery.ts';
import type { Disposition } from '#lib/domain/axes/disposition.ts';
import type { Position } from '#lib/domain/axes/position.ts';
import type { Clock, DutyStatus } from '#lib/domain/clock.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Fact } from '#lib/domain/fact.ts';

/** One row a combination of the five facts. */
type StandingTable = {
	code: number;
	disposition: Disposition;
	position: Position;
	delivery: Delivery;
	assurance: Assurance;
	closure: Closure;
};

/** Of which assignment a row of a ledger is, under which organisation it counts, from when, and when we learned it. */
type Entry = {
	data_set: DataSet;
	assignment_id: number;
	recommendation_id: number;
	organisation_id: number;
	effective_on: Day;
	recorded_on: Day;
};

/** One row a move of an assignment from one standing to another. */
type StandingChangeTable = Entry & {
	from_standing: number | null;
	to_standing: number | null;
};

/** One row a duty with a due date that begins (1) or ends (-1). */
type DutyChangeTable = Entry & {
	clock: Clock;
	due_on: Day | null;
	status: DutyStatus;
	change: number;
};

/** One row a fact that an assignment begins (1) or ends (-1) to be counted by. */
type FactChangeTable = Entry & Fact & { change: number };

type RollupKey = { data_set: DataSet; dimension: Dimension; key: string };
/**
 * What the roll-ups count by; `together` is by all the others at once, `broadly together` by these without themes and regions,
 * `theme together` by theme and kind of organisation, `all by month` with months in place of days.
 */
export type Dimension =
	| 'all'
	| 'all by month'
	| 'source'
	| 'theme'
	| 'kind'
	| 'year made'
	| 'organisation kind'
	| 'region'
	| 'together'
	| 'broadly together'
	| 'theme together';
type StandingNowTable = RollupKey & { standing: number; n: number };
type StandingByMonthTable = RollupKey & { month: Day; standing: number; n: number };
type StandingByDayTable = RollupKey & { day: Day; standing: number; n: number };
type FactCountTable = RollupKey & Fact & { n: number };
type DutyByDueDateTable = RollupKey & {
	clock: Clock;
	due_on: Day | null;
	status: DutyStatus;
	n: number;
};

/** One row by how many the overdue duties of a clock change on a day, which may lie ahead. */
type OverdueByDayTable = RollupKey & { clock: Clock; day: Day; n: number };

/** One row by how many, net, duties or facts that are alike begin in a month; of the whole data set alone. */
type DutyByMonthTable = {
	data_set: DataSet;
	month: Day;
	clock: Clock;
	due_on: Day | null;
	status: DutyStatus;
	n: number;
};
type FactByMonthTable = Fact & { data_set: DataSet; month: Day; n: number };

/** The ledgers of what is counted, and the roll-ups that are made of them. */
export type LedgerTables = {
	standing: StandingTable;
	standing_change: StandingChangeTable;
	standing_pending: StandingChangeTable;
	duty_change: DutyChangeTable;
	duty_pending: DutyChangeTable;
	fact_change: FactChangeTable;
	fact_pending: FactChangeTable;
	standing_now: StandingNowTable;
	standing_by_month: StandingByMonthTable;
	standing_by_day: StandingByDayTable;
	duty_by_due_date: DutyByDueDateTable;
	overdue_by_day: OverdueByDayTable;
	fact_count: FactCountTable;
	duty_by_month: DutyByMonthTable;
	fact_by_month: FactByMonthTable;
};
