import { write } from './write.ts';

const COLUMNS = [
	'organisation_code',
	'what',
	'owner',
	'due_on',
	'strength',
	'recommendation_refs',
	'enough_for',
	'step',
	'narrative',
	'effective_on'
] as const;

/** Actions as a CSV that the import takes back: one row an action, its lists with semicolons between, days as YYYY-MM-DD. */
export const actionsFile = (
	actions: readonly Readonly<Record<(typeof COLUMNS)[number], string | null>>[]
): string =>
	write(
		COLUMNS,
		actions.map((action) => COLUMNS.map((column) => action[column]))
	);
