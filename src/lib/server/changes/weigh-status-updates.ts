import type { Locked } from '#db/queries/assignments.ts';
import * as assignments from '#db/queries/assignments.ts';
import * as importing from '#db/queries/importing.ts';
import type { Reading } from '#db/schema.ts';
import { weigh, type Answer, type Now, type Weighed } from '#lib/domain/answers.ts';
import type { StatusUpdateRow } from '#lib/domain/assignment-row.ts';
import { apply } from '#lib/domain/assignment.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';

/** What a row comes to: what would be said of which assignment, and what happens by it (neither where it is said already), or why not. */
export type WeighedRow =
	Pick<Weighed, 'assignment_id' | 'changes' | 'update' | 'events'> | { refusal: Refusal };

const UNCHANGED = { changes: [] };

const whose = (one: { recommendation_ref?: string | undefined; organisation_code?: string | undefined }) =>
	`${one.recommendation_ref} ${one.organisation_code}`;

const numbersOf = (db: Reading, at: At, rows: readonly StatusUpdateRow[]) =>
	importing.assignmentIds(
		db,
		at.user?.data_set ?? 'register',
		rows.flatMap(({ recommendation_ref, organisation_code }) =>
			recommendation_ref && organisation_code ? [{ recommendation_ref, organisation_code }] : []
		)
	);

/**
 * Weighs rows of status updates in turn, each against what the ones before it leave, by the very moves that save a form.
 * Nothing is saved. What holds already, or is on the record for that very day, is no change. `find` looks the assignments
 * up: to save them afterwards, it has to lock them.
 */
export const weighStatusUpdates = async (
	db: Reading,
	at: At,
	rows: readonly StatusUpdateRow[],
	find: (ids: readonly number[]) => Promise<Map<number, Locked>>
): Promise<WeighedRow[]> => {
	const data_set = at.user?.data_set ?? 'register';
	may(at.user).importRegister({ data_set });
	const named = await numbersOf(db, at, rows);
	const numbers = rows.map((row) => row.assignment_id ?? named.get(whose(row)));
	const ids = numbers.flatMap((id) => id ?? []);
	const said = await importing.saidOn(
		db,
		rows.flatMap(({ effective_on }, index) => {
			const assignment_id = numbers[index];
			return effective_on && assignment_id !== undefined ? [{ assignment_id, effective_on }] : [];
		})
	);
	const evidenced = await assignments.withEvidence(
		db,
		numbers.flatMap((id, index) => (id !== undefined && rows[index]?.delivery === 'delivered' ? id : []))
	);
	const standing = await find(ids);
	const rights = may(at.user);
	const last = new Map(numbers.map((id, index) => [id, index]));

	const weighed = (row: StatusUpdateRow, index: number): WeighedRow => {
		const id = numbers[index];
		if (id === undefined)
			throw new Refusal(
				'not-found',
				`‘${row.organisation_code}’ was not asked for ‘${row.recommendation_ref}’. Check both, or import the assignment first.`,
				'recommendation_ref'
			);
		const now = standing.get(id);
		if (!now || now.data_set !== data_set)
			throw new Refusal('not-found', 'There is no such assignment. Check its number.', 'assignment_id');
		const told = row.effective_on ? said.get(`${id} ${row.effective_on}`) : undefined;
		const isSaid = (what: string | undefined) => what === undefined || told?.has(what);
		if (told && isSaid(row.narrative) && isSaid(row.position) && isSaid(row.delivery))
			return { assignment_id: id, ...UNCHANGED };
		const as = rights.update(now);
		const known: Locked & { has_evidence?: boolean } = now;
		known.has_evidence = evidenced.has(id);
		const { problems, changes, update, events } = weigh(
			known as Now,
			{ ...row, assignment_id: id, seen_version: now.version } as Answer,
			{ as, today: at.today }
		);
		const [problem] = problems;
		if (problem) throw new Refusal('not-possible', problem.sentence, problem.field);
		if (!update || !events) return { assignment_id: id, ...UNCHANGED };
		if (events.some(({ what }) => what === 'evidence')) evidenced.add(id);
		if (last.get(id) !== index) standing.set(id, { ...now, ...events.reduce(apply, now) } as Locked);
		return { assignment_id: id, changes, update: { ...update, seen_version: undefined }, events };
	};
	return rows.map((row, index) => {
		try {
			return weighed(row, index);
		} catch (refusal) {
			if (!(refusal instanceof Refusal) || refusal.kind === 'not-allowed') throw refusal;
			return { refusal };
		}
	});
};
