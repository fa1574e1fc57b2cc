import type { FilterGroup } from '#lib/components/filter-group.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import { countOf, listed } from '#lib/domain/numbers/in-words.ts';

const KNOWN_FROM: Record<string, string> = {
	'official page': 'Read on the publisher’s page',
	'secondary page': 'Read on a secondary page, not the publisher’s',
	'seed document': 'From the document that this register began with; no page was read',
	'from memory, unverified': 'From memory; not verified on any page'
};

/** How well a recommendation is backed, in words for a reader; undefined where it is not known. */
export const knownFrom = (evidence_quality: string | null, data_set: DataSet): string | undefined => {
	if (data_set === 'demonstration') return 'Invented, to show how this works';
	return evidence_quality === null ? undefined : (KNOWN_FROM[evidence_quality] ?? evidence_quality);
};

type Addressee = { named_as: string; organisation_name: string | null; set_name: string | null };

const NAMED = 4;

/** Whom a recommendation asked, as its first line says it. */
export const askedOf = (
	{ source_name }: { source_name: string },
	addressees: readonly Addressee[],
	total: number
): string => {
	const names = addressees.map(
		({ organisation_name, set_name, named_as }) =>
			organisation_name ?? set_name?.replace(/^All /, 'all ') ?? named_as
	);
	const shown = names.slice(0, NAMED);
	const more = names.length - shown.length;
	const whom =
		names.length === 0
			? total > 0
				? countOf(total, 'organisation')
				: 'nobody by name'
			: listed([...shown, ...(more > 0 ? [`${more} more`] : [])]);
	return `${source_name} asked ${whom}.`;
};

type Place = { kind: string; region: string | null; n: number };

/** The choices of kind and region among a recommendation's organisations; a choice of one is none. */
export const filterGroups = (
	filter: { organisation_kind: string[]; region: string[] },
	places: readonly Place[]
): FilterGroup[] => {
	const count = (keep: (place: Place) => boolean, of: (place: Place) => string | null) => {
		const counts = new Map<string, number>();
		for (const place of places) {
			const value = of(place);
			if (value !== null) counts.set(value, (counts.get(value) ?? 0) + (keep(place) ? place.n : 0));
		}
		return [...counts].sort(([a], [b]) => a.localeCompare(b));
	};
	const isIn = (chosen: string[], value: string | null) =>
		chosen.length === 0 || chosen.includes(value ?? '');
	const kinds = count(
		({ region }) => isIn(filter.region, region),
		({ kind }) => kind
	);
	const regions = count(
		({ kind }) => isIn(filter.organisation_kind, kind),
		({ region }) => region
	);
	const group = (name: 'organisation_kind' | 'region', legend: string, counts: [string, number][]) =>
		counts.length > 1
			? [
					{
						kind: 'checkbox' as const,
						name,
						legend,
						choices: counts.map(([value, n]) => ({ value, count: n, chosen: filter[name].includes(value) })),
						open: false
					}
				]
			: [];
	return [
		...group('organisation_kind', 'Kind of organisation', kinds),
		...group('region', 'Region', regions)
	];
};
