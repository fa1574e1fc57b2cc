import { countOf, verb, written } from '#lib/domain/numbers/in-words.ts';

type Reached = {
	reference: string;
	asked: number;
	responded: number;
	accepted: number;
	delivered: number;
	assured: number;
};

/** A count of all that were asked, in words: `it did`, `3 of 12`. */
const of = (n: number, all: number, did: string): string =>
	all === 1
		? `The organisation that was asked ${did}.`
		: `${written(n)} of ${written(all)} organisations ${did}.`;

/** What was asked, promised, said and checked of one recommendation, in four lines from its counts. */
export const linesOf = ({
	reference,
	asked,
	responded,
	accepted,
	delivered,
	assured
}: Reached): Record<'asked' | 'promised' | 'said' | 'checked', { text: string | null }> => ({
	asked: {
		text:
			asked === 0
				? `Nobody was asked by name (${reference}).`
				: `Asked of ${countOf(asked, 'organisation')} (${reference}).`
	},
	promised: {
		text:
			accepted > 0
				? of(accepted, asked, 'accepted it, in whole or in part')
				: responded > 0
					? of(responded, asked, 'replied, and did not accept it')
					: null
	},
	said: { text: delivered > 0 ? of(delivered, asked, 'said that it is done') : null },
	checked: {
		text:
			assured > 0
				? of(assured, asked, `${verb(assured, 'was', 'were')} confirmed by somebody independent`)
				: null
	}
});
