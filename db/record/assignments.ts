import { sql } from 'kysely';
import { unborn, type AssignmentState } from '#lib/domain/assignment.ts';
import type { Disposition } from '#lib/domain/axes/disposition.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import { dayOf } from '#lib/domain/day.ts';
import { ofAssignment, type Told } from '#lib/domain/event.ts';
import { advance } from '#lib/domain/history.ts';
import { asTable, namesOf } from '../rows.ts';
import type { Writing } from '../schema.ts';
import { append } from './append.ts';
import { countIn, noSide, ownedBy, sideOf, STATE_COLUMNS, together } from './project.ts';
import { postings } from './rollups.ts';
import { entryOf, record, type Draft, type Recorder } from './record.ts';

/** One organisation is asked for one thing: who, and the event that says so, by whom and when. */
export type Birth = {
	data_set: DataSet;
	recommendation_id: number;
	organisation_id: number;
	disposition: Disposition;
	told: Told & { what: 'assigned' };
	signed?: Pick<Draft, 'person_id' | 'recorded_at'>;
};

/** An assignment that was made. */
export type Made = { id: number; recommendation_id: number; organisation_id: number };

const insert = async (
	trx: Writing,
	births: readonly (Birth & { state: AssignmentState })[]
): Promise<Made[]> => {
	const rows = births.map(({ state, data_set, recommendation_id, organisation_id }) => ({
		...state,
		data_set,
		recommendation_id,
		first_organisation_id: organisation_id
	}));
	const columns = {
		data_set: 'text',
		recommendation_id: 'int4',
		first_organisation_id: 'int4',
		...STATE_COLUMNS
	};
	const names = namesOf(columns);
	const made = await sql<Made>`
		insert into assignment (${names}) select ${names} from ${asTable(rows, columns)}
		on conflict (recommendation_id, organisation_id) do nothing
		returning id, recommendation_id, organisation_id`.execute(trx);
	return made.rows;
};

const key = ({ recommendation_id, organisation_id }: Omit<Made, 'id'>) =>
	`${recommendation_id} ${organisation_id}`;

/** An assignment of an undecided recommendation begins with the state that its first event leaves. */
const conceived = (at: Recorder, birth: Birth) => {
	const { organisation_id } = birth;
	const draft = { ...ofAssignment({ ...birth, id: 0 }, birth.told), ...birth.signed };
	const { assignment_id: _, ...entry } = entryOf(at, draft, birth);
	const event = { ...entry, id: 0, recorded_on: dayOf(entry.recorded_at) };
	return { ...birth, entry, ...advance(unborn(organisation_id), true, [event]) };
};

/**
 * Makes assignments with their first event on the record, and returns those that were made; a recommendation that the
 * organisation was asked for already is passed over. A row is written once, in the state that its event leaves, since
 * thousands are made at a time.
 */
export const insertAssignments = async (
	trx: Writing,
	at: Recorder,
	births: readonly Birth[]
): Promise<Made[]> => {
	const wanted = [...new Map(births.toReversed().map((birth) => [key(birth), birth])).values()].toReversed();
	const undecided = wanted.filter(({ disposition }) => disposition === 'untriaged');
	// What was decided of the recommendation is a part of its history from the first day.
	const decided = wanted.filter(({ disposition }) => disposition !== 'untriaged');

	const made: Made[] = [];
	if (undecided.length > 0) {
		const fresh = undecided.map((birth) => conceived(at, birth));
		const byKey = new Map(fresh.map((one) => [key(one), one]));
		const born = (await insert(trx, fresh)).flatMap((row) => {
			made.push(row);
			const one = byKey.get(key(row));
			return one ? [{ ...one, id: row.id }] : [];
		});
		await append(
			trx,
			born.map(({ entry, id }) => ({ ...entry, subject_id: id, assignment_id: id })),
			postings(together(born.map(({ ledger, ...owner }) => ownedBy(ledger, owner))))
		);
		await countIn(
			trx,
			born.map(({ recommendation_id, organisation_id, state }) => ({
				recommendation_id,
				from: noSide(organisation_id),
				to: sideOf(state)
			}))
		);
	}
	if (decided.length > 0) {
		const born = await insert(
			trx,
			decided.map((one) => ({ ...one, state: unborn(one.organisation_id, one.disposition) }))
		);
		const byKey = new Map(decided.map((one) => [key(one), one]));
		await record(
			trx,
			at,
			born.flatMap((row) => {
				const one = byKey.get(key(row));
				return one ? [{ ...ofAssignment(row, one.told), ...one.signed }] : [];
			})
		);
		made.push(...born);
	}
	return made;
};
