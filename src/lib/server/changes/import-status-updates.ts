import * as assignments from '#db/queries/assignments.ts';
import * as importing from '#db/queries/importing.ts';
import type { Kept } from '#db/record/nouns.ts';
import type { Database } from '#db/schema.ts';
import { inTransaction } from '#db/transaction.ts';
import { weigh, type Answer } from '#lib/domain/answers.ts';
import type { StatusUpdateRow } from '#lib/domain/assignment-row.ts';
import { may } from '#lib/domain/may.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import { updateAssignment } from './update-assignment.ts';

const pair = (one: { recommendation_ref?: string | undefined; organisation_code?: string | undefined }) =>
	`${one.recommendation_ref} ${one.organisation_code}`;

/** Parts a list so that nothing is in one part twice, and what comes later stands in a later part. */
const inWaves = <T>(items: readonly T[], key: (item: T) => number): T[][] => {
	const waves: T[][] = [];
	const seen = new Map<number, number>();
	for (const item of items) {
		const wave = seen.get(key(item)) ?? 0;
		(waves[wave] ??= []).push(item);
		seen.set(key(item), wave + 1);
	}
	return waves;
};

/**
 * Takes in what is new about assignments, told by their number or by recommendation and organisation. What holds already,
 * or is on the record for that very day, is passed over, so that the same file again changes nothing.
 */
export const importStatusUpdates = (at: At, rows: readonly StatusUpdateRow[]): Promise<Kept[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).importRegister({ data_set });
		const named = await importing.assignmentIds(
			trx,
			data_set,
			rows.flatMap(({ recommendation_ref, organisation_code }) =>
				recommendation_ref && organisation_code ? [{ recommendation_ref, organisation_code }] : []
			)
		);
		const given = rows.map((row) => {
			const id = row.assignment_id ?? named.get(pair(row));
			if (id === undefined)
				throw new Refusal(
					'not-found',
					`‘${row.organisation_code}’ was not asked for ‘${row.recommendation_ref}’. Check both, or import the assignment first.`,
					'recommendation_ref'
				);
			return { ...row, assignment_id: id };
		});
		const said = await importing.saidOn(
			trx,
			given.flatMap(({ assignment_id, effective_on }) =>
				effective_on ? [{ assignment_id, effective_on }] : []
			)
		);
		const changed = new Set<object>();
		const ids = given.map(({ assignment_id }) => assignment_id);
		const evidenced = await assignments.withEvidence(trx, ids);
		for (const wave of inWaves(given, ({ assignment_id }) => assignment_id)) {
			const locked = await assignments.lock(
				trx,
				wave.map(({ assignment_id }) => assignment_id)
			);
			const updates = wave.flatMap((row) => {
				const now = locked.get(row.assignment_id);
				if (!now || now.data_set !== data_set)
					throw new Refusal('not-found', 'There is no such assignment. Check its number.', 'assignment_id');
				const told = row.effective_on ? said.get(`${row.assignment_id} ${row.effective_on}`) : undefined;
				const isSaid = (what: string | undefined) => what === undefined || told?.has(what);
				if (told && isSaid(row.narrative) && isSaid(row.position) && isSaid(row.delivery)) return [];
				const as = may(at.user).update(now);
				const { recommendation_ref: _, organisation_code: __, ...answer } = row;
				const weighed = weigh(
					{ ...now, has_evidence: evidenced.has(now.id) },
					{ ...answer, seen_version: now.version } as Answer,
					{ as, today: at.today }
				);
				const [problem] = weighed.problems;
				if (problem) throw new Refusal('not-possible', problem.sentence, problem.field);
				if (!weighed.update) return [];
				changed.add(row);
				return [{ ...weighed.update, seen_version: undefined }];
			});
			if (updates.length > 0)
				await updateAssignment({ ...at, db: trx as unknown as Database, reading: trx }, updates);
		}
		return given.map((row) => ({
			id: row.assignment_id,
			outcome: changed.has(row) ? 'changed' : 'unchanged'
		}));
	});
