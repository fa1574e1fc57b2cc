import * as actions from '#db/queries/actions.ts';
import * as importing from '#db/queries/importing.ts';
import type { Kept } from '#db/record/nouns.ts';
import type { Database } from '#db/schema.ts';
import { inTransaction } from '#db/transaction.ts';
import type { Kept as Action } from '#lib/domain/action.ts';
import type { ActionRow } from '#lib/domain/assignment-row.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import { amendAction, planAction } from './plan-action.ts';
import { reportAction } from './report-action.ts';

const refuse = (sentence: string, field: string): never => {
	throw new Refusal('not-possible', sentence, field);
};

/** A row whose organisation and assignments are known by their numbers, as far as it speaks of them. */
type Placed = ActionRow & { organisation_id: number; serves?: number[]; enough?: number[] };

/** The rows with their numbers. Refuses one that would serve what its organisation was not asked. */
const place = async (at: At, rows: readonly ActionRow[]): Promise<Placed[]> => {
	const data_set = at.user?.data_set ?? 'register';
	const codes = rows.map(({ organisation_code }) => organisation_code);
	const organisations = await importing.ids(at.db, 'organisation', data_set, codes);
	const organisation = importing.mustFind(organisations, 'organisation', 'organisation_code');
	const asked = await importing.assignmentIds(
		at.db,
		data_set,
		rows.flatMap(({ organisation_code, recommendation_refs = [], enough_for = [] }) =>
			[...recommendation_refs, ...enough_for].map((recommendation_ref) => ({
				recommendation_ref,
				organisation_code
			}))
		)
	);
	return rows.map((row) => {
		const { organisation_code, recommendation_refs, enough_for } = row;
		const numbers = (references: readonly string[], field: string) =>
			references.map(
				(reference) =>
					asked.get(`${reference} ${organisation_code}`) ??
					refuse(
						`‘${organisation_code}’ was not asked for ‘${reference}’. Check both, or import the assignment first.`,
						field
					)
			);
		return {
			...row,
			organisation_id: organisation(organisation_code),
			...(recommendation_refs && { serves: numbers(recommendation_refs, 'recommendation_refs') }),
			...(enough_for && { enough: numbers(enough_for, 'enough_for') })
		};
	});
};

/** The action that each row is about; none where it is new. Refuses what more than one action could be. */
const known = async (at: At, rows: readonly Placed[]): Promise<(number | undefined)[]> => {
	const named = await actions.named(at.db, rows);
	const owners = await actions.owners(
		at.db,
		rows.flatMap(({ register_id }) => register_id ?? [])
	);
	const found = rows.map(({ organisation_id, organisation_code, register_id, what }) => {
		if (register_id !== undefined)
			return owners.get(register_id) === organisation_id
				? register_id
				: refuse(
						`‘${organisation_code}’ has no action of the number ${register_id}. Leave the number out if the action is new.`,
						'register_id'
					);
		const [id, ...more] = named.get(`${organisation_id} ${what}`) ?? [];
		return more.length > 0
			? refuse(
					`‘${organisation_code}’ has ${more.length + 1} actions that read so, and it cannot be told which one is meant. Give its number in the column ‘register_id’, as the download of its actions has it.`,
					'what'
				)
			: id;
	});
	const twice = found.find((id, index) => id !== undefined && found.indexOf(id) < index);
	if (twice !== undefined)
		refuse(
			`Two rows are about the action of the number ${twice}: one by its number, one by its words. Keep one.`,
			'register_id'
		);
	return found;
};

/** A row beside its action: what it is to serve, what it served so far, and how it reads now; none where it is new. */
type About = {
	row: Placed;
	action_id: number;
	serves: number[];
	not_enough: number[];
	was: actions.Serving[];
	now: Action | undefined;
};

/** What an action serves, and for which of it it is not enough. What nobody said is enough by itself is not. */
const servedBy = (row: Placed, before: readonly actions.Serving[]) => {
	const serves = row.serves ?? before.map(({ assignment_id }) => assignment_id);
	const enough =
		row.enough ??
		before.flatMap(({ assignment_id, enough_by_itself }) => (enough_by_itself ? [assignment_id] : []));
	const stray = row.enough?.find((id) => !serves.includes(id));
	if (stray !== undefined)
		refuse('It is to be enough for a recommendation that it does not serve. Name it in both.', 'enough_for');
	return { serves, not_enough: serves.filter((id) => !enough.includes(id)) };
};

const inOrder = (ids: readonly number[]) => [...ids].sort((a, b) => a - b).join();

/** Whether a row says of its action, or of what it serves, something else than the register does. */
const isAmended = ({ row, serves, not_enough, was, now }: About): boolean =>
	now !== undefined &&
	(now.what !== row.what ||
		now.owner !== row.owner ||
		now.due_on !== row.due_on ||
		('strength' in row && now.strength !== (row.strength ?? 'not coded')) ||
		inOrder(serves) !== inOrder(was.map(({ assignment_id }) => assignment_id)) ||
		inOrder(not_enough) !== inOrder(was.flatMap((one) => (one.enough_by_itself ? [] : [one.assignment_id]))));

/**
 * Takes in what organisations will do: an action is known by its number, or else by its organisation and its words. What reads differently now
 * is amended, and what is new about it is said once, so that the same file again changes nothing.
 */
export const importActions = (in_all: At, rows: readonly ActionRow[]): Promise<Kept[]> =>
	inTransaction(in_all, async (trx) => {
		const at: At = { ...in_all, db: trx as unknown as Database, reading: trx };
		may(at.user).importRegister({ data_set: at.user?.data_set ?? 'register' });
		const placed = await place(at, rows);
		const found = await known(at, placed);
		const ids = found.filter((id) => id !== undefined);
		const before = await actions.lock(trx, ids);
		const links = await actions.links(trx, ids);
		const told = await actions.told(trx, ids);

		const fresh = placed.filter((_, index) => found[index] === undefined);
		const made = await planAction(
			at,
			fresh.map((row) => ({ ...row, strength: row.strength ?? 'not coded', ...servedBy(row, []) }))
		);
		const numberOf = new Map(fresh.map((row, index) => [row, made[index] as number]));
		const about = placed.map((row, index): About => {
			const action_id = found[index] ?? (numberOf.get(row) as number);
			const was = links.filter((one) => one.action_id === action_id);
			return { row, action_id, ...servedBy(row, was), was, now: before.get(action_id) };
		});

		const amended = about.filter(isAmended);
		await amendAction(
			at,
			amended.map(({ row, now, ...one }) => ({
				...one,
				what: row.what,
				owner: row.owner,
				due_on: row.due_on,
				strength: ('strength' in row ? row.strength : now?.strength) ?? 'not coded'
			}))
		);

		const news = about.flatMap(({ row, action_id, not_enough }) => {
			const { step, narrative, effective_on } = row;
			const isSaid = told.some(
				(one) =>
					one.action_id === action_id &&
					one.step === step &&
					one.narrative === narrative &&
					(effective_on === undefined || one.effective_on === effective_on)
			);
			return step && narrative && !isSaid ? [{ ...row, step, narrative, action_id, not_enough }] : [];
		});
		await reportAction(at, news);

		const touched = new Set([...amended, ...news].map(({ action_id }) => action_id));
		return about.map(({ action_id, now }): Kept => {
			const outcome = !now ? 'new' : touched.has(action_id) ? 'changed' : 'unchanged';
			return { id: action_id, outcome };
		});
	});
