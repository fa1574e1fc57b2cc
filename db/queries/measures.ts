import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Reading } from '../schema.ts';

/** One measure with all its values, the earliest first. Values are texts: they keep the decimals of their source. */
export type Measure = {
	reference: string;
	name: string;
	unit: string;
	population: string | null;
	report_reference: string | null;
	recommendation_reference: string | null;
	theme: string | null;
	evidence_quality: string | null;
	source_url: string | null;
	note: string | null;
	observations: {
		observed_on: Day | null;
		period: string | null;
		value: string;
		qualifier: string;
		note: string | null;
	}[];
};

/** The measures of a data set by reference, a page at a time, and how many there are. */
export const list = async (
	reading: Reading,
	data_set: DataSet,
	{ page, limit }: { page: number; limit: number }
): Promise<{ rows: Measure[]; total: number }> => {
	const { rows } = await sql<Measure & { total: number }>`
		select m.reference, m.name, m.unit, m.population, p.reference as report_reference, r.reference as recommendation_reference,
			t.code as theme, m.evidence_quality, m.source_url, m.note,
			(select coalesce(json_agg(json_build_object('observed_on', v.observed_on, 'period', v.period, 'value', v.value::text,
				'qualifier', v.qualifier, 'note', v.note) order by v.observed_on, v.id), '[]')
				from observation v where v.measure_id = m.id) as observations
		from measure m
		left join report p on p.id = m.report_id
		left join recommendation r on r.id = m.recommendation_id
		left join theme t on t.id = m.theme_id
		where m.data_set = ${data_set} order by m.reference limit ${limit} offset ${(page - 1) * limit}`.execute(
		reading
	);
	const counted = await sql<{
		n: number;
	}>`select count(*)::int as n from measure where data_set = ${data_set}`.execute(reading);
	return { rows, total: counted.rows[0]?.n ?? 0 };
};

/** A measure that belongs to a recommendation, with its latest values by day, the earliest of them first. */
export type Helping = {
	reference: string;
	name: string;
	unit: string;
	population: string | null;
	organisation: string | null;
	baseline: number | null;
	target: number | null;
	changed_on: Day | null;
	changed_because: string | null;
	/** When the organisation that keeps it said that the recommendation was done. */
	delivered_on: Day | null;
	values: { on: Day; value: number }[];
};

const MOST_VALUES = 240;

/** The measures that belong to a recommendation, `limit` at most, those with most values first. */
export const ofRecommendation = async (
	reading: Reading,
	recommendation_id: number,
	limit: number
): Promise<Helping[]> => {
	const { rows } = await sql<Helping>`
		select m.reference, m.name, m.unit, m.population, o.name as organisation, m.baseline::float8, m.target::float8,
			m.changed_on, m.changed_because, a.delivered_on, latest.values
		from measure m
		left join organisation o on o.id = m.organisation_id
		left join assignment a on a.recommendation_id = m.recommendation_id and a.organisation_id = m.organisation_id
		cross join lateral (
			select coalesce(json_agg(json_build_object('on', v.observed_on, 'value', v.value::float8) order by v.observed_on, v.id), '[]') as values,
				count(*) as n
			from (select id, observed_on, value from observation where measure_id = m.id and observed_on is not null
				order by observed_on desc, id desc limit ${MOST_VALUES}) v
		) latest
		where m.recommendation_id = ${recommendation_id} order by latest.n desc, m.name, m.id limit ${limit}`.execute(
		reading
	);
	return rows;
};
