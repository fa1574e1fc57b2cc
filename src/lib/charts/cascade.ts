import type { Cascade } from '#lib/domain/numbers/cascade.ts';
import { capital, countOf, written } from '#lib/domain/numbers/in-words.ts';
import { bars, series } from './bars.ts';
import { caption, percent } from './caption.ts';
import { cascadeInWords, findingOf, labelOf, nounOf } from './cascade-in-words.ts';
import type { ChartConfig, Figure, FigureContext } from './figure.ts';
import { BLUE, GREY, STATE_LOOKS } from './palette.ts';

// What was refused or declined has bars of its own under the seven, besides being named where it drops out.
const BESIDE = ['not accepted', 'said not to apply', 'declined by the board'] as const;

type Bar = { bar: string; n: number; lost: number | null; lost_as: string | null };

const barsOf = (cascade: Cascade): Bar[] =>
	cascade.steps.map(({ name, reached, dropped }) => ({
		bar: labelOf(name),
		n: reached.numerator,
		lost: name === 'asked' ? null : dropped.reduce((sum, { n }) => sum + n, 0),
		lost_as: dropped.map(({ what, n }) => `${written(n)} ${what}`).join(', ') || null
	}));

const barsBeside = (cascade: Cascade): Bar[] => {
	const dropped = cascade.steps.flatMap((step) => step.dropped);
	return BESIDE.map((name) => ({
		bar: capital(name),
		n: dropped.reduce((sum, { what, n }) => (what === name ? sum + n : sum), 0),
		lost: null,
		lost_as: null
	})).filter(({ n }) => n > 0);
};

const configOf = (steps: Bar[], beside: Bar[], noun: string): ChartConfig => {
	const numbers = (rows: Bar[]) => rows.map(({ n }) => n);
	const labels = (rows: Bar[]) => rows.map(({ n }) => written(n));
	const none = (rows: Bar[]) => rows.map(() => null);
	const refused = series(
		'Refused or declined',
		[...none(steps), ...numbers(beside)],
		STATE_LOOKS['not accepted'],
		[...none(steps), ...labels(beside)]
	);
	return bars({
		names: [...steps, ...beside].map(({ bar }) => bar),
		series: [
			series('Got this far', [...numbers(steps), ...none(beside)], { colour: BLUE, fill: 'solid' }, [
				...labels(steps),
				...none(beside)
			]),
			series(
				'Dropped out here',
				[...steps.map(({ lost }) => lost || null), ...none(beside)],
				{ colour: GREY, fill: 'outline' },
				[...steps.map(({ lost_as }) => lost_as), ...none(beside)]
			),
			...(beside.length > 0 ? [refused] : [])
		],
		lie: true,
		stacked: true,
		counts: `Number of ${noun}s`,
		reach: Math.ceil((steps[0]?.n ?? 0) * 1.35)
	});
};

/** How far what was asked has got: seven bars on one denominator, with what dropped out at each step. */
export const cascade = (cascade: Cascade, context: FigureContext): Figure => {
	const noun = nounOf(cascade);
	const steps = barsOf(cascade);
	const beside = barsBeside(cascade);
	return {
		id: 'cascade',
		title: findingOf(cascade),
		sentence: cascadeInWords(cascade),
		how_to_read: `Every bar counts out of the same ${countOf(cascade.asked, noun)}. The pale end of a bar got to the step before and not to this one; the words beside it, or else the table, say why.`,
		left_out: cascade.exclusions,
		config: cascade.asked === 0 ? undefined : configOf(steps, beside, noun),
		table: {
			caption: caption(`How far ${noun}s have got`, context),
			columns: [
				{ key: 'step', label: 'Step', numeric: false },
				{ key: 'n', label: `Number of ${noun}s`, numeric: true },
				{ key: 'out_of', label: 'Out of', numeric: true },
				{ key: 'share_percent', label: 'Share (%)', numeric: true },
				{ key: 'dropped_out', label: 'Dropped out here', numeric: true },
				{ key: 'dropped_out_as', label: 'What became of them', numeric: false }
			],
			rows: [...steps, ...beside].map(({ bar, n, lost, lost_as }) => ({
				step: bar,
				n,
				out_of: cascade.asked,
				share_percent: percent(n, cascade.asked),
				dropped_out: lost,
				dropped_out_as: lost_as
			}))
		},
		context
	};
};
