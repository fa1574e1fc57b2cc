import { linkFrom } from './link.ts';

export type Choice = { value: string; label?: string; count?: number; chosen: boolean };

/** One group of a filter bar: a question, and the choices that answer it or the words that were typed. */
export type FilterGroup =
	| {
			kind: 'checkbox' | 'radio' | 'select';
			name: string;
			legend: string;
			choices: Choice[];
			/** What to call no choice at all, in a radio group or a select. */
			any?: string;
			/** `false` folds the group on arrival, unless something in it is chosen. */
			open?: boolean;
	  }
	| { kind: 'text' | 'day'; name: string; legend: string; value: string; hint?: string };

/** One chosen filter in words, and the link to this page without it. */
export type Chip = { legend: string; label: string; href: string };

/** Every chosen filter as a chip. Taking one out leads back to the first page of what is left. */
export const chipsOf = (url: URL, groups: FilterGroup[]): Chip[] =>
	groups.flatMap((group) => {
		if (!('choices' in group)) {
			const href = linkFrom(url, { [group.name]: null, page: null });
			return group.value ? [{ legend: group.legend, label: group.value, href }] : [];
		}
		const chosen = group.choices.filter((choice) => choice.chosen);
		return chosen.map((choice) => ({
			legend: group.legend,
			label: choice.label ?? choice.value,
			href: linkFrom(url, {
				[group.name]: chosen.filter((other) => other !== choice).map((other) => other.value),
				page: null
			})
		}));
	});

/** The parameters of this address that a form must carry along: all but its own fields and the page number. */
export const keptBy = (url: URL, own: string[]): [name: string, value: string][] =>
	[...url.searchParams].filter(([name]) => name !== 'page' && !own.includes(name));
