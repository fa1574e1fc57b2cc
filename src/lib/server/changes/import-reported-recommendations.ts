import * as importing from '#db/queries/importing.ts';
import type { Kept } from '#db/record/nouns.ts';
import type { Reading } from '#db/schema.ts';
import { inTransaction } from '#db/transaction.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Recommendation } from '#lib/domain/recommendation.ts';
import { sourceCodeOf, told, type RecommendationRow, type Told } from '#lib/domain/recommendation-row.ts';
import type { At } from '../at.ts';
import { addReports } from './add-reports.ts';
import { addSources } from './add-sources.ts';
import { importRecommendations } from './import-recommendations.ts';

const byKey = <T, K>(items: readonly T[], key: (item: T) => K) => [
	...new Map(items.map((item) => [key(item), item])).values()
];

/** The records that rows tell of, with the codes that the register has for sources of those names. */
export const recordsOf = async (
	db: Reading,
	data_set: DataSet,
	rows: readonly RecommendationRow[]
): Promise<Told[]> => {
	const names = rows.flatMap(({ source_name }) => source_name ?? []);
	const named = await importing.sourcesByName(db, data_set, names);
	return rows.map((row) =>
		told(row, row.source_code ?? named.get(row.source_name?.toLowerCase() ?? '') ?? sourceCodeOf(row))
	);
};

/**
 * Takes in recommendations as a stranger's sheet has them, each with its source and its report in the same row. A source
 * that the register knows by code or name is left as it is. One without a place in its report gets the next one.
 */
export const importReportedRecommendations = (at: At, rows: readonly RecommendationRow[]): Promise<Kept[]> =>
	inTransaction(at, async (trx) => {
		const within = { ...at, db: trx as never, reading: trx };
		const data_set = at.user?.data_set ?? 'register';
		const records = await recordsOf(trx, data_set, rows);
		const sources = byKey(
			records.map(({ source }) => source),
			({ code }) => code
		);
		const known = await importing.ids(
			trx,
			'source',
			data_set,
			sources.map(({ code }) => code)
		);
		await addSources(
			within,
			sources.filter(({ code }) => !known.has(code))
		);
		const reports = byKey(
			records.map(({ report }) => report),
			({ report_ref }) => report_ref
		);
		await addReports(within, reports);

		const places = await importing.ordinals(
			trx,
			data_set,
			records.map(({ recommendation }) => recommendation.recommendation_ref)
		);
		const last = await importing.lastOrdinals(
			trx,
			data_set,
			reports.map(({ report_ref }) => report_ref)
		);
		const asks = records.map(({ recommendation }): Recommendation => {
			const { recommendation_ref, report_ref } = recommendation;
			const place = recommendation.ordinal ?? places.get(recommendation_ref);
			const next = (last.get(report_ref) ?? 0) + 1;
			if (place === undefined || place >= next) last.set(report_ref, place ?? next);
			return { ...recommendation, ordinal: place ?? next } as Recommendation;
		});
		return importRecommendations(within, asks);
	});
