import type { Words } from './definition.ts';
import { rateOf, type Moment, type Rate } from './number.ts';

/** A family as it stood on a day: how often its ask was made by then, by whom, and in which years. */
export type FamilyAsked = {
	slug: string;
	name: string;
	times: number;
	/** The names of the sources that asked, each once. */
	sources: string[];
	first_year: number | null;
	last_year: number | null;
	/** Whether it was asked after an earlier member had been closed as implemented. */
	came_back: boolean;
};

/** Whether the same was asked by two sources, or in two years: that is to ask again. */
export const isAskedAgain = ({ sources, first_year, last_year }: FamilyAsked): boolean =>
	sources.length > 1 || (first_year !== null && last_year !== null && first_year !== last_year);

type OfFamilies = Words & { compute: (families: readonly FamilyAsked[], moment: Moment) => Rate };

const FAMILY = {
	name: 'families',
	means:
		'Groups of recommendations that ask for the same thing, each confirmed by a person, of which one at least had been made by the day.'
};
const AGAIN = {
	name: 'asked again',
	means: 'Families whose recommendations came from two sources or more, or were made in two years or more.'
};
const ONCE = {
	name: 'asked by one source in one year',
	means: 'Families of which only one source had asked by the day, in one year as far as years are known.'
};
const CAME_BACK = {
	name: 'came back after closure',
	means:
		'Families in which a recommendation was made after an earlier one had been closed as implemented: none of its assignments was open any more, and one at least was closed as implemented or by alternative means. Where only the year of the later one is known, it has to be a later year.'
};

/** How many families were asked again, of all that are known. */
export const recurrence: OfFamilies = {
	id: 'recurrence',
	name: 'Recurrence',
	in_plain_words:
		'Of the families of recommendations, how many were asked for by two sources or in two years.',
	formula: `${AGAIN.name} ÷ ${FAMILY.name}`,
	terms: [AGAIN, FAMILY],
	left_out: [],
	authority:
		'Our own. HSSIB’s “Recommendations but no action” (2024) names duplication as a fault of the system.',
	compute: (families, moment) =>
		rateOf(
			{
				name: 'Recurrence',
				numerator: families.filter(isAskedAgain).length,
				denominator: families.length,
				exclusions: []
			},
			moment
		)
};

/** How many of the families that were asked again came back after an earlier member was closed as implemented. */
export const repeatAfterClosure: OfFamilies = {
	id: 'repeat-after-closure',
	name: 'Repeat after closure',
	in_plain_words:
		'Of what was asked again, how much had been asked before and closed as implemented: closing it did not settle it.',
	formula: `${CAME_BACK.name} ÷ ${AGAIN.name}`,
	terms: [CAME_BACK, AGAIN],
	left_out: [ONCE],
	authority: 'Our own.',
	compute: (families, moment) => {
		const again = families.filter(isAskedAgain);
		const once = families.length - again.length;
		return rateOf(
			{
				name: 'Repeat after closure',
				numerator: again.filter(({ came_back }) => came_back).length,
				denominator: again.length,
				exclusions: once === 0 ? [] : [{ what: ONCE.name, n: once }]
			},
			moment
		);
	}
};
