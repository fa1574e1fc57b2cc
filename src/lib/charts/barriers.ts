import type { FactCount } from '#lib/domain/fact.ts';
import { barriersNamed, NAMED_WHEN, type NamedWhen } from '#lib/domain/numbers/barriers.ts';
import {
	capital,
	countOf,
	listed,
	percentage,
	sentence,
	shareAlone,
	written
} from '#lib/domain/numbers/in-words.ts';
import { FEWEST_FOR_A_PERCENTAGE } from '#lib/domain/numbers/number.ts';
import { bars, series } from './bars.ts';
import { caption, percent } from './caption.ts';
import type { Figure, FigureContext } from './figure.ts';
import { AQUA_GREEN, DARK_BLUE, WARM_YELLOW, type Look } from './palette.ts';

const LOOKS: Record<NamedWhen, [label: string, look: Look]> = {
	'on hold': ['On hold', { colour: DARK_BLUE, fill: 'solid' }],
	extension: ['More time asked for', { colour: AQUA_GREEN, fill: 'stripes' }],
	refusal: ['Refused', { colour: WARM_YELLOW, fill: 'solid' }]
};

/** What stands in the way, the most frequent first, with where it was named and the running share. */
export const barriers = (facts: readonly FactCount[], context: FigureContext): Figure => {
	const { barriers: counts, named, not_stated } = barriersNamed(facts);
	const [first] = counts;
	const top = counts.slice(0, 3);
	const together = top.at(-1)?.up_to ?? 0;
	return {
		id: 'barriers',
		title: first ? `Most often named: ${first.barrier}` : 'No barrier has been named',
		sentence: !first
			? 'For nothing in this selection did anybody say what stands in the way.'
			: [
					`a barrier was named ${countOf(named, 'time')}: ${listed(
						top.map(({ barrier, n }) => `${barrier} ${shareAlone({ numerator: n, denominator: named })}`)
					)}${counts.length > top.length && named >= FEWEST_FOR_A_PERCENTAGE ? `, together ${percentage(Math.round(together * named), named)}` : ''}`
				]
					.map(sentence)
					.join(' '),
		how_to_read:
			'The longest bar is what stands in the way most often. Its parts are where it was named: of work on hold, in asking for more time, or in refusing.',
		left_out: not_stated > 0 ? [{ what: 'on hold or refused where nobody said why', n: not_stated }] : [],
		config: !first
			? undefined
			: bars({
					names: counts.map(({ barrier }) => capital(barrier)),
					series: NAMED_WHEN.filter((when) => counts.some((one) => one[when] > 0)).map((when) => {
						const [label, look] = LOOKS[when];
						return series(
							label,
							counts.map((one) => one[when]),
							look,
							counts.map((one) => (one[when] === 0 ? null : written(one[when])))
						);
					}),
					lie: true,
					stacked: true,
					counts: 'Times named'
				}),
		table: {
			caption: caption('What stands in the way', context),
			columns: [
				{ key: 'barrier', label: 'Barrier', numeric: false },
				{ key: 'on_hold', label: 'On hold', numeric: true },
				{ key: 'more_time', label: 'More time asked for', numeric: true },
				{ key: 'refused', label: 'Refused', numeric: true },
				{ key: 'n', label: 'All', numeric: true },
				{ key: 'share_percent', label: 'Share (%)', numeric: true },
				{ key: 'running_percent', label: 'Running share (%)', numeric: true }
			],
			rows: counts.map(({ barrier, n, up_to, ...when }) => ({
				barrier,
				on_hold: when['on hold'],
				more_time: when.extension,
				refused: when.refusal,
				n,
				share_percent: percent(n, named),
				running_percent: percent(Math.round(up_to * named), named)
			}))
		},
		context
	};
};
