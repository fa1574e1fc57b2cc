import type { FilterGroup } from '#lib/components/filter-group.ts';
import { capital } from '#lib/domain/numbers/in-words.ts';
import { STAGES, RECOMMENDATION_KINDS } from '#lib/domain/recommendation.ts';
import { EVIDENCE_QUALITIES } from '#lib/domain/entry.ts';
import { inWords, PRIORITIES } from '#lib/domain/priority.ts';
import type { RecommendationsAsked } from '#lib/domain/filter.ts';

type Counted = { value: string; label: string; n: number };
type Named = { code: string; name: string };
type Facet = 'source' | 'theme' | 'kind' | 'stage' | 'year' | 'evidence_quality' | 'priority';

/** The filter bar of the list: every choice there is, in its own order, with how many it would leave. */
export const filterGroups = (
	filter: RecommendationsAsked,
	counts: Record<Facet, Counted[]>,
	known: { sources: Named[]; themes: Named[] }
): FilterGroup[] => {
	const choices = (facet: Facet, all: { value: string; label?: string }[]) =>
		all.map((choice) => ({
			...choice,
			count: counts[facet].find(({ value }) => value === choice.value)?.n ?? 0,
			chosen: (filter[facet] as readonly unknown[]).map(String).includes(choice.value)
		}));
	const worded = (values: readonly string[]) => values.map((value) => ({ value }));
	const named = (all: Named[]) => all.map(({ code, name }) => ({ value: code, label: name }));
	const priorities = PRIORITIES.map((value) => ({ value, label: capital(inWords(value)) }));
	const isRanking = filter.priority.length > 0 || counts.priority.some(({ value }) => value !== 'not ranked');
	const years = [...new Set([...counts.year.map(({ value }) => value), ...filter.year.map(String)])];
	const group = (name: Facet, legend: string, all: { value: string; label?: string }[], open: boolean) =>
		({ kind: 'checkbox', name, legend, choices: choices(name, all), open }) as const;
	return [
		{
			kind: 'text',
			name: 'q',
			legend: 'Search',
			value: filter.q ?? '',
			hint: 'Words, part of a word, or a reference'
		},
		group('stage', 'How far it has got', worded(STAGES), true),
		group('source', 'Who asked', named(known.sources), true),
		group('theme', 'Theme', named(known.themes), true),
		group('year', 'Year', worded(years.sort().reverse()), false),
		group('kind', 'Kind', worded(RECOMMENDATION_KINDS), false),
		...(isRanking ? [group('priority', 'Priority of the board', priorities, false)] : []),
		group('evidence_quality', 'How we know', worded(EVIDENCE_QUALITIES), false)
	];
};
