import type { Locked } from '#db/queries/assignments.ts';
import type { NewEvidence } from '#db/record/evidence.ts';
import type { Draft } from '#db/record/record.ts';

/** The rows that 'evidence' events put on file, in the order of the events. */
export const evidenceOf = (drafts: readonly Draft[], locked: ReadonlyMap<number, Locked>): NewEvidence[] =>
	drafts.flatMap(({ what, to_value, detail, assignment_id, person_id, recorded_at }) => {
		const assignment = locked.get(assignment_id ?? 0);
		if (what !== 'evidence' || !assignment || !recorded_at) return [];
		return [
			{
				data_set: assignment.data_set,
				assignment_id: assignment.id,
				organisation_id: assignment.organisation_id,
				kind: to_value ?? 'other',
				title: detail?.title as string | undefined,
				url: String(detail?.url),
				dated_on: detail?.dated_on as string | undefined,
				added_by: person_id ?? null,
				added_at: recorded_at
			}
		];
	});
