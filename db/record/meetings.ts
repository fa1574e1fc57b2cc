import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { AgendaItem, DecisionKind, Tie } from '#lib/domain/meeting.ts';
import type { PaperKind } from '#lib/domain/paper.ts';
import { asTable } from '../rows.ts';
import type { PaperRow } from '../meeting-schema.ts';
import type { Writing } from '../schema.ts';

/** Keeps a meeting; undefined where the board has one on the day already. */
export const insertMeeting = async (
	trx: Writing,
	meeting: { data_set: DataSet; board: string; held_on: Day }
): Promise<number | undefined> =>
	(
		await trx
			.insertInto('meeting')
			.values({ ...meeting, as_at: null })
			.onConflict((same) => same.doNothing())
			.returning('id')
			.executeTakeFirst()
	)?.id;

/** Keeps what has changed of a meeting: its agenda, or the day up to which its paper counts. */
export const amendMeeting = async (
	trx: Writing,
	id: number,
	{ agenda, ...days }: { as_at?: Day; agenda?: readonly AgendaItem[] }
): Promise<void> => {
	await trx
		.updateTable('meeting')
		.set({ ...days, ...(agenda && { agenda: JSON.stringify(agenda) }) })
		.where('id', '=', id)
		.execute();
};

/** A line of the minutes. */
export type NewLine = {
	data_set: DataSet;
	meeting_id: number;
	kind: DecisionKind;
	what: string;
	reason: string;
	owner: string | null;
	due_on: Day | null;
	decided_on: Day;
	recorded_by: number | null;
};

/** Keeps a line of the minutes with what it is tied to, and answers its number. */
export const insertLine = async (trx: Writing, line: NewLine, ties: readonly Tie[]): Promise<number> => {
	const { id } = await trx.insertInto('decision').values(line).returning('id').executeTakeFirstOrThrow();
	if (ties.length > 0)
		await sql`insert into decision_subject (decision_id, subject, subject_id)
			select ${id}::int, subject, subject_id from ${asTable(ties, { subject: 'text', subject_id: 'int4' })}`.execute(
			trx
		);
	return id;
};

/** Notes that an action was done; answers what it was, or undefined where none of that number is open. */
export const finishAction = (
	trx: Writing,
	data_set: DataSet,
	id: number,
	done_on: Day
): Promise<{ what: string } | undefined> =>
	trx
		.updateTable('decision')
		.set({ done_on })
		.where('id', '=', id)
		.where('data_set', '=', data_set)
		.where('kind', '=', 'action')
		.where('done_on', 'is', null)
		.returning('what')
		.executeTakeFirst();

/** Keeps a frozen paper, with the recommendations that it puts before the board, and answers its number. */
export const insertPaper = async (
	trx: Writing,
	paper: PaperRow,
	recommendation_ids: readonly number[]
): Promise<number> => {
	const { id } = await trx.insertInto('paper').values(paper).returning('id').executeTakeFirstOrThrow();
	await sql`insert into paper_subject (paper_id, meeting_id, recommendation_id)
		select ${id}::int, ${paper.meeting_id}::int, unnest(${[...new Set(recommendation_ids)]}::int[])`.execute(trx);
	return id;
};

/** Keeps the bytes of a paper in one of its forms; what is there already stays as it is. */
export const insertDocument = async (
	trx: Writing,
	document: {
		paper_id: number;
		kind: PaperKind;
		data_set: DataSet;
		bytes: Uint8Array;
		sha256: Uint8Array;
		made_at: Date;
	}
): Promise<void> => {
	await trx
		.insertInto('paper_document')
		.values(document)
		.onConflict((same) => same.doNothing())
		.execute();
};

/** Lets everybody read a paper; answers whether it was kept to the board until now. */
export const publishPaper = async (
	trx: Writing,
	id: number,
	{ by, at }: { by: number | null; at: Date }
): Promise<boolean> => {
	const { numUpdatedRows } = await trx
		.updateTable('paper')
		.set({ published_at: at, published_by: by })
		.where('id', '=', id)
		.where('published_at', 'is', null)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
};
