import type { Strength } from '#lib/domain/axes/strength.ts';
import { capital, listed, sentence, shareAlone, shareOf, verb } from '#lib/domain/numbers/in-words.ts';
import { mixOf, type StrengthCount } from '#lib/domain/numbers/strength-mix.ts';
import { bars, series } from './bars.ts';
import { caption, percent } from './caption.ts';
import type { Figure, FigureContext } from './figure.ts';
import { AQUA_GREEN, DARK_BLUE, GREY, WARM_YELLOW, type Look } from './palette.ts';

const LOOKS: Record<Strength, Look> = {
	stronger: { colour: DARK_BLUE, fill: 'solid' },
	intermediate: { colour: AQUA_GREEN, fill: 'stripes' },
	weaker: { colour: WARM_YELLOW, fill: 'solid' },
	'not coded': { colour: GREY, fill: 'dots' }
};

/** A finding is about what is coded: where nothing is, there is nothing to find. */
const findingOf = (all: number, mix: readonly StrengthCount[]): string => {
	const coded = mix.filter(({ strength, n }) => strength !== 'not coded' && n > 0);
	const most = coded.toSorted((a, b) => b.n - a.n);
	if (all === 0) return 'No action has been planned';
	const [first, second] = most;
	if (!first) return 'Nobody has said how strong the actions are';
	if (!second)
		return `${first.n === 1 ? 'The one' : 'Every'}${first.n === all ? '' : ' coded'} action is ${first.strength === 'intermediate' ? 'of intermediate strength' : `of the ${first.strength} kind`}`;
	return first.n === second.n
		? 'No strength of action leads'
		: `Most often planned: ${first.strength === 'intermediate' ? 'actions of intermediate strength' : `${first.strength} actions`}`;
};

const told = (all: number, mix: readonly StrengthCount[]): string => {
	if (all === 0) return 'Nobody has planned an action here yet. That is not the same as nothing being done.';
	const [first, ...others] = mix.filter(({ n }) => n > 0);
	if (!first) return '';
	return sentence(
		listed([
			`${shareOf({ numerator: first.n, denominator: all }, 'action')} ${verb(first.n, 'is', 'are')} ${first.strength}`,
			...others.map(({ strength, n }) => `${shareAlone({ numerator: n, denominator: all })} ${strength}`)
		])
	);
};

/** How strong the planned actions are: one bar each for stronger, intermediate, weaker, and what nobody coded. */
export const strengthMix = (counts: readonly StrengthCount[], context: FigureContext): Figure => {
	const { all, mix } = mixOf(counts);
	return {
		id: 'strength-mix',
		title: findingOf(all, mix),
		sentence: told(all, mix),
		how_to_read:
			'A stronger action makes the wrong thing hard to do, an intermediate one helps people to do the right thing, a weaker one relies on people remembering. Several weaker actions do not make a stronger one.',
		left_out: [],
		config:
			all === 0
				? undefined
				: bars({
						names: mix.map(({ strength }) => capital(strength)),
						series: mix.map(({ strength, n: own }, place) =>
							series(
								capital(strength),
								mix.map((_, other) => (other === place ? own : null)),
								LOOKS[strength],
								mix.map((_, other) =>
									other === place ? shareAlone({ numerator: own, denominator: all }) : null
								)
							)
						),
						lie: true,
						stacked: true,
						counts: 'Actions'
					}),
		table: {
			caption: caption('How strong the actions are', context),
			columns: [
				{ key: 'strength', label: 'Strength', numeric: false },
				{ key: 'n', label: 'Actions', numeric: true },
				{ key: 'share_percent', label: 'Share (%)', numeric: true }
			],
			rows: all === 0 ? [] : mix.map(({ strength, n }) => ({ strength, n, share_percent: percent(n, all) }))
		},
		context
	};
};
