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

const LONGEST_SHOWN = 60;

/** A value as a sentence can hold it: on one line, without what cannot be seen, and not too long. */
export const shown = (value: string): string => {
	const line = value.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim();
	return line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN)}…` : line;
};
