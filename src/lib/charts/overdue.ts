import { CLOCKS, type Clock } from '#lib/domain/clock.ts';
import type { DutyCount } from '#lib/domain/numbers/duties.ts';
import { capital, countOf, listed, sentence, shareOf, verb, written } from '#lib/domain/numbers/in-words.ts';
import type { Rate } from '#lib/domain/numbers/number.ts';
import { agesOverdue, overdueRate, undatedShare } from '#lib/domain/numbers/overdue.ts';
import { bars, series } from './bars.ts';
import { caption } from './caption.ts';
import type { Figure, FigureContext } from './figure.ts';
import { AQUA_GREEN, BLUE, DARK_BLUE, type Look } from './palette.ts';

const LOOKS: Record<Clock, Look> = {
	response: { colour: BLUE, fill: 'solid' },
	action: { colour: DARK_BLUE, fill: 'stripes' },
	evidence: { colour: AQUA_GREEN, fill: 'dots' }
};

/** What is owed by each clock: one of it, and several. */
export const OWED: Record<Clock, [one: string, several: string]> = {
	response: ['response', 'responses'],
	action: ['action', 'actions'],
	evidence: ['piece of evidence', 'pieces of evidence']
};

type Counted = { clock: Clock; overdue: Rate; undated: Rate; ages: { age: string; n: number }[] };

const OVER_A_YEAR: readonly string[] = ['1 to 5 years', 'over 5 years'];

const sum = (counts: { n: number }[]): number => counts.reduce((total, { n }) => total + n, 0);

const findingOf = (clocks: Counted[]): string => {
	const dated = clocks.reduce((total, { overdue }) => total + overdue.denominator, 0);
	const undated = clocks.reduce((total, { undated }) => total + undated.numerator, 0);
	if (dated + undated === 0) return 'Nothing is still owed';
	if (dated === 0) return 'No dates are set, so nothing can be overdue';
	const [worst] = clocks.toSorted((a, b) => b.overdue.numerator - a.overdue.numerator);
	const late = worst?.overdue.numerator ?? 0;
	if (!worst || late === 0)
		return undated > dated ? 'Nothing is overdue, but most has no date' : 'Nothing is overdue';
	const old = sum(worst.ages.filter(({ age }) => OVER_A_YEAR.includes(age)));
	const finding = `${countOf(late, ...OWED[worst.clock])} ${verb(late, 'is', 'are')} overdue`;
	if (old === 0) return finding;
	if (old === late)
		return `${finding}${late === 1 ? '' : late === 2 ? ', both' : ', all'} by more than a year`;
	return `${finding}, ${written(old)} of them by more than a year`;
};

const inWords = (clocks: Counted[]): string => {
	const dated = clocks.filter(({ overdue }) => overdue.denominator > 0);
	const undated = clocks.filter((clock) => clock.undated.numerator > 0);
	if (dated.length + undated.length === 0) return 'Nothing in this selection is still owed.';
	const late = listed(dated.map(({ clock, overdue }) => shareOf(overdue, ...OWED[clock])));
	const without = listed(undated.map((owed) => countOf(owed.undated.numerator, ...OWED[owed.clock])));
	return [
		dated.length > 0
			? `overdue, out of what is still owed and has a date: ${late}`
			: 'nothing that is still owed has a date',
		...(undated.length > 0 ? [`no date is set for ${without}`] : [])
	]
		.map(sentence)
		.join(' ');
};

/** What is overdue, by clock and by how long, with what has no date beside it. */
export const overdue = (duties: readonly DutyCount[], context: FigureContext): Figure => {
	const clocks = CLOCKS.map((clock): Counted => ({
		clock,
		overdue: overdueRate[clock].compute(duties, context),
		undated: undatedShare[clock].compute(duties, context),
		ages: agesOverdue(duties, clock)
	}));
	const owed = clocks.filter(({ undated }) => undated.denominator > 0);
	const classes = clocks.map(({ ages, undated }) => [...ages, { age: 'no date set', n: undated.numerator }]);
	const names = (classes[0] ?? []).map(({ age }) => age);
	return {
		id: 'overdue',
		title: findingOf(clocks),
		sentence: inWords(clocks),
		how_to_read:
			'The further down, the longer overdue. The last bar has no date: what is in it is never overdue, however old it is.',
		left_out: [],
		config:
			owed.length === 0
				? undefined
				: bars({
						names,
						series: owed.map(({ clock }) => {
							const counts = (classes[CLOCKS.indexOf(clock)] ?? []).map(({ n }) => n);
							return series(
								capital(OWED[clock][1]),
								counts,
								LOOKS[clock],
								counts.map((n) => (n === 0 ? null : written(n)))
							);
						}),
						lie: true,
						stacked: true,
						counts: 'Number still owed'
					}),
		table: {
			caption: caption('What is overdue, by how long', context),
			columns: [
				{ key: 'overdue_by', label: 'Overdue by', numeric: false },
				...CLOCKS.map((clock) => ({
					key: clock,
					label: capital(OWED[clock][1]),
					numeric: true
				}))
			],
			rows: names.map((name, i) => ({
				overdue_by: name,
				...Object.fromEntries(CLOCKS.map((clock, c) => [clock, classes[c]?.[i]?.n ?? 0]))
			}))
		},
		context
	};
};
