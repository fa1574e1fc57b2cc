import type { DataSet } from '#lib/domain/data-set.ts';
import type { RecommendationsReached } from '#lib/domain/numbers/cascade-of-recommendations.ts';
import { countOf, noneOr, sentence, verb } from '#lib/domain/numbers/in-words.ts';

const HERE: Record<DataSet, string> = { register: 'register', demonstration: 'demonstration' };

/**
 * What the home page says first, from the counts of recommendations that reach each step: "Of 189 safety
 * recommendations in this register, we found a public reply to 50. …" It ends with the first "none".
 */
export const homeHeadline = (counts: RecommendationsReached, data: DataSet): string => {
	const { recommendations, replied, accepted, delivered, assured } = counts;
	const here = HERE[data];
	if (recommendations === 0) return `There are no safety recommendations in this ${here} yet.`;
	if (recommendations === 1) return headlineOfOne(counts, here);
	const asked = `of ${countOf(recommendations, 'safety recommendation')} in this ${here}, we found a public reply to ${
		replied === recommendations ? 'all of them' : noneOr(replied)
	}`;
	const steps = [
		{ n: replied, words: asked },
		{ n: accepted, words: `${noneOr(accepted)} ${verb(accepted, 'was', 'were')} accepted in whole or part` },
		{ n: delivered, words: `${noneOr(delivered)} ${verb(delivered, 'is', 'are')} said to be done` },
		{
			n: assured,
			words: `${noneOr(assured)} ${verb(assured, 'has', 'have')} been independently confirmed here`
		}
	];
	const firstNone = steps.findIndex(({ n }) => n === 0);
	const said = firstNone === -1 ? steps : steps.slice(0, firstNone + 1);
	return said.map(({ words }) => sentence(words)).join(' ');
};

const headlineOfOne = (
	{ replied, accepted, delivered, assured }: RecommendationsReached,
	here: string
): string => {
	const steps = [
		{ n: replied, is: 'we found a public reply to it', not: 'we found no public reply to it' },
		{ n: accepted, is: 'it was accepted in whole or part', not: 'it was not accepted' },
		{ n: delivered, is: 'it is said to be done', not: 'it is not said to be done' },
		{
			n: assured,
			is: 'it has been independently confirmed here',
			not: 'it has not been independently confirmed here'
		}
	];
	const firstNone = steps.findIndex(({ n }) => n === 0);
	const said = firstNone === -1 ? steps : steps.slice(0, firstNone + 1);
	return [
		`there is one safety recommendation in this ${here}`,
		...said.map(({ n, is, not }) => (n === 0 ? not : is))
	]
		.map(sentence)
		.join(' ');
};
