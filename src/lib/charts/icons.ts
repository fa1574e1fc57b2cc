import { listed, sentence } from '#lib/domain/numbers/in-words.ts';
import {
	assuranceOf,
	variationOf,
	type AimAssurance,
	type Better,
	type Variation
} from '#lib/domain/numbers/making-data-count.ts';
import { SIGNAL_MEANINGS, type Phase } from '#lib/domain/numbers/xmr.ts';
import type { Icon } from './figure.ts';

const KINDS: Record<Variation['kind'], string> = {
	'common cause': 'No change beyond chance',
	improvement: 'A change for the better',
	concern: 'A change for the worse',
	change: 'A change'
};
const AIMS: Record<AimAssurance, [label: string, says: string]> = {
	'meets it': ['Meets its aim, as things are', 'Chance alone would hardly make it miss.'],
	'misses it': ['Misses its aim, as things are', 'Chance alone would hardly make it meet it.'],
	'hit and miss': ['Meets its aim now and then', 'Whether it does is chance, as things are.']
};

const ofVariation = ({ kind, went, signals }: Variation): Icon => ({
	what: 'variation',
	kind,
	went,
	label: went ? `${KINDS[kind]}: it went ${went}` : KINDS[kind],
	says:
		signals.length === 0
			? 'The latest value lies where chance alone puts it.'
			: sentence(
					`${signals.length === 1 ? 'the sign' : 'the signs'} in the latest value: ${listed(signals.map((signal) => SIGNAL_MEANINGS[signal]))}`
				)
});

/** What a series tells at a glance: whether its latest value is more than chance, and whether it will meet its aim. */
export const iconsOf = (phase: Phase, aim: number | null | undefined, better: Better): Icon[] => {
	// What never varied has no chance to be told from.
	if (phase.limits?.upper === phase.limits?.lower) return [];
	const variation = variationOf(phase, better);
	const assurance = assuranceOf(phase, aim, better);
	const aimed = assurance && AIMS[assurance];
	return [
		...(variation ? [ofVariation(variation)] : []),
		...(aimed ? [{ what: 'assurance' as const, kind: assurance, label: aimed[0], says: aimed[1] }] : [])
	];
};
