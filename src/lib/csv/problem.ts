/** What is wrong with a file, and where: `row` as a spreadsheet numbers it, none for the file as a whole. */
export type Problem = {
	file: string;
	row: number | null;
	column: string | null;
	value: string | null;
	/** What is wrong, as a sentence. */
	what: string;
	/** What to do about it, as a sentence. */
	do: string;
};

/** What is wrong with a file as a whole. */
export const ofFile = (file: string, { what, do: todo }: Pick<Problem, 'what' | 'do'>): Problem => ({
	file,
	row: null,
	column: null,
	value: null,
	what,
	do: todo
});

/** Problems that are the same but for their place, as one: how many there are, and the first of their rows and values. */
export type ProblemGroup = {
	column: string | null;
	/** What is wrong with the first of them. */
	what: string;
	do: string;
	count: number;
	rows: number[];
	values: string[];
};

const FIRST = 5;

/** Puts problems together as they come: those of one column that are to be mended in the same way are one line. */
export const grouper = () => {
	const groups = new Map<string, ProblemGroup>();
	const add = ({ column, what, do: todo, row, value }: Problem): void => {
		const key = `${column ?? ''}\n${todo}\n${value === '' ? 'empty' : ''}`;
		const group = groups.get(key) ?? { column, what, do: todo, count: 0, rows: [], values: [] };
		groups.set(key, group);
		group.count += 1;
		if (row !== null && group.rows.length < FIRST) group.rows.push(row);
		if (value && group.values.length < FIRST && !group.values.includes(value)) group.values.push(value);
	};
	/** The groups, the largest first. */
	const groupsFound = (): ProblemGroup[] => [...groups.values()].sort((a, b) => b.count - a.count);
	return { add, groups: groupsFound };
};

/** Problems as lines, each with its count, the largest first. */
export const group = (problems: Iterable<Problem>): ProblemGroup[] => {
	const grouped = grouper();
	for (const problem of problems) grouped.add(problem);
	return grouped.groups();
};

const LONGEST_SHOWN = 60;

/** The first so many characters of a text; one that would be cut in half is left out, since half of one cannot be stored. */
export const begins = (text: string, most: number): string => text.slice(0, most).replace(/\p{Cs}$/u, '');

/** A value as a sentence can hold it: on one line, without what cannot be seen, and not too long. */
export const shown = (value: string): string => {
	const line = value.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim();
	return line.length > LONGEST_SHOWN ? `${begins(line, LONGEST_SHOWN)}…` : line;
};
