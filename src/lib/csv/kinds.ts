import { z } from 'zod';
import { Addressing } from '#lib/domain/addressing.ts';
import {
	ActionRow,
	actionInWords,
	AssignmentRow,
	ObservationRow,
	StatusUpdateRow
} from '#lib/domain/assignment-row.ts';
import { Measure } from '#lib/domain/measure.ts';
import { Organisation, OrganisationSet, Succession } from '#lib/domain/organisation.ts';
import { Recommendation } from '#lib/domain/recommendation.ts';
import { KNOWN_BY_IN_WORDS, keyInWords, RecommendationRow } from '#lib/domain/recommendation-row.ts';
import { Report } from '#lib/domain/report.ts';
import { Source } from '#lib/domain/source.ts';
import { Theme } from '#lib/domain/theme.ts';
import { normal, type Fields } from './columns.ts';

/** What the rows of a file can name of the register. */
export type Named =
	'source' | 'theme' | 'organisation' | 'addressee' | 'group' | 'report' | 'recommendation' | 'measure';

type Kind = {
	schema: z.ZodObject;
	/** The fields that together tell one record from another. */
	key: readonly string[];
	/** What a row's key is in words, where it depends on what the row has. */
	keyOf?: (fields: Readonly<Record<string, unknown>>) => string;
	/** How a page explains by what a row is known again, a sentence each way. */
	known_by: readonly string[];
	/** The fields that name other records, which must exist or stand in the same file. */
	names?: Readonly<Record<string, Named>>;
	/** The days that cannot be still to come. */
	past?: readonly string[];
};

/** What a file can hold: one kind of record, in the schema that its form uses. */
export const KINDS = {
	themes: { schema: Theme, key: ['code'], known_by: ['A row is known by its code.'] },
	sources: { schema: Source, key: ['code'], known_by: ['A row is known by its code.'] },
	organisations: {
		schema: Organisation,
		key: ['code'],
		known_by: ['A row is known by its code.'],
		names: { parent_code: 'addressee' }
	},
	'organisation sets': { schema: OrganisationSet, key: ['code'], known_by: ['A row is known by its code.'] },
	successions: {
		schema: Succession,
		key: ['code', 'successor_code'],
		known_by: ['A row is known by the codes of the organisation and of its successor.'],
		names: { code: 'organisation', successor_code: 'organisation' }
	},
	reports: {
		schema: Report,
		key: ['report_ref'],
		known_by: ['A row is known by the reference of the report.'],
		names: { source_code: 'source' },
		past: ['published_on']
	},
	recommendations: {
		schema: Recommendation,
		key: ['recommendation_ref'],
		known_by: ['A row is known by the reference of the recommendation.'],
		names: { report_ref: 'report', addressees: 'addressee', themes: 'theme' },
		past: ['made_on', 'response_on']
	},
	addressing: {
		schema: Addressing,
		key: ['recommendation_ref', 'addressee'],
		known_by: ['A row is known by the recommendation and whom it addresses.'],
		names: { recommendation_ref: 'recommendation', addressee: 'group' }
	},
	measures: {
		schema: Measure,
		key: ['measure_ref'],
		known_by: ['A row is known by the reference of the measure.'],
		names: { report_ref: 'report', theme: 'theme' }
	},
	'recommendations with their report': {
		schema: RecommendationRow,
		key: [
			'recommendation_ref',
			'source_code',
			'source_name',
			'report_ref',
			'report_title',
			'ordinal',
			'summary'
		],
		known_by: Object.values(KNOWN_BY_IN_WORDS),
		keyOf: keyInWords,
		names: { addressees: 'addressee', themes: 'theme' },
		past: ['published_on', 'made_on', 'response_on']
	},
	assignments: {
		schema: AssignmentRow,
		key: ['recommendation_ref', 'organisation_code'],
		known_by: ['A row is known by the recommendation and the organisation.'],
		names: { recommendation_ref: 'recommendation', organisation_code: 'organisation' },
		past: ['effective_on']
	},
	'status updates': {
		schema: StatusUpdateRow,
		key: ['assignment_id', 'recommendation_ref', 'organisation_code', 'effective_on'],
		known_by: [
			'A row is about the assignment of its number, or of its recommendation and organisation.',
			'What holds already, or is on the record for that very day, is passed over.'
		],
		names: { recommendation_ref: 'recommendation', organisation_code: 'organisation' },
		past: ['effective_on']
	},
	actions: {
		schema: ActionRow,
		key: ['organisation_code', 'what', 'register_id'],
		keyOf: actionInWords,
		known_by: [
			'A row with the number that the register gave its action is known by it, whatever it says.',
			'A row without is known by its organisation and the words of what it will do. If the words change, it is taken for a new one.'
		],
		names: { recommendation_refs: 'recommendation', organisation_code: 'organisation' },
		past: ['effective_on']
	},
	observations: {
		schema: ObservationRow,
		key: ['measure_ref', 'observed_on'],
		known_by: ['A row is known by the measure and the day.'],
		names: { measure_ref: 'measure' },
		past: ['observed_on']
	}
} as const satisfies Record<string, Kind>;
export type ImportKind = keyof typeof KINDS;

/** The names of all kinds, in the order in which a fresh register takes them in. */
export const IMPORT_KINDS = Object.keys(KINDS) as ImportKind[];

/** What a kind is made of, as the steps of an import need it. */
export const kindOf = (name: ImportKind): Kind => KINDS[name];

/** The headings of a kind: those that must be there, and all. */
export const fieldsOf = (name: ImportKind): Fields => {
	const { shape } = kindOf(name).schema;
	const all = Object.keys(shape);
	return { all, required: all.filter((field) => !z.safeParse(shape[field] as z.ZodType, undefined).success) };
};

/** The kinds that headings fit: every heading is one of the kind's, and none that it needs is missing. */
export const kindsThatFit = (headings: readonly string[]): ImportKind[] => {
	const given = headings.map(normal);
	return IMPORT_KINDS.filter((name) => {
		const { all, required } = fieldsOf(name);
		return (
			given.every((heading) => all.includes(heading)) && required.every((field) => given.includes(field))
		);
	});
};
