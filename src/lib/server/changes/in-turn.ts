import * as assignments from '#db/queries/assignments.ts';
import type { Locked } from '#db/queries/assignments.ts';
import type { Draft } from '#db/record/record.ts';
import type { Writing } from '#db/schema.ts';
import { apply } from '#lib/domain/assignment.ts';
import { dayOf, inWords, type Day } from '#lib/domain/day.ts';
import type { EventDraft } from '#lib/domain/event.ts';
import type { Person } from '#lib/domain/person.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';

/**
 * What only the installation's own seeds may say of an update: who made it and when it was entered. No schema of a
 * form, a file or the API has these fields.
 */
export type Trusted = { by?: Person | undefined; recorded_at?: Date | undefined };

/** Who makes one update, and when. */
export type Actor = { user: Person | undefined; now: Date; today: Day };

export const actorOf = (at: At, { by, recorded_at }: Trusted): Actor => ({
	user: by ?? at.user,
	now: recorded_at ?? at.now,
	today: recorded_at ? dayOf(recorded_at) : at.today
});

/** That person's name under an event, and the time at which it was entered. */
export const signedBy = ({ user, now }: Actor) => ({ person_id: user?.id ?? null, recorded_at: now });

/** The drafts as that person's, entered at that time. */
export const signed = (drafts: EventDraft[], actor: Actor): Draft[] =>
	drafts.map((draft) => ({ ...draft, ...signedBy(actor) }));

type About = Trusted & { assignment_id: number; seen_version?: number | undefined };

const saved = ({ what, to_value, narrative, recorded_at, who }: NonNullable<Newest>): string => {
	const said = narrative ?? to_value ?? what;
	return `${who ?? 'Somebody'} saved on ${inWords(dayOf(recorded_at))}: ‘${said}’ (${what}).`;
};
type Newest = Awaited<ReturnType<typeof assignments.newestEntry>>;

/**
 * Locks what the updates are about. Refuses the whole list when one of them is about nothing, or was written by
 * somebody who had not seen what is there now; the refusal says what that is.
 */
export const lockFor = async (trx: Writing, updates: readonly About[]): Promise<Map<number, Locked>> => {
	const locked = await assignments.lock(
		trx,
		updates.map(({ assignment_id }) => assignment_id)
	);
	for (const { assignment_id, seen_version } of updates) {
		const current = locked.get(assignment_id);
		if (!current)
			throw new Refusal(
				'not-found',
				'There is nothing here, or it is not yours to see. Check the address, or sign in as somebody who may.'
			);
		if (seen_version === undefined || seen_version === current.version) continue;
		const newest = await assignments.newestEntry(trx, assignment_id);
		const refusal = new Refusal(
			'not-possible',
			`Somebody else has saved something here since you opened it, so yours was not saved. ${newest ? saved(newest) : ''} Look at it, then save yours again if it still holds.`
		);
		refusal.about = assignment_id;
		throw refusal;
	}
	return locked;
};

/** Runs one of a list; a refusal says which one it was. */
const naming = <T>(assignment_id: number, one: () => T): T => {
	try {
		return one();
	} catch (refusal) {
		if (refusal instanceof Refusal) refusal.about ??= assignment_id;
		throw refusal;
	}
};

/**
 * The events of a list of updates, each seen against what the ones before it leave. `move` answers the events of one
 * update or refuses it, and with it the whole list.
 */
export const inTurn = <Update extends About>(
	at: At,
	locked: ReadonlyMap<number, Locked>,
	updates: readonly Update[],
	move: (current: Locked, update: Update, actor: Actor) => EventDraft[]
): Draft[] => {
	const now = new Map(locked);
	const last = new Map(updates.map(({ assignment_id }, index) => [assignment_id, index]));
	return updates.flatMap((update, index) => {
		const current = now.get(update.assignment_id) as Locked;
		const actor = actorOf(at, update);
		const drafts = signed(
			naming(current.id, () => move(current, update, actor)),
			actor
		);
		if (last.get(current.id) !== index)
			now.set(current.id, { ...current, ...drafts.reduce(apply, current) } as Locked);
		return drafts;
	});
};
