import type { ActionRow } from '#lib/domain/assignment-row.ts';
import { write } from './write.ts';

const COLUMNS = [
	'organisation_code',
	'register_id',
	'what',
	'owner',
	'due_on',
	'strength',
	'recommendation_refs',
	'enough_for',
	'step',
	'narrative',
	'effective_on'
] as const satisfies readonly (keyof ActionRow)[];

/** Actions as a CSV that the import takes back: one row an action, its lists with semicolons between, days as YYYY-MM-DD. */
export const actionsFile = (
	actions: readonly Readonly<Record<(typeof COLUMNS)[number], string | number | null>>[]
): string =>
	write(
		COLUMNS,
		actions.map((action) => COLUMNS.map((column) => action[column]))
	);
