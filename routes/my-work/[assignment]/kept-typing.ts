import { KEPT_TYPING } from '#lib/components/forget-typing.ts';

/** What is kept in the browser of what somebody types: the fields, and when. */
export type Kept = { values: Record<string, string>; kept_at: string };

const TECHNICAL = ['key', 'person'];

/** Under which name what a person types about an assignment is kept. */
export const nameOf = (person: number | null, assignment: number): string =>
	`${KEPT_TYPING}${person}:${assignment}`;

/** What a form says now, without its files. */
export const valuesOf = (form: HTMLFormElement): Record<string, string> =>
	Object.fromEntries(
		[...new FormData(form)].flatMap(([name, value]) =>
			typeof value === 'string' && !TECHNICAL.includes(name) ? [[name, value]] : []
		)
	);

/** What was kept under a name; undefined where nothing was, or where the browser keeps nothing. */
export const recall = (name: string): Kept | undefined => {
	try {
		const kept = JSON.parse(localStorage.getItem(name) ?? 'null') as Kept | null;
		return kept && typeof kept.values === 'object' ? kept : undefined;
	} catch {
		return undefined;
	}
};

/** Keeps what a form says now. A browser that keeps nothing, or is full, loses only this comfort. */
export const keep = (name: string, values: Record<string, string>): void => {
	try {
		localStorage.setItem(name, JSON.stringify({ values, kept_at: new Date().toISOString() }));
	} catch {
		return;
	}
};

/** Forgets what was kept. */
export const forget = (name: string): void => {
	try {
		localStorage.removeItem(name);
	} catch {
		return;
	}
};
