import { inWords, type Day } from '#lib/domain/day.ts';
import { capital, countOf, listed, sentence, written } from '#lib/domain/numbers/in-words.ts';
import { STAGES, type Stage } from '#lib/domain/recommendation.ts';
import { bars, series } from './bars.ts';
import { caption } from './caption.ts';
import type { Figure, FigureContext } from './figure.ts';
import { yearsInWords } from './recurrence.ts';
import { AQUA_GREEN, BLUE, DARK_BLUE, GREY, WARM_YELLOW, type Look } from './palette.ts';

/** One time that something was asked: by whom, when, how far it got, and the day on which it was closed as implemented. */
export type Asking = {
	reference: string;
	plain_summary: string;
	source_code: string;
	source_name: string;
	year: number | null;
	stage: Stage;
	closed_on: Day | null;
};

const LOOKS: Record<Stage, Look> = {
	'nobody asked by name': { colour: GREY, fill: 'outline' },
	'no reply found': { colour: GREY, fill: 'solid' },
	refused: { colour: WARM_YELLOW, fill: 'crosshatch' },
	accepted: { colour: WARM_YELLOW, fill: 'solid' },
	'under way': { colour: AQUA_GREEN, fill: 'dots' },
	'said to be done': { colour: BLUE, fill: 'stripes' },
	confirmed: { colour: DARK_BLUE, fill: 'solid' }
};

const told = (askings: readonly Asking[], years: readonly number[]): string => {
	const sources = [...new Set(askings.map(({ source_name }) => source_name))];
	const by = sources.length > 4 ? `by ${written(sources.length)} bodies` : `by ${listed(sources)}`;
	const when = yearsInWords({ first_year: years[0] ?? null, last_year: years.at(-1) ?? null });
	const stages = STAGES.map((stage) => ({ stage, n: askings.filter((one) => one.stage === stage).length }))
		.filter(({ n }) => n > 0)
		.map(({ stage, n }) => `${written(n)} ${/^no/.test(stage) ? `with ${stage}` : stage}`);
	const closed = askings.filter(({ closed_on }) => closed_on !== null);
	const closedLast = closed
		.map(({ closed_on }) => closed_on ?? '')
		.sort()
		.at(-1);
	return [
		sentence(`asked ${countOf(askings.length, 'time')}${when}, ${by}`),
		sentence(`as they stand now: ${listed(stages)}`),
		closedLast
			? sentence(
					`${written(closed.length)} ${closed.length === 1 ? 'was' : 'were'} closed as implemented, ${closed.length === 1 ? '' : 'the last '}on ${inWords(closedLast)}`
				)
			: 'None was closed as implemented.'
	].join(' ');
};

/** The asks of a family over the years: who asked, and what became of each. A year without a bar is one in which nobody asked. */
export const familyTimeline = (
	family: { name: string },
	askings: readonly Asking[],
	context: FigureContext
): Figure => {
	const known = askings.flatMap(({ year }) => year ?? []).sort((a, b) => a - b);
	const [first = 0, last = -1] = [known[0], known.at(-1)];
	const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
	const unknown = askings.length - known.length;
	const of = (stage: Stage, year: number) =>
		askings.filter((one) => one.stage === stage && one.year === year);
	const occurring = STAGES.filter((stage) => askings.some((one) => one.stage === stage && one.year !== null));
	return {
		id: 'family-timeline',
		title: `Asked ${countOf(askings.length, 'time')}: ${family.name}`,
		sentence: told(askings, known),
		how_to_read:
			'Each bar is a year in which it was asked; its parts show how far those recommendations have got by now. The names are of who asked.',
		left_out: unknown > 0 ? [{ what: 'made in a year that is not known', n: unknown }] : [],
		config:
			years.length === 0
				? undefined
				: bars({
						names: years.map(String),
						series: occurring.map((stage) =>
							series(
								capital(stage),
								years.map((year) => of(stage, year).length || null),
								LOOKS[stage],
								years.map(
									(year) =>
										[...new Set(of(stage, year).map(({ source_code }) => source_code))].join(', ') || null
								)
							)
						),
						lie: true,
						stacked: true,
						counts: 'How often it was asked'
					}),
		table: {
			caption: caption(`Who asked, and what became of it: ${family.name}`, context),
			columns: [
				{ key: 'year', label: 'Year', numeric: false },
				{ key: 'source', label: 'Who asked', numeric: false },
				{ key: 'reference', label: 'Reference', numeric: false },
				{ key: 'asked', label: 'What was asked', numeric: false },
				{ key: 'stage', label: 'How far it has got', numeric: false },
				{ key: 'closed_on', label: 'Closed as implemented on', numeric: false }
			],
			rows: askings.map(({ year, source_name, reference, plain_summary, stage, closed_on }) => ({
				year: year === null ? null : String(year),
				source: source_name,
				reference,
				asked: plain_summary,
				stage,
				closed_on
			}))
		},
		context
	};
};
