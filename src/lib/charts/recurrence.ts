import { countOf, noneOr, sentence, shareAlone, verb, written } from '#lib/domain/numbers/in-words.ts';
import {
	isAskedAgain,
	recurrence as recurrenceNumber,
	repeatAfterClosure,
	type FamilyAsked
} from '#lib/domain/numbers/recurrence.ts';
import { bars, series } from './bars.ts';
import { caption } from './caption.ts';
import type { ChartConfig, Figure, FigureContext } from './figure.ts';
import { BLUE, WARM_YELLOW } from './palette.ts';

const MOST_DRAWN = 12;
const LONGEST_NAME = 44;

const short = (name: string): string =>
	name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1).replace(/\s+\S*$/, '')} …`;

/** From when to when something was asked, in words: `in 2022`, `from 2017 to 2026`; nothing where no year is known. */
export const yearsInWords = ({
	first_year,
	last_year
}: Pick<FamilyAsked, 'first_year' | 'last_year'>): string => {
	if (first_year === null || last_year === null) return '';
	return first_year === last_year ? ` in ${first_year}` : ` from ${first_year} to ${last_year}`;
};

const told = (families: readonly FamilyAsked[], context: FigureContext): string => {
	const again = recurrenceNumber.compute(families, context);
	if (again.numerator === 0)
		return 'A person has not confirmed of any two recommendations in this selection that they ask for the same thing again.';
	const repeats = repeatAfterClosure.compute(families, context);
	const most = families.filter(isAskedAgain)[0];
	const lines = [
		`${countOf(again.numerator, 'thing')} ${verb(again.numerator, 'is', 'are')} known to have been asked for again`,
		...(most ? [`asked most often, ${written(most.times)} times${yearsInWords(most)}: ${most.name}`] : []),
		repeats.numerator === 0
			? `${again.numerator === 1 ? 'it is not' : 'none of them is'} known to have come back after it had been closed as implemented`
			: `${shareAlone(repeats)} came back after an earlier recommendation had been closed as implemented`
	];
	return lines.map(sentence).join(' ');
};

const findingOf = (families: readonly FamilyAsked[], context: FigureContext): string => {
	const { numerator: back } = repeatAfterClosure.compute(families, context);
	const { numerator: again } = recurrenceNumber.compute(families, context);
	if (again === 0) return 'Nothing is known to have been asked for again';
	if (back > 0)
		return `${countOf(back, 'thing')} came back after ${back === 1 ? 'it was' : 'they were'} closed as done`;
	return `${countOf(again, 'thing')} ${again === 1 ? 'was' : 'were'} asked for again`;
};

const drawn = (families: readonly FamilyAsked[]): ChartConfig => {
	const shown = families.slice(0, MOST_DRAWN);
	const of = (cameBack: boolean) => shown.map((one) => (one.came_back === cameBack ? one.times : null));
	const labels = (cameBack: boolean) =>
		shown.map((one) => (one.came_back === cameBack ? written(one.times) : null));
	return bars({
		names: shown.map(({ name }) => short(name)),
		series: [
			series('Asked again', of(false), { colour: BLUE, fill: 'solid' }, labels(false)),
			...(shown.some(({ came_back }) => came_back)
				? [
						series(
							'Came back after closure',
							of(true),
							{ colour: WARM_YELLOW, fill: 'stripes' },
							labels(true)
						)
					]
				: [])
		],
		lie: true,
		stacked: true,
		counts: 'How often it was asked',
		reach: Math.max(1, ...shown.map(({ times }) => times)) + 1
	});
};

/** What comes back: the families whose ask was made again by another source or in another year, the most frequent first. */
export const recurrence = (all: readonly FamilyAsked[], context: FigureContext): Figure => {
	const families = all.filter(isAskedAgain);
	const once = all.length - families.length;
	return {
		id: 'recurrence',
		title: findingOf(all, context),
		sentence: told(all, context),
		how_to_read:
			families.length > MOST_DRAWN
				? `Each bar is a family: recommendations that a person confirmed to ask for the same. The ${MOST_DRAWN} that were asked most often are drawn; the table has ${noneOr(families.length)}.`
				: 'Each bar is a family: recommendations that a person confirmed to ask for the same.',
		left_out: once > 0 ? [{ what: 'families asked by one source in one year', n: once }] : [],
		config: families.length === 0 ? undefined : drawn(families),
		table: {
			caption: caption('What was asked for again', context),
			columns: [
				{ key: 'family', label: 'What was asked', numeric: false },
				{ key: 'times', label: 'Times asked', numeric: true },
				{ key: 'sources', label: 'Asked by', numeric: false },
				{ key: 'first_year', label: 'First in', numeric: false },
				{ key: 'last_year', label: 'Last in', numeric: false },
				{ key: 'came_back', label: 'Came back after closure', numeric: false }
			],
			rows: families.map(({ name, times, sources, first_year, last_year, came_back }) => ({
				family: name,
				times,
				sources: sources.join('; '),
				first_year: first_year === null ? null : String(first_year),
				last_year: last_year === null ? null : String(last_year),
				came_back: came_back ? 'yes' : 'no'
			}))
		},
		context
	};
};
