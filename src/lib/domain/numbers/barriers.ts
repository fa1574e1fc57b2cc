import { BARRIERS, MEANINGS } from '#lib/domain/axes/barrier.ts';
import { NO_BARRIER, type FactCount } from '#lib/domain/fact.ts';
import { base } from './assignments.ts';
import { leavesOut, type Words } from './definition.ts';

/** Where a barrier is named: while on hold, in asking for more time, in refusing. */
export const NAMED_WHEN = ['on hold', 'extension', 'refusal'] as const;
export type NamedWhen = (typeof NAMED_WHEN)[number];

/** How often one barrier stands in the way. `share` is of all that are named; `up_to` with all more frequent ones. */
export type BarrierCount = Record<NamedWhen, number> & {
	barrier: string;
	n: number;
	share: number;
	up_to: number;
};

/** What stands in the way, the most frequent first: a Pareto. Also how often nobody named a barrier. */
export const barriersNamed = (
	facts: readonly FactCount[]
): { barriers: BarrierCount[]; named: number; not_stated: number } => {
	const countOf = (barrier: string, when: NamedWhen) =>
		facts.reduce((sum, { fact, value, n }) => (fact === when && value === barrier ? sum + n : sum), 0);
	const counts = [...BARRIERS, NO_BARRIER].map((barrier) => {
		const [onHold, extension, refusal] = NAMED_WHEN.map((when) => countOf(barrier, when)) as [
			number,
			number,
			number
		];
		return { barrier, 'on hold': onHold, extension, refusal, n: onHold + extension + refusal };
	});
	const known = counts.filter(({ barrier, n }) => barrier !== NO_BARRIER && n > 0);
	const named = known.reduce((sum, { n }) => sum + n, 0);
	let soFar = 0;
	return {
		barriers: known
			.sort((a, b) => b.n - a.n)
			.map((one) => ({ ...one, share: one.n / named, up_to: (soFar += one.n) / named })),
		named,
		not_stated: counts.find(({ barrier }) => barrier === NO_BARRIER)?.n ?? 0
	};
};

/** What the method page prints of it. */
export const barriers: Words = {
	id: 'barriers',
	name: 'Barriers',
	in_plain_words: 'What organisations say stands in the way, the most frequent first.',
	formula: 'times a barrier is named ÷ times any barrier is named',
	terms: [
		{
			name: 'named',
			means:
				'Once for an assignment that is on hold, once for one whose organisation asked for more time (the newest barrier), once for one that it refused.'
		},
		...BARRIERS.map((name) => ({ name, means: MEANINGS[name] }))
	],
	left_out: [
		...leavesOut(base),
		{ name: NO_BARRIER, means: 'On hold or refused, and nobody said what stands in the way.' }
	],
	authority: 'Our own list. The order, the most frequent first with a running share, is Juran’s Pareto.'
};
