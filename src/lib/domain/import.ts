/** The life of an import. */
export const IMPORT_STATES = [
	'uploaded',
	'matched',
	'checking',
	'checked',
	'committing',
	'committed',
	'cancelled',
	'failed',
	'undone'
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What would become of a row. */
export const VERDICTS = [
	'new',
	'changed',
	'unchanged',
	'duplicate',
	'probable duplicate',
	'refused'
] as const;
export type ImportVerdict = (typeof VERDICTS)[number];

/** For how long an uploaded file itself is kept after its import ended; what became of its rows is kept for good. */
export const FILE_KEPT_DAYS = 90;

/** All rows must be good, or the good ones are taken in now and the others come back in a file. */
export const IMPORT_CHOICES = ['all', 'good'] as const;
export type ImportChoice = (typeof IMPORT_CHOICES)[number];

/** One field of a row that would change. */
export type ImportChange = { field: string; from: string | null; to: string | null };

/** What is wrong with a row, or with a file as a whole: where, and what to do about it. */
export type ImportProblem = { column: string | null; value: string | null; what: string; do: string };

/** Equal problems as one: how many rows have each, the first rows, and some of the values. */
export type ProblemLine = {
	column: string | null;
	what: string;
	todo: string;
	n: number;
	rows: number[];
	values: string[];
};

/** The verdicts of rows that can be taken in. */
export const GOOD: readonly ImportVerdict[] = ['new', 'changed', 'unchanged'];

/** The states in which a step runs by itself. */
export const isUnderWay = (state: ImportState): boolean => state === 'checking' || state === 'committing';

/** Whether an import can still be cancelled: nothing of it has been written to the register. */
export const canBeCancelled = (state: ImportState): boolean =>
	['uploaded', 'matched', 'checking', 'checked', 'committing', 'failed'].includes(state);

/** The steps of an import, in order. */
export const IMPORT_STEPS = [
	['columns', 'Match columns'],
	['check', 'Check'],
	['done', 'Done']
] as const;
export type ImportStep = (typeof IMPORT_STEPS)[number][0];

/** The page on which an import in a state goes on. */
export const stepOf = (state: ImportState): ImportStep => {
	if (state === 'uploaded' || state === 'matched') return 'columns';
	return state === 'checking' || state === 'checked' || state === 'failed' ? 'check' : 'done';
};

/** The kinds of file whose import can be undone as a whole. */
const UNDOABLE: readonly string[] = [
	'themes',
	'sources',
	'organisations',
	'reports',
	'recommendations',
	'recommendations with their report',
	'assignments',
	'status updates',
	'actions'
];

/** Why an import of a kind cannot be undone as a whole, and what helps instead; undefined where it can. */
export const whyNotUndone = (kind: string): string | undefined =>
	UNDOABLE.includes(kind)
		? undefined
		: `An import of ${kind} cannot be undone as a whole. To take it back, import a file that says how they should be.`;
