import type * as assignments from '#db/queries/assignments.ts';
import type { TimelineEvent } from '#lib/components/Timeline.svelte';
import { dayOf } from '#lib/domain/day.ts';
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
