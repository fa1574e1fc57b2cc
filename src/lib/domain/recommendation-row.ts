import { z } from 'zod';
import { day, link, reference, required, wholeOrNone, words } from './field.ts';
import { fingerprint } from './likeness.ts';
import { mustAgree, Recommendation, slugOf } from './recommendation.ts';
import type { Report } from './report.ts';
import type { Source } from './source.ts';

/** A recommendation as a stranger's sheet has it: with its source and its report in the same row, and perhaps no reference. */
export const RecommendationRow = z
	.object({
		...Recommendation.shape,
		recommendation_ref: reference('the reference of the recommendation'),
		source_code: reference('the code of the source'),
		source_name: words('the name of the source', 500),
		source_kind: words('what sort of body the source is', 100),
		report_ref: reference('the reference of the report'),
		report_title: required(words('the title of the report', 1000), 'Give the title of the report.'),
		published_on: day('the day of publication'),
		report_url: link('where the report can be read'),
		ordinal: wholeOrNone('its place in the report')
	})
	.superRefine(mustAgree)
	.superRefine(({ source_code, source_name }, context) => {
		if (!source_code && !source_name)
			context.addIssue({
				code: 'custom',
				path: ['source_name'],
				message: 'Say who made the recommendation: the name or the code of the source.'
			});
	})
	.meta({ id: 'RecommendationRow' });
export type RecommendationRow = z.infer<typeof RecommendationRow>;

type Keys = Partial<
	Pick<
		RecommendationRow,
		| 'recommendation_ref'
		| 'source_code'
		| 'source_name'
		| 'report_ref'
		| 'report_title'
		| 'ordinal'
		| 'summary'
		| 'original_wording'
	>
>;

/** By what a row is known again: its own reference, else its place in its report, else the words of the ask. */
export type KnownBy = 'reference' | 'place in the report' | 'words';

/** Each way of knowing a row again, as a page explains it. */
export const KNOWN_BY_IN_WORDS: Record<KnownBy, string> = {
	reference: 'A row with an official reference is known by it.',
	'place in the report':
		'A row without a reference is known by its source, its report and its number in the report.',
	words:
		'A row with neither reference nor number is known by its source, its report and the words of the recommendation. Capitals, spaces and punctuation do not matter; if the words change, it is taken for a new one.'
};

/** By what a row is known again. */
export const knownBy = (row: Keys): KnownBy =>
	row.recommendation_ref ? 'reference' : row.ordinal ? 'place in the report' : 'words';

const short = (text: string, most: number) => slugOf(text).slice(0, most).replace(/-+$/, '');

/** The code of a source that is known by its name alone. */
export const sourceCodeOf = (row: Keys): string =>
	row.source_code ??
	(short(row.source_name ?? '', 60).toUpperCase() || `SOURCE-${fingerprint(row.source_name ?? '')}`);

/** The reference of a report that is known by its source and title alone. */
export const reportRefOf = (row: Keys, source_code = sourceCodeOf(row)): string =>
	row.report_ref ?? `${source_code}-${fingerprint(row.report_title ?? '')}`.slice(0, 100);

/** The reference of a recommendation: its own, else one that its report and place, or its words, always give again. */
export const recommendationRefOf = (row: Keys, report_ref = reportRefOf(row)): string => {
	const by = knownBy(row);
	if (by === 'reference') return row.recommendation_ref ?? '';
	const end = by === 'words' ? fingerprint(row.original_wording ?? row.summary ?? '') : String(row.ordinal);
	return `${report_ref.slice(0, 99 - end.length)}/${end}`;
};

/** What a row's key is in words: rows with the same one are about the same recommendation. */
export const keyInWords = (row: Keys): string => recommendationRefOf(row);

/** The three records that a row tells of. A recommendation without a place in its report has none here either. */
export type Told = {
	source: Source;
	report: Report;
	recommendation: Omit<Recommendation, 'ordinal'> & { ordinal?: number | undefined };
};

/**
 * A row as the records that it tells of. `source_code` is the code that the register has for a source of that name; a
 * field that the row does not speak of is not in the record either.
 */
export const told = (row: RecommendationRow, source_code = sourceCodeOf(row)): Told => {
	const { source_code: _, source_name, source_kind, report_title, published_on, report_url, ...ask } = row;
	const report_ref = reportRefOf(row, source_code);
	return {
		source: {
			code: source_code,
			name: source_name ?? source_code,
			kind: source_kind ?? 'not stated'
		} as Source,
		report: {
			report_ref,
			source_code,
			title: report_title,
			...('published_on' in row ? { published_on } : {}),
			...('report_url' in row ? { url: report_url } : {})
		} as Report,
		recommendation: { ...ask, report_ref, recommendation_ref: recommendationRefOf(row, report_ref) }
	};
};
