import { sql } from 'kysely';
import type { Strength } from '#lib/domain/axes/strength.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';

export type NewAction = {
	data_set: DataSet;
	organisation_id: number;
	what: string;
	owner: string;
	due_on: Day;
	strength: Strength;
};

/** Keeps new actions, and returns their numbers in the order given. */
export const insertActions = async (trx: Writing, rows: readonly NewAction[]): Promise<number[]> => {
	const columns = {
		data_set: 'text',
		organisation_id: 'int4',
		what: 'text',
		owner: 'text',
		due_on: 'date',
		strength: 'text'
	};
	const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
	const { rows: made } = await sql<{ id: number }>`
		insert into action (${names}) select ${names} from ${asTable(rows, columns)} returning id`.execute(trx);
	return made.map(({ id }) => id).sort((a, b) => a - b);
};

/** Writes how actions read now, and counts the saving. */
export const amendActions = async (
	trx: Writing,
	rows: readonly (Omit<NewAction, 'data_set' | 'organisation_id'> & { id: number })[]
): Promise<void> => {
	const columns = { id: 'int4', what: 'text', owner: 'text', due_on: 'date', strength: 'text' };
	await sql`update action kept set what = given.what, owner = given.owner, due_on = given.due_on,
			strength = given.strength, version = kept.version + 1
		from ${asTable(rows, columns)} where kept.id = given.id`.execute(trx);
};

/** Gives actions to another organisation. */
export const giveActions = async (
	trx: Writing,
	ids: readonly number[],
	organisation_id: number
): Promise<void> => {
	await sql`update action set organisation_id = ${organisation_id}, version = version + 1
		where id = any (${[...ids]}::int[])`.execute(trx);
};

/** Writes what was said last about actions, and since when they are done. */
export const reportActions = async (
	trx: Writing,
	rows: readonly { id: number; done_on: Day | null; last_said: string; updated_on: Day }[]
): Promise<void> => {
	const columns = { id: 'int4', done_on: 'date', last_said: 'text', updated_on: 'date' };
	await sql`update action kept set done_on = given.done_on, last_said = given.last_said,
			updated_on = given.updated_on, version = kept.version + 1
		from ${asTable(rows, columns)} where kept.id = given.id`.execute(trx);
};

export type Serving = { action_id: number; assignment_id: number; enough_by_itself: boolean };

/** Makes these the assignments that the actions serve, and no others. */
export const setServed = async (
	trx: Writing,
	action_ids: readonly number[],
	rows: readonly Serving[]
): Promise<void> => {
	const columns = { action_id: 'int4', assignment_id: 'int4', enough_by_itself: 'bool' };
	const given = asTable(rows, columns);
	await sql`delete from assignment_action kept where action_id = any (${[...action_ids]}::int[]) and not exists (
		select from ${given} where given.action_id = kept.action_id and given.assignment_id = kept.assignment_id)`.execute(
		trx
	);
	await sql`insert into assignment_action (assignment_id, action_id, enough_by_itself)
		select assignment_id, action_id, enough_by_itself from ${given}
		on conflict (assignment_id, action_id) do update set enough_by_itself = excluded.enough_by_itself`.execute(
		trx
	);
};
