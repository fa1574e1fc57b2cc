import { inWords, type Day } from '#lib/domain/day.ts';
import { capital, countOf, listed, sentence, verb } from '#lib/domain/numbers/in-words.ts';
import type { Better } from '#lib/domain/numbers/making-data-count.ts';
import {
	FEWEST_FOR_LIMITS,
	phasesOf,
	SIGNAL_MEANINGS,
	SIGNALS,
	xmr,
	type Limits,
	type Value
} from '#lib/domain/numbers/xmr.ts';
import { caption } from './caption.ts';
import type { Axis, Figure, FigureContext } from './figure.ts';
import { iconsOf } from './icons.ts';
import { line } from './lines.ts';
import { AQUA_GREEN, BLUE, DARK_BLUE, GREY, PURPLE, WARM_YELLOW } from './palette.ts';

const TYPE = { size: 14 };

/** What is measured, and its values; what it was before, what is aimed at, and what a person says changed on a day. */
export type Measured = {
	/** The id of the figure, where a page has several. */
	id?: string;
	name: string;
	unit: string;
	values: readonly Value[];
	baseline?: number | null;
	target?: number | null;
	changed?: { on: Day; because: string } | null;
};

/** A measure should go from where it was towards what is aimed at; without both nobody said which way is better. */
const betterOf = ({ baseline, target }: Measured): Better => {
	if (typeof baseline !== 'number' || typeof target !== 'number' || baseline === target) return undefined;
	return target > baseline ? 'higher' : 'lower';
};

const written = (value: number): string => String(Math.round(value * 100) / 100);

const findingOf = ({ limits, values }: ReturnType<typeof xmr>, since?: Day): string => {
	if (values.length === 0) return 'Nothing has been entered yet';
	if (!limits)
		return since
			? 'Too few values since the marked change to tell another from chance'
			: 'Too few values to tell a change from chance';
	if (limits.upper === limits.lower) return 'All values are the same';
	const latest = values.at(-1);
	if (latest && latest.signals.length > 0) return 'The latest value is a sign of more than chance';
	return values.some(({ signals }) => signals.length > 0)
		? 'There were signs of change on the way; the latest value may be chance'
		: since
			? 'All values since the marked change may be chance: they show no other'
			: 'All values may be chance: they show no change';
};

const told = ({ unit }: Measured, { limits, values }: ReturnType<typeof xmr>, since?: Day): string => {
	const latest = values.at(-1);
	if (!latest) return 'Enter a value, or upload several, to see them here.';
	const now = sentence(`the latest value, of ${inWords(latest.on)}, is ${written(latest.value)} (${unit})`);
	if (!limits)
		return `${now} There ${verb(values.length, 'is', 'are')} ${countOf(values.length, 'value')} ${since ? `since ${inWords(since)}` : 'so far'}. The limits of chance are worked out from ${FEWEST_FOR_LIMITS} values on.`;
	if (limits.upper === limits.lower)
		return `${now} All ${countOf(values.length, 'value')}${since ? ` since ${inWords(since)}` : ''} are the same: there is nothing to tell a change from.`;
	const seen = SIGNALS.filter((signal) => values.some(({ signals }) => signals.includes(signal)));
	const range = sentence(
		`if nothing but chance were at work, nearly all values would lie between ${written(limits.lower)} and ${written(limits.upper)} around a mean of ${written(limits.mean)}, from ${countOf(values.length, 'value')}${since ? ` since ${inWords(since)}` : ''}`
	);
	const signs =
		seen.length === 0
			? 'None of them is a sign of more than chance.'
			: sentence(`signs of more than chance: ${listed(seen.map((signal) => SIGNAL_MEANINGS[signal]))}`);
	return [now, range, signs].join(' ');
};

const roundedOr = (value: number | undefined): number | null =>
	value === undefined ? null : Number(written(value));

const changeTold = ({ changed }: Measured): string =>
	changed
		? sentence(
				`the limits are worked out anew from ${inWords(changed.on)}, where somebody marked a change: ${changed.because.replace(/[.!?]$/, '')}`
			)
		: '';

/** The values of a measure over time, with the limits of chance (an XmR chart), and which values are more than chance. */
export const xmrFigure = (measured: Measured, context: FigureContext): Figure => {
	const phases = phasesOf(measured.values, measured.changed?.on);
	// What the words tell is of the stretch that still goes on.
	const found = phases.at(-1) ?? xmr([]);
	const values = phases.flatMap((phase) => phase.values);
	const limitsAt = phases.flatMap((phase) => phase.values.map(() => phase.limits));
	const since = phases.length > 1 ? measured.changed?.on : undefined;
	const isLimited = limitsAt.some((each) => each !== undefined);
	const days = values.map(({ on }) => inWords(on));
	const level = (name: string, which: keyof Limits) =>
		line(
			`${name} ${phases.flatMap((phase) => (phase.limits ? written(phase.limits[which]) : [])).join(', then ')}`,
			limitsAt.map((each) => each?.[which] ?? null),
			name === 'Mean' ? DARK_BLUE : GREY,
			{ borderDash: name === 'Mean' ? [] : [6, 4], borderWidth: 1 }
		);
	const constant = (name: string, at: number | null | undefined, colour: string, borderDash: number[]) =>
		at === null || at === undefined
			? []
			: [
					line(
						`${name} ${written(at)}`,
						values.map(() => at),
						colour,
						{ borderDash, borderWidth: 2 }
					)
				];
	const more = values.map(({ value, signals }) => (signals.length > 0 ? value : null));
	const axis: Axis = { ticks: { font: TYPE }, title: { display: true, text: measured.unit, font: TYPE } };
	return {
		id: measured.id ?? 'xmr',
		title: findingOf(found, since),
		sentence: [told(measured, found, since), ...(since ? [changeTold(measured)] : [])].join(' '),
		how_to_read: isLimited
			? 'The line is what was measured. Between the broken lines values go up and down by chance; a yellow diamond marks a sign of more than that. It is a reason to ask what changed, and does not tell what.'
			: 'The line is what was measured. Do not read much into a rise or fall between two values.',
		left_out: [],
		icons: iconsOf(found, measured.target, betterOf(measured)),
		config:
			values.length === 0
				? undefined
				: {
						type: 'line',
						data: {
							labels: days,
							datasets: [
								...(more.some((value) => value !== null)
									? [
											line('More than chance', more, WARM_YELLOW, {
												borderWidth: 0,
												pointStyle: 'rectRot',
												pointRadius: 8
											})
										]
									: []),
								line(
									capital(measured.name),
									values.map(({ value }) => value),
									BLUE,
									{ borderWidth: 2, pointStyle: 'circle', pointRadius: 3 }
								),
								...(isLimited
									? [level('Mean', 'mean'), level('Upper limit', 'upper'), level('Lower limit', 'lower')]
									: []),
								...constant('Before', measured.baseline, PURPLE, [12, 3, 3, 3]),
								...constant('Aim', measured.target, AQUA_GREEN, [2, 4])
							]
						},
						options: {
							indexAxis: 'x',
							responsive: true,
							maintainAspectRatio: false,
							animation: false,
							scales: { x: { ticks: { font: TYPE, autoSkip: true }, grid: { display: false } }, y: axis },
							plugins: {
								legend: { display: true, position: 'bottom', labels: { font: TYPE, usePointStyle: true } },
								tooltip: { enabled: true }
							}
						}
					},
		table: {
			caption: caption(measured.name, context),
			columns: [
				{ key: 'on', label: 'Day', numeric: false },
				{ key: 'value', label: capital(measured.unit), numeric: true },
				{ key: 'mean', label: 'Mean', numeric: true },
				{ key: 'lower', label: 'Lower limit', numeric: true },
				{ key: 'upper', label: 'Upper limit', numeric: true },
				{ key: 'more_than_chance', label: 'More than chance', numeric: false }
			],
			rows: values.map(({ on, value, signals }, place) => ({
				on,
				value,
				mean: roundedOr(limitsAt[place]?.mean),
				lower: roundedOr(limitsAt[place]?.lower),
				upper: roundedOr(limitsAt[place]?.upper),
				more_than_chance: signals.map((signal) => SIGNAL_MEANINGS[signal]).join('; ')
			}))
		},
		context
	};
};
