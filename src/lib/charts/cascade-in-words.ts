import type { Cascade } from '#lib/domain/numbers/cascade.ts';
import { countOf, listed, noneOr, sentence, verb } from '#lib/domain/numbers/in-words.ts';
import type { Step } from '#lib/domain/standing.ts';

type Said = {
	label: string;
	/** Of one, of several, and of one that has not got there. */
	is: string;
	are: string;
	isNot: string;
	/** The finding when more than half drop out here, and when it is only the largest loss. */
	mostly: string;
	loss: string;
};

const SAID: Record<Exclude<Step, 'asked'>, Said> = {
	responded: {
		label: 'Responded',
		is: 'has had a response',
		are: 'have had a response',
		isNot: 'has had no response that we know of',
		mostly: 'Most have had no response that we know of',
		loss: 'before any response'
	},
	accepted: {
		label: 'Accepted',
		is: 'was accepted',
		are: 'were accepted',
		isNot: 'was not accepted',
		mostly: 'Most were not accepted',
		loss: 'between a response and acceptance'
	},
	planned: {
		label: 'Planned',
		is: 'has a plan',
		are: 'have a plan',
		isNot: 'has no plan that we know of',
		mostly: 'Most were accepted and have no plan that we know of',
		loss: 'between acceptance and a plan'
	},
	delivered: {
		label: 'Said to be done',
		is: 'is said to be done',
		are: 'are said to be done',
		isNot: 'is not said to be done',
		mostly: 'Most have a plan and are not said to be done',
		loss: 'between a plan and its delivery'
	},
	assured: {
		label: 'Confirmed',
		is: 'was confirmed by somebody independent',
		are: 'were confirmed by somebody independent',
		isNot: 'has not been confirmed by anybody independent',
		mostly: 'Most are said to be done and not confirmed',
		loss: 'between a claim and its check'
	},
	sustained: {
		label: 'Confirmed again',
		is: 'was confirmed again a year or more later',
		are: 'were confirmed again a year or more later',
		isNot: 'has not been checked again yet',
		// A second check that is still to come is no loss, so this is never the finding.
		mostly: '',
		loss: ''
	}
};

/** A step as the public reads it. */
export const labelOf = (step: Step): string => (step === 'asked' ? 'Asked' : SAID[step].label);

/** What a cascade counts, as a noun. */
export const nounOf = ({ of }: Cascade): string => of.slice(0, -1);

/** Each step after the first, with its words, how many reached it and how many were lost on the way. */
const laterSteps = (cascade: Cascade) =>
	cascade.steps.flatMap(({ name, reached, dropped }) =>
		name === 'asked'
			? []
			: [{ ...SAID[name], n: reached.numerator, lost: dropped.reduce((sum, { n }) => sum + n, 0) }]
	);

/** The finding of a cascade: where most is lost. */
export const findingOf = (cascade: Cascade): string => {
	if (cascade.asked === 0) return 'Nothing has been asked yet';
	const steps = laterSteps(cascade);
	if (cascade.asked === 1) {
		const missed = steps.find(({ n }) => n === 0);
		return `The one ${nounOf(cascade)} ${missed ? missed.isNot : SAID.sustained.is}`;
	}
	const [worst] = steps.slice(0, -1).toSorted((a, b) => b.lost - a.lost);
	if (!worst || worst.lost === 0) return 'Everything that was asked has been confirmed';
	return worst.lost * 2 > cascade.asked ? worst.mostly : `The largest drop is ${worst.loss}`;
};

/** A cascade in one sentence. It ends with the first "none": what comes after goes without saying. */
export const cascadeInWords = (cascade: Cascade): string => {
	if (cascade.asked === 0) return 'Nothing has been asked in this selection, so there is nothing to show.';
	const steps = laterSteps(cascade);
	const missed = steps.findIndex(({ n }) => n === 0);
	const reached = missed === -1 ? steps : steps.slice(0, missed);
	if (cascade.asked === 1) {
		const clauses = [listed(reached.map(({ is }) => is)), steps[missed]?.isNot ?? ''];
		return sentence(`the one ${nounOf(cascade)} ${clauses.filter(Boolean).join(', but ')}`);
	}
	const shown = missed === -1 ? steps : steps.slice(0, missed + 1);
	const clauses = shown.map(({ n, is, are }) => `${noneOr(n)} ${verb(n, is, are)}`);
	return sentence(`of ${countOf(cascade.asked, nounOf(cascade))}, ${listed(clauses)}`);
};
