import * as importing from '#db/queries/importing.ts';
import { keepObservations } from '#db/record/measures.ts';
import { keep, renamed, type Kept, type Noun } from '#db/record/nouns.ts';
import { inTransaction } from '#db/transaction.ts';
import { may } from '#lib/domain/may.ts';
import type { Measure } from '#lib/domain/measure.ts';
import type { At } from '../at.ts';

const MEASURE: Noun = {
	subject: 'measure',
	table: 'measure',
	key: 'reference',
	columns: {
		reference: 'text',
		name: 'text',
		unit: 'text',
		population: 'text',
		report_id: 'int4',
		theme_id: 'int4',
		evidence_quality: 'text',
		source_url: 'text',
		note: 'text'
	}
};

const NAMES = {
	measure_ref: 'reference',
	measure: 'name',
	unit: 'unit',
	population: 'population',
	evidence_quality: 'evidence_quality',
	source_url: 'source_url',
	note: 'note'
};

/** Adds measures, each with one value, or amends those whose reference is known. Answers what became of each. */
export const addMeasures = (at: At, measures: readonly Measure[]): Promise<Kept[]> =>
	inTransaction(at, async (trx) => {
		const data_set = at.user?.data_set ?? 'register';
		may(at.user).importRegister({ data_set });
		const references = measures.flatMap(({ report_ref }) => report_ref ?? []);
		const reports = await importing.ids(trx, 'report', data_set, references);
		const report = importing.mustFind(reports, 'report', 'report_ref');
		const codes = measures.flatMap(({ theme }) => theme ?? []);
		const theme = importing.mustFind(await importing.themeIds(trx, codes), 'theme', 'theme');
		const kept = await keep(
			trx,
			at,
			MEASURE,
			data_set,
			measures.map((measure) => ({
				...renamed(measure, NAMES),
				...('report_ref' in measure
					? { report_id: measure.report_ref ? report(measure.report_ref) : null }
					: {}),
				...('theme' in measure ? { theme_id: measure.theme ? theme(measure.theme) : null } : {})
			}))
		);
		const observed = await keepObservations(
			trx,
			at,
			data_set,
			measures.map(({ value, qualifier, as_on, period }, index) => ({
				measure_id: kept[index]?.id ?? 0,
				isNewMeasure: kept[index]?.outcome === 'new',
				observed_on: as_on ?? null,
				period: period ?? null,
				value,
				qualifier: qualifier ?? 'exact'
			}))
		);
		return kept.map((one) =>
			one.outcome === 'unchanged' && observed.has(one.id) ? { ...one, outcome: 'changed' } : one
		);
	});
