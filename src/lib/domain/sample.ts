import { z } from 'zod';
import { chance } from './chance.ts';
import { required, whole, words } from './field.ts';
import { countOf } from './numbers/in-words.ts';
import { wilson, type Interval } from './numbers/wilson.ts';

/** The most claims that one sample holds: more are a programme of checks, not a sample. */
export const MOST_DRAWN = 200;

/** The choice to check a random share of the claims that wait: of which, how many, and why not all. */
export const SampleChoice = z.object({
	reference: words('the reference of the recommendation', 100),
	drawn: whole('how many to check').refine(
		(n) => n <= MOST_DRAWN,
		`Draw ${MOST_DRAWN} at the most. More than that is better drawn in two samples.`
	),
	reason: required(words('the reason'), 'Say why a share is checked and not all. The paper says so too.')
});
export type SampleChoice = z.infer<typeof SampleChoice>;

/**
 * Draws some of many without putting any back, each as likely as every other (Fisher and Yates, as Durstenfeld has it).
 * The same numbers, in whatever order, and the same seed draw the same ones in the same order.
 */
export const draw = (numbers: readonly number[], count: number, seed: number): number[] => {
	const urn = [...numbers].sort((a, b) => a - b);
	const random = chance(seed);
	const drawn = Math.min(count, urn.length);
	for (let place = 0; place < drawn; place += 1) {
		const chosen = random.between(place, urn.length - 1);
		[urn[place], urn[chosen]] = [urn[chosen] as number, urn[place] as number];
	}
	return urn.slice(0, drawn);
};

/** What is known of a sample so far: how many were drawn, how many of them are checked, and how many of those hold. */
export type SampleProgress = { waiting: number; drawn: number; checked: number; assured: number };

/**
 * What a sample says about all the claims that it was drawn from, with Wilson’s interval at 95 %. Undefined before the
 * first is checked. While some are still to be checked, those that are may not be a fair share of the rest.
 */
export const resultOf = ({
	waiting,
	drawn,
	checked,
	assured
}: SampleProgress): { sentence: string; interval: Interval } | undefined => {
	const interval = wilson(assured, checked);
	if (!interval) return undefined;
	const percent = (share: number) => Math.round(share * 100);
	const until =
		checked < drawn
			? ` ${countOf(drawn - checked, 'claim')} of the sample still to check, so this may change.`
			: '';
	return {
		interval,
		sentence: `${assured} of ${countOf(checked, 'claim')} that were checked could be confirmed. Of all ${waiting} that waited, between ${percent(interval.from)} and ${percent(interval.to)} of 100 would be (95 % interval).${until}`
	};
};
