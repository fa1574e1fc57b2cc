import { z } from 'zod';
import { DATA_SETS } from './data-set.ts';
import { isDay } from './day.ts';
import { EVIDENCE_QUALITIES } from './entry.ts';
import { PRIORITIES, RANKED_PRIORITIES } from './priority.ts';
import { RECOMMENDATION_KINDS, STAGES } from './recommendation.ts';

/** In what order a list of recommendations can be read. */
export const RECOMMENDATION_SORTS = ['newest', 'oldest', 'closest match'] as const;
/** In what order a list of reports can be read. */
export const REPORT_SORTS = ['newest', 'oldest', 'title'] as const;
/** In what order a list of organisations can be read. */
export const ORGANISATION_SORTS = ['name', 'most asked'] as const;

/** The rows of one page of a list. */
export const PAGE_SIZE = 50;

// Half a character arrives from a web address as the replacement character.
const notText = /[\0\p{Cs}\uFFFD]/u;
const listed = (values: readonly (string | number)[]) => values.join(', ');

const text = (name: string, longest: number) =>
	z
		.string({ error: `Give “${name}” once.` })
		.trim()
		.max(longest, `Shorten “${name}” to ${longest} characters or fewer.`)
		.refine((value) => !notText.test(value), `“${name}” holds characters that are not text. Type it again.`);

const blankIsNothing = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(field: T) => z.preprocess(blankIsNothing, field.optional());

/** A name may be repeated: `theme=A&theme=B` asks for either. What is left blank is not asked. */
const several = <T extends z.ZodType>(field: T) =>
	z.preprocess(
		(given) => [...new Set([given ?? []].flat())].filter((value) => value !== ''),
		z.array(field).max(50, 'Choose 50 or fewer.')
	);

const oneOf = <const Value extends string>(name: string, values: readonly Value[]) =>
	z.enum(values, {
		error: ({ input }) =>
			Array.isArray(input) ? `Give “${name}” once.` : `“${name}” can be: ${listed(values)}.`
	});

const day = (name: string) =>
	optional(
		text(name, 10).refine(
			isDay,
			`“${name}” must be a day written as year, month and day, such as 2026-09-30.`
		)
	);

const YEAR = /^(19|20|21)\d\d$/;
const YEAR_NEEDED = '“year” must be four figures, such as 2025.';
const year = z.string().regex(YEAR, YEAR_NEEDED).transform(Number);

const FIELDS = {
	q: optional(text('q', 200)),
	source: several(text('source', 60)),
	report: optional(text('report', 120)),
	theme: several(text('theme', 60)),
	kind: several(oneOf('kind', RECOMMENDATION_KINDS)),
	stage: several(oneOf('stage', STAGES)),
	year: several(year),
	evidence_quality: several(oneOf('evidence_quality', EVIDENCE_QUALITIES)),
	priority: several(oneOf('priority', PRIORITIES)),
	organisation: optional(text('organisation', 60)),
	organisation_kind: several(text('organisation_kind', 80)),
	region: several(text('region', 80)),
	page: z.preprocess(
		blankIsNothing,
		z
			.string({ error: 'Give “page” once.' })
			.regex(/^[1-9]\d{0,5}$/, '“page” must be a whole number from 1.')
			.transform(Number)
			.default(1)
	),
	data: z.preprocess(blankIsNothing, oneOf('data', DATA_SETS).default('register')),
	as_at: day('as_at'),
	known_at: day('known_at'),
	compare: day('compare')
};

const sort = <const Value extends string>(values: readonly Value[]) => optional(oneOf('sort', values));
const { data, page, q, source, theme, kind, stage, report, organisation, organisation_kind, region } = FIELDS;
const { as_at, known_at, evidence_quality } = FIELDS;

/** What a page about one record, or a list without any choice, can be asked. */
export const onlyData = z.strictObject({ data });

/** What a list of recommendations can be asked: page, API, feed and download alike. */
export const recommendationsAsked = z.strictObject({
	data,
	q,
	source,
	report,
	theme,
	kind,
	stage,
	year: FIELDS.year,
	evidence_quality,
	priority: FIELDS.priority,
	organisation,
	sort: sort(RECOMMENDATION_SORTS),
	page
});
export type RecommendationsAsked = z.output<typeof recommendationsAsked>;

/** What one recommendation can be asked: which of its organisations, and how much of its history. */
export const recommendationAsked = z.strictObject({
	data,
	organisation_kind,
	region,
	page,
	history: optional(oneOf('history', ['all']))
});
export type RecommendationAsked = z.output<typeof recommendationAsked>;

/** What a list of reports can be asked. */
export const reportsAsked = z.strictObject({
	data,
	q,
	source,
	year: FIELDS.year,
	sort: sort(REPORT_SORTS),
	page
});
export type ReportsAsked = z.output<typeof reportsAsked>;

/** What a list of organisations can be asked. */
export const organisationsAsked = z.strictObject({
	data,
	q,
	organisation_kind,
	region,
	sort: sort(ORGANISATION_SORTS),
	page
});
export type OrganisationsAsked = z.output<typeof organisationsAsked>;

/** What a record with a list below it can be asked. */
export const pageAsked = z.strictObject({ data, page });

/** What the matrix of a report can be asked: which of its organisations, and which page of its recommendations. */
export const matrixAsked = z.strictObject({ data, organisation_kind, region, page });

/** What two days or papers are compared by: a paper counts before the day beside it. */
export const compareAsked = z.strictObject({
	data,
	from: day('from'),
	to: day('to'),
	from_paper: optional(text('from_paper', 40)),
	to_paper: optional(text('to_paper', 40))
});

/** What progress can be asked: which part of the register, as at which day, in which of the two senses. */
export const progressAsked = z
	.strictObject({
		data,
		source: optional(text('source', 60)),
		report,
		theme: optional(text('theme', 60)),
		family: optional(text('family', 120)),
		kind: optional(oneOf('kind', RECOMMENDATION_KINDS)),
		year: optional(z.string().regex(YEAR, YEAR_NEEDED)),
		priority: optional(oneOf('priority', RANKED_PRIORITIES)),
		organisation,
		organisation_kind: optional(text('organisation_kind', 80)),
		region: optional(text('region', 80)),
		set: optional(text('set', 60)),
		as_at,
		known_at
	})
	.refine((asked) => !(asked.as_at && asked.known_at), {
		error: 'Ask either what was true on a day (as_at) or what was known on a day (known_at), not both.'
	});
export type ProgressAsked = z.output<typeof progressAsked>;

/** By what some figures of progress can be split: a curve or a small drawing for each. */
export const SPLITS = ['theme', 'organisation kind', 'region'] as const;
export type Split = (typeof SPLITS)[number];

/** What the page of progress and its figures can be asked: the same, with which earlier day to compare, and what to split by. */
export const progressPageAsked = progressAsked.safeExtend({
	compare: FIELDS.compare,
	split: optional(oneOf('split', SPLITS))
});

/** What links from elsewhere bring along and nobody meant to ask. */
const STRAY = /^(utm_.*|fbclid|gclid|mc_[ce]id)$/;

/** A query string as a value for a schema: a name that is repeated becomes a list. */
export const given = (params: URLSearchParams): Record<string, string | string[]> =>
	Object.fromEntries(
		[...new Set(params.keys())]
			.filter((name) => !STRAY.test(name))
			.map((name) => {
				const values = params.getAll(name);
				return [name, values.length > 1 ? values : (values[0] ?? '')];
			})
	);

const sentenceOf = (schema: z.ZodType, issue: z.core.$ZodIssue | undefined): string => {
	if (issue?.code !== 'unrecognized_keys') return issue?.message ?? 'The question could not be read.';
	const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
	const name = String(issue.keys[0]).replace(notText, '').slice(0, 40);
	return `This cannot be asked by “${name}”. It can be asked by: ${listed(known)}.`;
};

/** Reads a query string by one of the schemas above: what was asked, or the sentence that says what is wrong with it. */
export const read = <T extends z.ZodType>(
	schema: T,
	params: URLSearchParams
): { asked: z.output<T>; problem?: undefined } | { asked?: undefined; problem: string } => {
	const result = schema.safeParse(given(params));
	return result.success
		? { asked: result.data }
		: { problem: sentenceOf(schema, result.error.issues[0] as z.core.$ZodIssue | undefined) };
};
