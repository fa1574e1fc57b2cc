import { sql, type RawBuilder } from 'kysely';
import type { Priority } from '#lib/domain/priority.ts';
import type { Scope, ScopeFilter } from '#lib/domain/scope.ts';
import type { Dimension } from '../ledger-schema.ts';
import { isRanked } from './ranked.ts';
import { belongsOn } from './set-members.ts';

const DIMENSIONS: Partial<Record<keyof ScopeFilter, Dimension>> = {
	source: 'source',
	theme: 'theme',
	kind: 'kind',
	year: 'year made',
	organisation_kind: 'organisation kind',
	region: 'region'
};

const chosen = (filter: ScopeFilter) =>
	(Object.entries(filter) as [keyof ScopeFilter, string | undefined][]).filter(
		([, value]) => value !== undefined
	);

/** The roll-up that answers for a filter; undefined when only the ledger can, since two filters meet. */
export const rollupOf = (filter: ScopeFilter): { dimension: Dimension; key: string } | undefined => {
	const [first, ...others] = chosen(filter);
	if (!first) return { dimension: 'all', key: '' };
	const dimension = DIMENSIONS[first[0]];
	return others.length === 0 && dimension ? { dimension, key: first[1] ?? '' } : undefined;
};

/**
 * What a report, a family or a set holds is looked up once, as an array: joined to the ledger, the planner would look into
 * it once for each pair of a recommendation and an organisation.
 */
const CONDITIONS: Record<keyof ScopeFilter, (value: string, scope: Scope) => RawBuilder<unknown>> = {
	source: (code, { data_set }) => sql`m.recommendation_id in (
		select r.id from recommendation r join source s on s.id = r.source_id where s.data_set = ${data_set} and s.code = ${code})`,
	report: (reference, { data_set }) => sql`m.recommendation_id = any (array(
		select r.id from recommendation r join report p on p.id = r.report_id where p.data_set = ${data_set} and p.reference = ${reference}))`,
	theme: (code) => sql`m.recommendation_id in (
		select rt.recommendation_id from recommendation_theme rt join theme t on t.id = rt.theme_id where t.code = ${code})`,
	kind: (kind, { data_set }) =>
		sql`m.recommendation_id in (select id from recommendation where data_set = ${data_set} and kind = ${kind})`,
	family: (slug, { data_set }) => sql`m.recommendation_id = any (array(
		select fm.recommendation_id from family_member fm join family f on f.id = fm.family_id where f.data_set = ${data_set} and f.slug = ${slug}))`,
	year: (year, { data_set }) =>
		sql`m.recommendation_id in (select id from recommendation where data_set = ${data_set} and made_year = ${Number(year)}::int)`,
	priority: (priority, { data_set }) => isRanked('m.recommendation_id', data_set, [priority as Priority]),
	organisation: (code, { data_set }) =>
		sql`m.organisation_id = (select id from organisation where data_set = ${data_set} and code = ${code})`,
	organisation_kind: (kind, { data_set }) =>
		sql`m.organisation_id in (select id from organisation where data_set = ${data_set} and kind = ${kind})`,
	region: (region, { data_set }) =>
		sql`m.organisation_id in (select id from organisation where data_set = ${data_set} and region = ${region})`,
	set: (code, { data_set, as_at }) => sql`m.organisation_id = any (array(
		select o.id from organisation_set s join organisation o on ${belongsOn(as_at)}
		where s.data_set = ${data_set} and s.code = ${code}))`
};

/** The condition on a ledger row called `m` that a scope's data set and filters make. */
export const within = (scope: Scope): RawBuilder<unknown> =>
	sql.join(
		[
			sql`m.data_set = ${scope.data_set}`,
			...chosen(scope.filter).map(([name, value]) => CONDITIONS[name](value ?? '', scope))
		],
		sql` and `
	);
