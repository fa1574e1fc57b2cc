import { capital, countOf, noneOr, verb } from './numbers/in-words.ts';
import { STAGES, type Stage } from './recommendation.ts';

/** Each stage in a line of plain English. */
export const MEANINGS: Record<Stage, string> = {
	'nobody asked by name': 'No single organisation was asked, so nobody in particular has to reply.',
	'no reply found': 'At least one organisation was asked. We have found no public reply.',
	refused: 'Those who replied did not accept it.',
	accepted: 'At least one organisation accepted it. No plan is known yet.',
	'under way': 'At least one organisation has a plan, or has begun.',
	'said to be done': 'Every organisation that accepted it says that it is done.',
	confirmed: 'For every organisation that accepted it, somebody independent confirmed that it is done.'
};

/** How many recommendations there are at all stages together. */
export const totalOf = (stages: Partial<Record<Stage, number>>): number =>
	STAGES.reduce((sum, stage) => sum + (stages[stage] ?? 0), 0);

/** How far recommendations have got, in one sentence out of one total: replied, accepted, said, confirmed. */
export const progressInWords = (stages: Partial<Record<Stage, number>>): string => {
	const total = totalOf(stages);
	if (total === 0) return 'There are no recommendations here.';
	const from = (first: Stage) =>
		STAGES.slice(STAGES.indexOf(first)).reduce((sum, stage) => sum + (stages[stage] ?? 0), 0);
	const replied = from('refused');
	const accepted = from('accepted');
	const said = from('said to be done');
	const confirmed = stages.confirmed ?? 0;
	const opening = `Of ${countOf(total, 'recommendation')}, we found a reply to ${noneOr(replied)}.`;
	if (replied === 0) return `${opening} That is not the same as nothing being done.`;
	const promise = `${capital(noneOr(accepted))} ${verb(accepted, 'was', 'were')} accepted at least in part`;
	const claim = `${noneOr(said)} ${verb(said, 'is', 'are')} said to be done`;
	const check = `${noneOr(confirmed)} ${verb(confirmed, 'has', 'have')} been confirmed by somebody independent`;
	return `${opening} ${promise}, ${claim}, and ${check}.`;
};
