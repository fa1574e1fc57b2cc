import { sql, type RawBuilder } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { CorrectionState } from '#lib/domain/correction.ts';
import type { Reading, Writing } from '../schema.ts';

/** What somebody said is wrong, with what it is about and what became of it. */
export type Report = {
	id: number;
	data_set: DataSet;
	page: string;
	recommendation: { slug: string; reference: string; plain_summary: string } | null;
	organisation: { code: string; name: string } | null;
	wrong: string;
	right_is: string | null;
	shown_at: string | null;
	asker: string | null;
	asker_email: string | null;
	asked_on: Day;
	state: CorrectionState;
	what: string | null;
	old_value: string | null;
	new_value: string | null;
	answer: string | null;
	answered_on: Day | null;
};

type Part = { limit: number; offset: number };

const told = (where: RawBuilder<unknown>, order: RawBuilder<unknown>, { limit, offset }: Part) => sql<Report>`
	select c.id, c.data_set, c.page, c.wrong, c.right_is, c.shown_at, c.asker, c.asker_email, c.asked_on, c.state, c.what,
		c.old_value, c.new_value, c.answer, c.answered_on,
		case when r.id is not null then json_build_object('slug', r.slug, 'reference', r.reference, 'plain_summary', r.plain_summary) end as recommendation,
		case when o.id is not null then json_build_object('code', o.code, 'name', o.name) end as organisation
	from (select * from correction c where ${where} ${order} limit ${limit} offset ${offset}) c
	left join recommendation r on r.id = c.recommendation_id left join organisation o on o.id = c.organisation_id ${order}`;

/** The reports of one state: what waits by its age, what is answered the newest first. */
export const list = async (
	db: Reading,
	data_set: DataSet,
	state: CorrectionState,
	part: Part
): Promise<Report[]> => {
	const order = state === 'waiting' ? sql`order by c.id` : sql`order by c.answered_on desc, c.id desc`;
	const where = sql`c.data_set = ${data_set} and c.state = ${state}`;
	return (await told(where, order, part).execute(db)).rows;
};

/** How many reports of a state there are. */
export const count = async (db: Reading, data_set: DataSet, state: CorrectionState): Promise<number> => {
	const { rows } = await sql<{ n: number }>`
		select count(*)::int as n from correction where data_set = ${data_set} and state = ${state}`.execute(db);
	return rows[0]?.n ?? 0;
};

/** The corrections that were published about a recommendation, the newest first. */
export const ofRecommendation = async (
	reading: Reading,
	recommendation_id: number,
	limit: number
): Promise<Report[]> => {
	const where = sql`c.recommendation_id = ${recommendation_id} and c.state = 'accepted'`;
	return (await told(where, sql`order by c.id desc`, { limit, offset: 0 }).execute(reading)).rows;
};

/** A report that nobody else can answer until the transaction ends; undefined where there is none. */
export const lock = (trx: Writing, id: number) =>
	trx.selectFrom('correction').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();

/** A recommendation as its entry in the register stands, with the reference of its report. */
export const entryOf = (trx: Writing, recommendation_id: number) =>
	trx
		.selectFrom('recommendation as r')
		.innerJoin('report as p', 'p.id', 'r.report_id')
		.select([
			'r.reference',
			'r.ordinal',
			'r.plain_summary as summary',
			'r.made_on',
			'r.intended_outcome',
			'r.measure_of_success',
			'r.benefit',
			'r.cost',
			'r.cost_effectiveness',
			'r.strategic_fit',
			'r.source_url',
			'p.reference as report_reference'
		])
		.where('r.id', '=', recommendation_id)
		.executeTakeFirstOrThrow();
