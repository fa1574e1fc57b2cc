import { addMonths, inWords } from '#lib/domain/day.ts';
import {
	capital,
	countOf,
	listed,
	shareAlone,
	sentence,
	verb,
	written
} from '#lib/domain/numbers/in-words.ts';
import type { StatesAt } from '#lib/domain/numbers/series.ts';
import { STATES, type State } from '#lib/domain/numbers/states.ts';
import { bars, series } from './bars.ts';
import { caption, unknownDays } from './caption.ts';
import type { Figure, FigureContext } from './figure.ts';
import { monthInWords, monthName } from './months.ts';
import { STATE_LOOKS } from './palette.ts';

type Known = StatesAt & { states: NonNullable<StatesAt['states']> };

const countIn = ({ states }: Known, state: State): number =>
	states.find((counted) => counted.state === state)?.n ?? 0;
const total = ({ states }: Known): number => states.reduce((sum, { n }) => sum + n, 0);

/** The month to compare the last with: a year before, or the first that is known when there is less. */
const beforeOf = (known: Known[]): Known | undefined => {
	const last = known.at(-1);
	if (!last || known.length < 2) return undefined;
	const yearBefore = addMonths(last.month, -12);
	return known.find(({ month }) => month >= yearBefore);
};

const findingOf = (known: Known[]): string => {
	const last = known.at(-1);
	if (!last) return 'Nothing has been asked yet';
	const now = countIn(last, 'confirmed');
	const before = beforeOf(known);
	if (!before) return now === 0 ? 'Nothing has been confirmed yet' : `${written(now)} confirmed so far`;
	const more = now - countIn(before, 'confirmed');
	const then = `at the end of ${monthInWords(before.month)}`;
	if (now === 0 && more === 0) return 'Nothing has been confirmed yet';
	if (more === 0) return `No more are confirmed than ${then}`;
	return `${written(Math.abs(more))} ${more > 0 ? 'more' : 'fewer'} ${verb(Math.abs(more), 'is', 'are')} confirmed than ${then}`;
};

const clause = (at: Known, state: State, is: string, are: string): string => {
	const numerator = countIn(at, state);
	return `${shareAlone({ numerator, denominator: total(at) })} ${verb(numerator, is, are)}`;
};

const told = (known: Known[]): string => {
	const last = known.at(-1);
	if (!last) return 'Nothing had been asked in this selection by then, so there is nothing to show.';
	const now = `on ${inWords(last.as_at)}, of ${countOf(total(last), 'assignment')}, ${listed([
		clause(last, 'confirmed', 'was confirmed', 'were confirmed'),
		clause(
			last,
			'said to be done',
			'was said to be done and not confirmed',
			'were said to be done and not confirmed'
		),
		clause(last, 'under way', 'was under way', 'were under way')
	])}`;
	const before = beforeOf(known);
	if (!before) return sentence(now);
	const then = `on ${inWords(before.as_at)} it was ${countOf(total(before), 'assignment')}, of which ${clause(before, 'confirmed', 'was confirmed', 'were confirmed')}`;
	return [now, then].map(sentence).join(' ');
};

/** Where everything stood at the end of each month, stacked. A month in which nothing had been asked is a gap. */
export const stateOverTime = (all: readonly StatesAt[], context: FigureContext): Figure => {
	const known = all.filter((at): at is Known => at.states !== undefined);
	const occurring = STATES.filter((state) => known.some((at) => countIn(at, state) > 0));
	const rows = all.map((at) => ({ at, known: known.find(({ month }) => month === at.month) }));
	return {
		id: 'state-over-time',
		title: findingOf(known),
		sentence: told(known),
		how_to_read: [
			'Each bar is the end of one month, and the last one the day asked about. The whole bar is every assignment that stood then; it grows when more is asked.',
			...unknownDays(context.data)
		].join(' '),
		left_out: [],
		config:
			known.length === 0
				? undefined
				: bars({
						names: all.map(({ month }) => monthName(month)),
						series: occurring.map((state) =>
							series(
								capital(state),
								rows.map(({ known }) => (known ? countIn(known, state) : null)),
								STATE_LOOKS[state]
							)
						),
						lie: false,
						stacked: true,
						counts: 'Number of assignments'
					}),
		table: {
			caption: caption('Where assignments stood at the end of each month', context),
			columns: [
				{ key: 'month', label: 'Month', numeric: false },
				{ key: 'stood_on', label: 'As they stood on', numeric: false },
				...occurring.map((state) => ({
					key: state.replaceAll(' ', '_'),
					label: capital(state),
					numeric: true
				})),
				{ key: 'base', label: 'All', numeric: true }
			],
			rows: rows.map(({ at, known }) => ({
				month: monthName(at.month),
				stood_on: at.as_at,
				...Object.fromEntries(
					occurring.map((state) => [state.replaceAll(' ', '_'), known ? countIn(known, state) : null])
				),
				base: known ? total(known) : null
			}))
		},
		context
	};
};
