import type { Day } from '#lib/domain/day.ts';
import { decode, type StandingCount } from '#lib/domain/standing.ts';
import { accepted, assured, delivered } from './assignments.ts';
import { placesByMonth, type CodedChange } from './coded-states.ts';
import { leavesOut, type Words } from './definition.ts';
import { rateOf, type Exclusion, type Moment, type Rate } from './number.ts';
import { count, droppedAt, exit, leftOut } from './population.ts';

/** The reported–assured gap and the three parts that it is always split into. They add up to its numerator. */
export type Gap = Rate & { parts: Exclusion[] };

const parts = assured.leaves_out.map(({ name, means }) => ({ name, means }));

/** What is said to be done and not confirmed, out of what was accepted, with why it is not confirmed. */
export const reportedAssuredGap: Words & {
	compute: (rows: readonly StandingCount[], moment: Moment) => Gap;
} = {
	id: 'reported-assured-gap',
	name: 'Reported–assured gap',
	in_plain_words:
		'Of what organisations accepted, the share that they say is done and that nobody independent has confirmed.',
	formula: `(${delivered.name} − ${assured.name}) ÷ ${accepted.name}, in three parts: ${parts.map(({ name }) => name).join(' + ')}`,
	terms: [...[delivered, assured, accepted].map(({ name, means }) => ({ name, means })), ...parts],
	left_out: leavesOut(accepted),
	authority:
		'Our own. One trust reported 133 of 158 actions done, of which 107 were evidenced and assured: a gap of 26.',
	compute: (rows, moment) => {
		const dropped = droppedAt(rows, assured);
		return {
			...rateOf(
				{
					name: 'Reported–assured gap',
					numerator: count(rows, delivered) - count(rows, assured),
					denominator: count(rows, accepted),
					exclusions: leftOut(rows, accepted)
				},
				moment
			),
			parts: parts.map(({ name }) => ({ what: name, n: dropped.find(({ what }) => what === name)?.n ?? 0 }))
		};
	}
};

/** The gap at the end of one month, with what it is counted from. The parts are in their order, and add up with `assured` to what was reported. */
export type GapAt = { month: Day; as_at: Day; accepted: number; assured: number; parts: number[] };

const ACCEPTED_ONLY = 0;
const ASSURED = 1;
const PARTS = 2;
const places = new Map<number, number>();

/** Where in the gap a standing counts, worked out once for each; -1 when it was not accepted. */
const placeOf = (code: number): number => {
	const known = places.get(code);
	if (known !== undefined) return known;
	const standing = decode(code);
	const left = exit(standing, assured);
	const part = left?.before === assured ? parts.findIndex(({ name }) => name === left.part.name) : -1;
	const place = !left ? ASSURED : part >= 0 ? PARTS + part : accepted.holds(standing) ? ACCEPTED_ONLY : -1;
	places.set(code, place);
	return place;
};

/** The gap at the end of each month from the first change to a day, from changes in the order of their months. */
export const gapByMonth = (changes: readonly CodedChange[], to: Day): GapAt[] =>
	placesByMonth(changes, to, { places: PARTS + parts.length, placeOf }).map(({ month, as_at, counts }) => ({
		month,
		as_at,
		accepted: counts.reduce((sum, n) => sum + n, 0),
		assured: counts[ASSURED] ?? 0,
		parts: counts.slice(PARTS)
	}));

/** The names of the parts of the gap, in their order. */
export const GAP_PARTS: readonly string[] = parts.map(({ name }) => name);
