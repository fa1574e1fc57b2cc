import type { Locked } from '#db/queries/assignments.ts';
import type { NewEvidence } from '#db/record/evidence.ts';
import type { Draft } from '#db/record/record.ts';

/** The rows of what events put on file, in the order of the events. */
export const evidenceOf = (drafts: readonly Draft[], locked: ReadonlyMap<number, Locked>): NewEvidence[] =>
	drafts.flatMap(({ on_file, assignment_id, person_id, recorded_at }) => {
		const assignment = locked.get(assignment_id ?? 0);
		if (!on_file || !assignment || !recorded_at) return [];
		return [
			{
				data_set: assignment.data_set,
				assignment_id: assignment.id,
				organisation_id: assignment.organisation_id,
				on_file,
				added_by: person_id ?? null,
				added_at: recorded_at
			}
		];
	});
