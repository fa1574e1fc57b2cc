import { plainWords } from '#lib/domain/likeness.ts';
import { offersFor, type Offer } from './crosswalks.ts';
import type { Row } from './dialect.ts';
import { describedFields } from './fields.ts';
import type { Mapping } from './mapping.ts';
import type { Problem } from './problem.ts';

/** The choice that a value is but for capitals, spaces and hyphens; undefined where it is none. */
export const sameChoice = (choices: readonly string[], value: string): string | undefined => {
	if (value === '' || choices.includes(value)) return value;
	const words = plainWords(value).join(' ');
	return words === '' ? undefined : choices.find((choice) => plainWords(choice).join(' ') === words);
};

/** A value of theirs in a field that only knows some words: how often it stands there, and what is offered for it. */
export type Asked = {
	field: string;
	heading: string;
	theirs: string;
	count: number;
	/** What the mapping has for it: a word of ours, null for a cell to be left empty, undefined while nobody has said. */
	ours: string | null | undefined;
	choices: readonly string[];
	offers: Offer[];
};

/** More different values than this in one field are no vocabulary: the field is not of that sort. */
export const MOST_VALUES = 200;

/**
 * Every value of a file that a field does not know as it stands, the commonest first: a person says what it is in our
 * words. Nothing is put in its place before.
 */
export const valuesAsked = async (
	rows: AsyncIterable<Row | Problem> | Iterable<Row | Problem>,
	mapping: Mapping
): Promise<Asked[]> => {
	const fields = describedFields(mapping.kind);
	const columns = mapping.columns.flatMap((column) => {
		const field = fields.find(({ field, is }) => field === column.field && is === 'choice');
		return field ? [{ ...column, ...field, counts: new Map<string, number>() }] : [];
	});
	if (columns.length === 0) return [];
	for await (const row of rows) {
		if (!('cells' in row)) continue;
		for (const { place, counts } of columns) {
			const cell = (row.cells[place] ?? '').trim();
			if (cell === '') continue;
			if (counts.has(cell) || counts.size < MOST_VALUES) counts.set(cell, (counts.get(cell) ?? 0) + 1);
		}
	}
	return columns.flatMap(({ field, heading, choices, counts }) => {
		const decided = mapping.values[field] ?? {};
		return [...counts]
			.filter(([theirs]) => Object.hasOwn(decided, theirs) || sameChoice(choices, theirs) === undefined)
			.sort((a, b) => b[1] - a[1])
			.map(([theirs, count]) => ({
				field,
				heading,
				theirs,
				count,
				ours: decided[theirs],
				choices,
				offers: offersFor(field, theirs).filter(({ ours }) => choices.includes(ours))
			}));
	});
};
