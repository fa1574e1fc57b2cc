import type { ColumnType, Generated, Insertable } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { AgendaItem, DecisionKind } from '#lib/domain/meeting.ts';
import type { PaperContent, PaperKind } from '#lib/domain/paper.ts';

/** JSON is written as text and read as a value, the same in both engines. */
type Json<T> = ColumnType<T, string | undefined, string>;
type Always<T> = ColumnType<T, never, never>;

/** One row a meeting of an oversight board. */
type MeetingTable = {
	id: Always<number>;
	data_set: DataSet;
	board: string;
	held_on: Day;
	as_at: Day | null;
	agenda: Json<AgendaItem[]>;
};

/** One row a thing that a board decided, or an action that it gave somebody. */
type DecisionTable = {
	id: Always<number>;
	data_set: DataSet;
	meeting_id: number | null;
	kind: Generated<DecisionKind>;
	what: string;
	reason: string;
	owner: string | null;
	due_on: Day | null;
	done_on: Day | null;
	decided_on: Day;
	recorded_by: number | null;
};
/** One row a record that a decision is about. */
type DecisionSubjectTable = { decision_id: number; subject: string; subject_id: number };

/** One row a pack that a meeting saw, frozen. */
type PaperTable = {
	id: Always<number>;
	data_set: DataSet;
	meeting_id: number;
	slug: string;
	known_at: Day;
	frozen_at: Date;
	frozen_by: number | null;
	content: Json<PaperContent>;
	sha256: Uint8Array;
	chain_head: Uint8Array | null;
	published_at: ColumnType<Date | null, never, Date>;
	published_by: ColumnType<number | null, never, number | null>;
};

/** A paper as it is frozen. */
export type PaperRow = Insertable<PaperTable>;

/** One row one form in which a frozen paper is read, byte for byte as it was made. */
type PaperDocumentTable = {
	paper_id: number;
	kind: PaperKind;
	data_set: DataSet;
	bytes: Uint8Array;
	sha256: Uint8Array;
	made_at: Date;
};

/** One row a recommendation that a paper put before the board. */
type PaperSubjectTable = { paper_id: number; meeting_id: number; recommendation_id: number };

/** What a board meets about, decides and reads. */
export type MeetingTables = {
	meeting: MeetingTable;
	decision: DecisionTable;
	decision_subject: DecisionSubjectTable;
	paper: PaperTable;
	paper_document: PaperDocumentTable;
	paper_subject: PaperSubjectTable;
};
