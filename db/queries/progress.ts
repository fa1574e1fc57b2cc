import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Counted } from '#lib/domain/numbers/counted.ts';
import type { Scope } from '#lib/domain/scope.ts';
import type { Reading } from '../schema.ts';
import * as duties from './duties.ts';
import { codesByMonth } from './standings-by-month.ts';
import * as standings from './standings.ts';

/** All that the figures of progress are drawn from. Of the duties that were met only the replies: no figure shows the rest. */
export const counted = async (reading: Reading, scope: Scope): Promise<Counted> => {
	const [counts, open, replies, changes] = await Promise.all([
		standings.count(reading, scope),
		duties.countOpen(reading, scope),
		duties.countReplies(reading, scope),
		codesByMonth(reading, scope)
	]);
	return { standings: counts, duties: [...open, ...replies], changes };
};

export type Choice = { value: string; label: string };
export type Choices = Record<'source' | 'theme' | 'kind' | 'organisation_kind' | 'region', Choice[]>;

/** What progress can be narrowed to: only what occurs in the data set, from the roll-ups. */
export const choices = async (reading: Reading, data_set: DataSet): Promise<Choices> => {
	const { rows } = await sql<{ dimension: string; value: string; label: string }>`
		with occurring as (
			select distinct dimension, key from standing_now where data_set = ${data_set} and dimension <> 'all' and key <> '' and n > 0
		)
		select o.dimension, o.key as value, coalesce(s.name, t.name, o.key) as label from occurring o
		left join source s on o.dimension = 'source' and s.data_set = ${data_set} and s.code = o.key
		left join theme t on o.dimension = 'theme' and t.code = o.key
		order by label`.execute(reading);
	const of = (dimension: string) =>
		rows.filter((row) => row.dimension === dimension).map(({ value, label }) => ({ value, label }));
	return {
		source: of('source'),
		theme: of('theme'),
		kind: of('kind'),
		organisation_kind: of('organisation kind'),
		region: of('region')
	};
};

/** The name that a report or an organisation goes by, for the words of a scope; undefined where there is none such. */
export const nameOf = async (
	reading: Reading,
	data_set: DataSet,
	what: 'report' | 'organisation',
	key: string
): Promise<string | undefined> =>
	what === 'report'
		? (
				await reading
					.selectFrom('report')
					.select('title')
					.where('data_set', '=', data_set)
					.where('reference', '=', key)
					.executeTakeFirst()
			)?.title
		: (
				await reading
					.selectFrom('organisation')
					.select('name')
					.where('data_set', '=', data_set)
					.where('code', '=', key)
					.executeTakeFirst()
			)?.name;
