import { dayOf, type Day } from '#lib/domain/day.ts';
import { sentenceOf, type Happened } from '#lib/domain/event-sentence.ts';

/** One event as a sentence. `recorded_on` only where it matters that it was learned later. */
export type TimelineEvent = {
	id: string;
	sentence: string;
	on: Day;
	on_is?: 'the day' | 'no later than';
	recorded_on?: Day | null;
	who?: string | null;
	narrative?: string | null;
	source?: { href: string; label: string } | null;
};

type Entry = Omit<Happened, 'organisations' | 'n' | 'source'> & {
	id: number;
	narrative: string | null;
	effective_on: Day;
	effective_on_is: 'the day' | 'no later than';
	recorded_at: Date;
	who: string | null;
	/** False where it was undone. */
	stands?: boolean;
};

/** One entry of an assignment's record as the timeline tells it, with who entered it. */
export const told = (entry: Entry, of: { organisation: string; source: string }): TimelineEvent => ({
	id: String(entry.id),
	sentence: `${sentenceOf({ ...entry, organisations: [of.organisation], n: 1, source: of.source })}${
		entry.stands === false && entry.what !== 'undo' ? ' It was taken back.' : ''
	}`,
	on: entry.effective_on,
	on_is: entry.effective_on_is,
	recorded_on: dayOf(entry.recorded_at),
	who: entry.who,
	narrative: entry.narrative
});
