import * as importing from '#db/queries/importing.ts';
import { countAhead, countsAhead } from '#db/record/counters.ts';
import { amended, plan, renamed, write, type Kept, type Noun, type Planned } from '#db/record/nouns.ts';
import { writeThemes } from '#db/record/recommendations.ts';
import { record } from '#db/record/record.ts';
import { moveCounts } from '#db/record/rollups.ts';
import { refreshSearch } from '#db/record/search.ts';
import type { Writing } from '#db/schema.ts';
import { inTransaction } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import { countedFrom, slugOf, type Recommendation } from '#lib/domain/recommendation.ts';
import type { At } from '../at.ts';
import { nameAddressees } from './name-addressees.ts';

const NAMES = {
	recommendation_ref: 'reference',
	ordinal: 'ordinal',
	kind: 'kind',
	summary: 'plain_summary',
	original_wording: 'original_wording',
	made_on: 'made_on',
	intended_outcome: 'intended_outcome',
	measure_of_success: 'measure_of_success',
	benefit: 'benefit',
	cost: 'cost',
	cost_effectiveness: 'cost_effectiveness',
	strategic_fit: 'strategic_fit',
	evidence_quality: 'evidence_quality',
	source_url: 'source_url',
	status_note: 'status_note'
};
const TYPES: Record<string, string> = { ordinal: 'int4', made_on: 'date' };

const RECOMMENDATION: Noun = {
	subject: 'recommendation',
	table: 'recommendation',
	key: 'reference',
	columns: {
		...Object.fromEntries(Object.values(NAMES).map((column) => [column, TYPES[column] ?? 'text'])),
		report_id: 'int4',
		source_id: 'int4',
		slug: 'text',
		made_year: 'int2',
		counted_from_on: 'date'
	},
	born: { asked: 'int4', still_open: 'int4' },
	silent: ['source_id', 'slug', 'made_year', 'counted_from_on']
};
const COUNTED_BY = ['source_id', 'kind', 'made_on'];

const isSame = (a: readonly unknown[], b: readonly unknown[]) =>
	a.length === b.length && a.every((one) => b.includes(one));

/** The recommendations whose themes are not those that were given, with their themes by number. */
const changedThemes = async (
	trx: Writing,
	planned: Planned[],
	recommendations: readonly Recommendation[]
) => {
	const codes = recommendations.flatMap(({ themes }) => themes ?? []);
	const theme = importing.mustFind(await importing.themeIds(trx, codes), 'theme', 'themes');
	const before = await importing.themesOf(
		trx,
		planned.flatMap(({ known }) => known?.id ?? [])
	);
	return recommendations.map((one, index) => {
		const theme_ids = (one.themes ?? []).map(theme);
		const known = planned[index]?.known;
		const isChanged = 'themes' in one && !isSame(theme_ids, known ? (before.get(known.id) ?? []) : []);
		return isChanged ? theme_ids : undefined;
	});
};

/**
 * Adds recommendations of known reports, with their themes and whom they name, or amends those whose reference is
 * known; answers what became of each. What is counted by kind, source or theme follows a change of these.
 */
export const addRecommendations = (at: At, recommendations: readonly Recommendation[]): Promise<Kept[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).importRegister({ data_set });
		const reports = await importing.reports(
			trx,
			data_set,
			recommendations.map(({ report_ref }) => report_ref)
		);
		const mustFind = importing.mustFind(
			new Map([...reports].map(([reference, { id }]) => [reference, id])),
			'report',
			'report_ref'
		);
		const planned = await plan(
			trx,
			RECOMMENDATION,
			data_set,
			recommendations.map((one) => {
				const { kind, ...named } = renamed(one, NAMES);
				const report_id = mustFind(one.report_ref);
				const source_id = reports.get(one.report_ref)?.source_id;
				return {
					...named,
					...(kind ? { kind } : {}),
					report_id,
					source_id,
					slug: slugOf(one.recommendation_ref)
				};
			})
		);
		planned.forEach(({ row, known, changes }, index) => {
			const one = recommendations[index];
			if (known && !changes.some(({ column }) => column === 'made_on')) return;
			const year = reports.get(one?.report_ref ?? '')?.published_year ?? null;
			row.kind ??= 'recommendation';
			row.made_year = one?.made_on ? Number(one.made_on.slice(0, 4)) : year;
			row.counted_from_on = countedFrom(
				{ made_on: one?.made_on, made_year: year, response_on: one?.response_on },
				at.today
			);
			if (!known) row.still_open = row.asked = countsAhead(trx) ? new Set(one?.addressees).size : 0;
		});

		const themes = await changedThemes(trx, planned, recommendations);
		const moved = planned
			.filter(
				({ changes }, index) => themes[index] || changes.some(({ column }) => COUNTED_BY.includes(column))
			)
			.flatMap(({ known }) => known?.id ?? []);
		let kept: Kept[] = [];
		await moveCounts(trx, { recommendation_ids: moved }, async () => {
			kept = await write(trx, at, RECOMMENDATION, data_set, planned);
			countAhead(
				trx,
				kept.map(({ id }, index) => ({ id, asked: Number(planned[index]?.row.asked ?? 0) }))
			);
			await writeThemes(
				trx,
				kept.flatMap(({ id }, index) => {
					const theme_ids = themes[index];
					return theme_ids ? [{ recommendation_id: id, theme_ids }] : [];
				})
			);
		});
		const given = recommendations.flatMap((recommendation, index) => {
			const [one, id] = [planned[index], kept[index]?.id];
			return one && id !== undefined ? [{ recommendation, planned: one, id }] : [];
		});
		const renamedTo = await nameAddressees(trx, data_set, given);
		const isTouched = ({ id, outcome }: Kept, index: number) =>
			outcome !== 'unchanged' || themes[index] !== undefined || renamedTo.has(id);
		await refreshSearch(trx, { recommendation_ids: kept.filter(isTouched).map(({ id }) => id) });
		await record(
			trx,
			at,
			given.flatMap(({ recommendation, planned: { known }, id }, index) => {
				if (!known) return [];
				const told = (column: string, to: readonly string[] | undefined) =>
					amended(RECOMMENDATION, data_set, id, at.today, {
						column,
						from: undefined,
						to: to?.join(';') || undefined
					});
				return [
					...(themes[index] ? [told('themes', recommendation.themes)] : []),
					...(renamedTo.has(id) ? [told('addressees', recommendation.addressees)] : [])
				];
			})
		);
		return kept.map((one, index) =>
			one.outcome === 'unchanged' && isTouched(one, index) ? { ...one, outcome: 'changed' } : one
		);
	});
