import * as importing from '#db/queries/importing.ts';
import type { ImportKind } from '#lib/csv/kinds.ts';
import type { DataSet } from '#lib/domain/data-set.ts';
import { recommendationRefOf, type RecommendationRow } from '#lib/domain/recommendation-row.ts';
import type { At } from '../at.ts';
import { recordsOf } from './import-reported-recommendations.ts';

const referencesOf = async (
	at: At,
	data_set: DataSet,
	kind: ImportKind,
	rows: readonly object[]
): Promise<string[] | undefined> => {
	if (kind === 'recommendations') return rows.map((row) => recommendationRefOf(row));
	if (kind !== 'recommendations with their report') return undefined;
	const records = await recordsOf(at.db, data_set, rows as RecommendationRow[]);
	return records.map(({ recommendation }) => recommendation.recommendation_ref);
};

/**
 * Whether the register has the record of each row already. What it has not, and what passed the check of the file, is new
 * without more ado. Undefined for kinds of which only trying tells.
 */
export const knownBefore = async (
	at: At,
	kind: ImportKind,
	rows: readonly object[]
): Promise<boolean[] | undefined> => {
	const data_set = at.user?.data_set ?? 'register';
	const references = await referencesOf(at, data_set, kind, rows);
	if (!references) return undefined;
	const known = await importing.ids(at.db, 'recommendation', data_set, references);
	return references.map((reference) => known.has(reference));
};
