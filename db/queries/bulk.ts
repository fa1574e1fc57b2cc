import { sql, type RawBuilder } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import { STEPS } from '#lib/domain/standing.ts';
import type { Reading } from '../schema.ts';

/** A file: what one row of it states, its columns by heading, and where they come from. `t` has the numbers to go by. */
type File = {
	states: string;
	columns: Record<string, string>;
	from: string;
	/** The table that says which data set a row is of: `t` unless told; null where a row is of both. */
	data_set_of?: string | null;
};

const of = (table: string, ...names: string[]) =>
	Object.fromEntries(names.map((name) => [name, `${table}.${name}`]));
const year = (name: string) => ({
	[`${name}_year`]: `coalesce(t.${name}_year, extract(year from t.${name}_on)::int)`
});

const FILES = {
	sources: {
		states: 'One row a body that issues reports and recommendations.',
		columns: of('t', 'code', 'name', 'kind', 'jurisdiction', 'url', 'response_rule'),
		from: 'source t'
	},
	themes: {
		states: 'One row a subject that recommendations are about.',
		columns: of('t', 'code', 'name', 'description'),
		from: 'theme t',
		data_set_of: null
	},
	organisations: {
		states: 'One row a body that may be asked to act, with how far its assignments have got.',
		columns: {
			...of('t', 'code', 'ods_code', 'name', 'kind', 'region'),
			parent_code: 'p.code',
			...of('t', 'opened_on', 'closed_on', ...STEPS)
		},
		from: 'organisation t left join organisation p on p.id = t.parent_id'
	},
	reports: {
		states: 'One row a publication of a source.',
		columns: {
			reference: 't.reference',
			source_code: 's.code',
			...of('t', 'title', 'topic', 'published_on'),
			...year('published'),
			...of('t', 'date_note', 'url')
		},
		from: 'report t join source s on s.id = t.source_id'
	},
	recommendations: {
		states: 'One row one ask, with how far it has got.',
		columns: {
			...of('t', 'reference', 'slug'),
			source_code: 's.code',
			report_reference: 'p.reference',
			...of('t', 'ordinal', 'kind', 'plain_summary', 'original_wording', 'made_on'),
			...year('made'),
			themes: `(select string_agg(h.code, ';' order by h.code) from recommendation_theme rt
				join theme h on h.id = rt.theme_id where rt.recommendation_id = t.id)`,
			addressees: `(select string_agg(d.named_as, ';' order by d.ordinal) from addressee d where d.recommendation_id = t.id)`,
			...of(
				't',
				'intended_outcome',
				'measure_of_success',
				'benefit',
				'cost',
				'cost_effectiveness',
				'strategic_fit'
			),
			...of('t', 'disposition', 'stage', ...STEPS, 'evidence_quality', 'source_url', 'status_note')
		},
		from: 'recommendation t join source s on s.id = t.source_id join report p on p.id = t.report_id'
	},
	assignments: {
		states: 'One row one recommendation × one organisation: its dates, and where it stands.',
		columns: {
			assignment_id: 't.id',
			recommendation_reference: 'r.reference',
			organisation_code: 'o.code',
			...of(
				't',
				'assigned_on',
				'position',
				'delivery',
				'assurance',
				'closure',
				'adequacy',
				'disposition',
				'barrier'
			),
			...of('t', 'last_said', 'response_due_on', 'response_due_originally_on', 'action_due_on'),
			...of('t', 'action_due_originally_on', 'evidence_due_on', 'evidence_due_originally_on', 'responded_on'),
			...of(
				't',
				'responded_on_is',
				'delivered_on',
				'delivered_on_is',
				'submitted_on',
				'assured_on',
				'updated_on'
			)
		},
		from: 'assignment t join recommendation r on r.id = t.recommendation_id join organisation o on o.id = t.organisation_id'
	},
	events: {
		states: 'One row one change, kept for ever: when it happened, and when we learned it.',
		columns: {
			event_id: 't.id',
			...of('t', 'subject', 'what', 'from_value', 'to_value', 'reason', 'narrative'),
			detail: 't.detail::text',
			assignment_id: 't.assignment_id',
			recommendation_reference: 'r.reference',
			organisation_code: 'o.code',
			...of('t', 'effective_on', 'effective_on_is'),
			recorded_at: `to_char(t.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
			hash: `encode(t.hash, 'hex')`
		},
		// What happens to somebody's account is for the administrators alone.
		from: `(select * from event where subject <> 'person') t left join recommendation r on r.id = t.recommendation_id left join organisation o on o.id = t.organisation_id`
	},
	families: {
		states:
			'One row a recommendation that a person confirmed as a member of a family: what asks for the same again.',
		columns: {
			...of('f', 'slug', 'name', 'asks_for'),
			recommendation_reference: 'r.reference',
			source_code: 's.code',
			made_year: 'coalesce(r.made_year, extract(year from r.made_on)::int)',
			confirmed_at: `to_char(t.confirmed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
		},
		from: `(select row_number() over (order by family_id, recommendation_id)::int as id, m.* from family_member m) t
			join recommendation r on r.id = t.recommendation_id join family f on f.id = t.family_id join source s on s.id = r.source_id`,
		data_set_of: 'f'
	},
	links: {
		states: 'One row a tie between two recommendations, and why somebody says so.',
		columns: { from_reference: 'a.reference', kind: 't.kind', to_reference: 'b.reference', note: 't.note' },
		from: 'recommendation_link t join recommendation a on a.id = t.from_id join recommendation b on b.id = t.to_id',
		data_set_of: 'a'
	},
	measures: {
		states: 'One row a value of a measure on a day or over a period.',
		columns: {
			...of('m', 'reference', 'name', 'unit', 'population'),
			value: 't.value::text',
			...of('t', 'qualifier', 'observed_on', 'period'),
			report_reference: 'p.reference',
			theme: 'h.code',
			...of('m', 'evidence_quality', 'source_url'),
			note: 'coalesce(t.note, m.note)'
		},
		from: 'observation t join measure m on m.id = t.measure_id left join report p on p.id = m.report_id left join theme h on h.id = m.theme_id',
		data_set_of: 'm'
	},
	corrections: {
		states: 'One row something that was found to be wrong and put right: what it said, and what it says now.',
		columns: {
			recommendation_reference: 'r.reference',
			organisation_code: 'o.code',
			...of('t', 'page', 'what', 'old_value', 'new_value', 'answer', 'asked_on', 'answered_on')
		},
		// What waits or was refused is not public, nor is who said it.
		from: `(select * from correction where state = 'accepted') t left join recommendation r on r.id = t.recommendation_id left join organisation o on o.id = t.organisation_id`
	}
} satisfies Record<string, File>;

export type BulkFile = keyof typeof FILES;

/** The files that anybody can take away, by name, with what a row of each states. */
export const BULK_FILES = (Object.keys(FILES) as BulkFile[]).map((name) => ({
	name,
	states: FILES[name].states
}));

/** The headings of a file, in order. */
export const headings = (file: BulkFile): string[] => Object.keys(FILES[file].columns);

type Row = Record<string, string | number | boolean | null>;

const here = ({ data_set_of = 't' }: File, data_set: DataSet): RawBuilder<unknown> =>
	data_set_of === null ? sql`true` : sql`${sql.ref(`${data_set_of}.data_set`)} = ${data_set}`;

/**
 * Every row of a file, in batches in the order of entry; each batch begins behind the number that the last one ended
 * with, so that a file of any size costs no more memory than a batch.
 */
export async function* rows(
	reading: Reading,
	name: BulkFile,
	data_set: DataSet,
	batch = 1_000
): AsyncGenerator<Row[]> {
	const file: File = FILES[name];
	const columns = sql.join(
		Object.entries(file.columns).map(([heading, from]) => sql`${sql.raw(from)} as ${sql.ref(heading)}`)
	);
	for (let after = 0; ;) {
		const { rows: found } = await sql<Row & { place: number }>`
			select ${columns}, t.id as place from ${sql.raw(file.from)}
			where ${here(file, data_set)} and t.id > ${after} order by t.id limit ${batch}`.execute(reading);
		if (found.length > 0) yield found.map(({ place, ...row }) => row as Row);
		if (found.length < batch) return;
		after = found.at(-1)?.place ?? after;
	}
}
