import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Qualifier } from '#lib/domain/measure.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';
import { added, amended, type Noun } from './nouns.ts';
import { record, type Recorder } from './record.ts';

/** A value of a measure on a day or over a period. */
export type NewObservation = {
	measure_id: number;
	/** Whose measure it is, where it is an organisation's own. */
	organisation_id?: number;
	isNewMeasure: boolean;
	observed_on: Day | null;
	period: string | null;
	value: string;
	qualifier: Qualifier;
};

const MEASURE: Noun = { subject: 'measure', table: 'measure', key: 'reference', columns: {} };
const COLUMNS = {
	measure_id: 'int4',
	observed_on: 'date',
	period: 'text',
	value: 'numeric',
	qualifier: 'text'
};

export type NewMeasure = {
	data_set: DataSet;
	organisation_id: number;
	reference: string;
	name: string;
	unit: string;
	population: string | null;
	target: string | null;
	baseline: string | null;
	recommendation_id: number | null;
};

/** Keeps an organisation's own measure, with its 'added' event, and returns its number. */
export const insertMeasure = async (
	trx: Writing,
	at: Recorder & { today: Day },
	row: NewMeasure
): Promise<number> => {
	const { id } = await trx.insertInto('measure').values(row).returning('id').executeTakeFirstOrThrow();
	const event = added(MEASURE, row.data_set, id, at.today);
	await record(trx, at, [{ ...event, organisation_id: row.organisation_id }]);
	return id;
};

/** Keeps the day on which a person says that what is measured changed, and what changed. */
export const markChange = async (
	trx: Writing,
	id: number,
	change: { changed_on: Day; changed_because: string }
): Promise<void> => {
	await trx.updateTable('measure').set(change).where('id', '=', id).execute();
};

type Seen = {
	id: number;
	measure_id: number;
	observed_on: Day | null;
	period: string | null;
	value: string;
	qualifier: string;
};

const inWords = ({ value, qualifier }: { value: string; qualifier: string }) =>
	qualifier === 'exact' ? value : `${qualifier} ${value}`;

/**
 * Adds the values, or corrects the one of the same measure, day and period; answers the measures for which that was
 * news. A value that comes to a known measure, or is corrected, is an 'amended' event.
 */
export const keepObservations = async (
	trx: Writing,
	at: Recorder & { today: Day },
	data_set: DataSet,
	given: readonly NewObservation[]
): Promise<Set<number>> => {
	if (given.length === 0) return new Set();
	const { rows: known } = await sql<Seen>`
		select id, measure_id, observed_on, period, trim_scale(value)::text as value, qualifier from observation
		where measure_id = any (${given.map(({ measure_id }) => measure_id)}::int[]) for no key update`.execute(trx);
	const key = (one: Pick<Seen, 'measure_id' | 'observed_on' | 'period'>) =>
		`${one.measure_id} ${one.observed_on} ${one.period}`;
	const byKey = new Map(known.map((one) => [key(one), one]));
	const fresh = given.filter((one) => !byKey.has(key(one)));
	const isCorrected = (one: NewObservation) => {
		const before = byKey.get(key(one));
		return (
			before !== undefined &&
			(Number(before.value) !== Number(one.value) || before.qualifier !== one.qualifier)
		);
	};
	const corrected = given.filter(isCorrected);
	const names = sql.join(Object.keys(COLUMNS).map((name) => sql.ref(name)));
	await sql`insert into observation (${names}) select ${names} from ${asTable(fresh, COLUMNS)}`.execute(trx);
	await sql`update observation kept set value = given.value, qualifier = given.qualifier from ${asTable(corrected, COLUMNS)}
		where kept.measure_id = given.measure_id and kept.observed_on is not distinct from given.observed_on
			and kept.period is not distinct from given.period`.execute(trx);
	const news = [...corrected, ...fresh.filter(({ isNewMeasure }) => !isNewMeasure)];
	await record(
		trx,
		at,
		news.map((one) => {
			const before = byKey.get(key(one));
			const event = amended(MEASURE, data_set, one.measure_id, at.today, {
				column: 'value',
				from: before && inWords(before),
				to: inWords(one)
			});
			return one.organisation_id ? { ...event, organisation_id: one.organisation_id } : event;
		})
	);
	return new Set(news.map(({ measure_id }) => measure_id));
};
