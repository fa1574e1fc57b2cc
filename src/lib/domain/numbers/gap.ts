import type { StandingCount } from '#lib/domain/standing.ts';
import { accepted, assured, delivered } from './assignments.ts';
import { leavesOut, type Words } from './definition.ts';
import { rateOf, type Exclusion, type Moment, type Rate } from './number.ts';
import { count, droppedAt, leftOut } from './population.ts';

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
