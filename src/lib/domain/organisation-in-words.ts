import { countOf, noneOr, say, verb, written } from './numbers/in-words.ts';

type Counters = Record<'asked' | 'responded' | 'accepted' | 'delivered' | 'assured', number> & {
	name: string;
};

/** What an organisation was asked, promised, said and could show, out of one total, and how much of it is overdue. */
export const organisationInWords = (counts: Counters, overdue: number): string => {
	const { name, asked, responded, accepted, delivered, assured } = counts;
	if (asked === 0) return `We know of no recommendation that was put to ${name}.`;
	const opening = `${name} was asked to act on ${countOf(asked, 'recommendation')}.`;
	const late = overdue > 0 ? ` ${written(overdue)} ${verb(overdue, 'is', 'are')} overdue.` : '';
	if (responded === 0)
		return `${opening} We found no public reply. That is not the same as nothing being done.${late}`;
	const replied = `It replied to ${say({ numerator: responded, denominator: asked })}, and accepted ${noneOr(accepted)} of them at least in part.`;
	if (accepted === 0) return `${opening} ${replied}${late}`;
	const done = `Of ${countOf(accepted, 'recommendation')} that it accepted, it says that ${noneOr(delivered)} ${verb(delivered, 'is', 'are')} done, and somebody independent has confirmed ${noneOr(assured)}.`;
	return `${opening} ${replied} ${done}${late}`;
};
