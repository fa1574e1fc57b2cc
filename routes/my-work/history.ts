import type * as assignments from '#db/queries/assignments.ts';
import type { TimelineEvent } from '#lib/components/Timeline.svelte';
import { dayOf, type Day } from '#lib/domain/day.ts';
import { sentenceOf } from '#lib/domain/event-sentence.ts';

type Entry = Awaited<ReturnType<typeof assignments.history>>[number];

/** One entry of an assignment's record as the timeline tells it, with who entered it. */
export const happened = (event: Entry, of: { organisation: string; source: string }): TimelineEvent => ({
	id: String(event.id),
	sentence: sentenceOf({ ...event, organisations: [of.organisation], n: 1, source: of.source }),
	on: event.effective_on,
	on_is: event.effective_on_is,
	recorded_on: dayOf(event.recorded_at),
	who: event.who,
	narrative: event.narrative,
	source: null
});

const SAID: readonly string[] = ['claim', 'delivery', 'position', 'update'];

/** Why a claim that is with its owner again was sent back, and by what; undefined where none was. `history` is newest first. */
export const sentBack = (
	assignment: { delivery: string; assurance: string },
	history: readonly Pick<Entry, 'what' | 'to_value' | 'reason' | 'effective_on'>[]
): { by: 'check' | 'approver'; reason: string; on: Day } | undefined => {
	const isChecked = assignment.delivery === 'delivered';
	if (isChecked && !['not assured', 'lapsed'].includes(assignment.assurance)) return undefined;
	const latest = history.find(({ what }) => (isChecked ? what === 'verdict' : SAID.includes(what)));
	if (!latest?.reason || latest.to_value !== (isChecked ? 'not assured' : 'returned')) return undefined;
	return { by: isChecked ? 'check' : 'approver', reason: latest.reason, on: latest.effective_on };
};
