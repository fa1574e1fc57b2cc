import { rateOf, type Moment, type Rate } from './number.ts';
import { count, leftOut, type Counted, type Part, type Population } from './population.ts';

/** A word that a definition uses, with its own sentence. */
export type Term = { name: string; means: string };

/** What the method page prints of a number. Formula, terms and what is left out are made from what the code counts. */
export type Words = {
	/** Kebab-case: its anchor on the method page. */
	id: string;
	name: string;
	in_plain_words: string;
	formula: string;
	terms: Term[];
	left_out: Term[];
	authority: string;
};

/** A number: its words, and the function that computes it from the same parts. */
export type Definition<T> = Words & {
	compute: (rows: readonly (T & Counted)[], moment: Moment) => Rate;
};

/** The words that only a person can write; the rest of a definition follows from its parts. */
type Said = Pick<Words, 'id' | 'name' | 'in_plain_words' | 'authority'>;

const term = ({ name, means }: Term): Term => ({ name, means });

/** All that is left out on the way to a population, each name once. */
export const leavesOut = <T>(population: Population<T>): Term[] => {
	const terms = new Map<string, Term>();
	for (const part of population.chain.flatMap((step) => step.leaves_out))
		if (!terms.has(part.name)) terms.set(part.name, term(part));
	return [...terms.values()];
};

/** How large a population is, out of everything that it was narrowed from. */
export const size = <T>({ of, ...said }: Said & { of: Population<T> }): Definition<T> => {
	const whole = of.chain[0] as Population<T>;
	return {
		...said,
		formula: [whole.name, ...leavesOut(of).map(({ name }) => name)].join(' − '),
		terms: [term(whole)],
		left_out: leavesOut(of),
		compute: (rows, moment) =>
			rateOf(
				{
					name: said.name,
					numerator: count(rows, of),
					denominator: count(rows, whole),
					exclusions: leftOut(rows, of)
				},
				moment
			)
	};
};

/** The part of a population that is so: `which ÷ of`. */
export const share = <T>({
	which,
	of,
	...said
}: Said & { which: Part<T>; of: Population<T> }): Definition<T> => ({
	...said,
	formula: `${which.name} ÷ ${of.name}`,
	terms: [term(which), term(of)],
	left_out: leavesOut(of),
	compute: (rows, moment) =>
		rateOf(
			{
				name: said.name,
				numerator: rows.reduce((sum, row) => (of.holds(row) && which.holds(row) ? sum + row.n : sum), 0),
				denominator: count(rows, of),
				exclusions: leftOut(rows, of)
			},
			moment
		)
});

/** The part of a population that is not yet so: `1 − reached ÷ of`. */
export const shortfall = <T>({
	reached,
	of,
	...said
}: Said & { reached: Population<T>; of: Population<T> }): Definition<T> => ({
	...said,
	formula: `1 − ${reached.name} ÷ ${of.name}`,
	terms: [term(reached), term(of)],
	left_out: leavesOut(of),
	compute: (rows, moment) =>
		rateOf(
			{
				name: said.name,
				numerator: count(rows, of) - count(rows, reached),
				denominator: count(rows, of),
				exclusions: leftOut(rows, of)
			},
			moment
		)
});
