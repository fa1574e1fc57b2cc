import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Day } from '#lib/domain/day.ts';
import type { OrganisationSet, Succession } from '#lib/domain/organisation.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';
import { added, amended, type Change, type Kept, type Noun } from './nouns.ts';
import { record, type Recorder } from './record.ts';

type Now = Recorder & { today: Day };

const BODY: Noun = { subject: 'organisation', table: 'organisation', key: 'code', columns: {} };
const SET: Noun = { subject: 'organisation set', table: 'organisation_set', key: 'code', columns: {} };

/** Sets the parent of organisations and answers whose changed. A change is an event, save for those that are new. */
export const setParents = async (
	trx: Writing,
	at: Now,
	data_set: DataSet,
	rows: readonly { id: number; parent_id: number | null }[],
	fresh: ReadonlySet<number>
): Promise<Set<number>> => {
	const { rows: changed } = await sql<{ id: number; before: string | null; after: string | null }>`
		update organisation kept set parent_id = given.parent_id
		from ${asTable(rows, { id: 'int4', parent_id: 'int4' })}
			left join organisation child on child.id = given.id
			left join organisation old on old.id = child.parent_id
			left join organisation new on new.id = given.parent_id
		where kept.id = given.id and kept.parent_id is distinct from given.parent_id
		returning kept.id, old.code as before, new.code as after`.execute(trx);
	const news = changed.filter(({ id }) => !fresh.has(id));
	await record(
		trx,
		at,
		news.map(({ id, before, after }) =>
			amended(BODY, data_set, id, at.today, {
				column: 'parent_code',
				from: before ?? undefined,
				to: after ?? undefined
			})
		)
	);
	return new Set(news.map(({ id }) => id));
};

const inWords = (value: string | string[] | undefined) =>
	(Array.isArray(value) ? value.join(';') : value) || undefined;

/** Adds groups, or amends those whose code is known; what a group does not say is left as it is. There are few. */
export const keepSets = async (
	trx: Writing,
	at: Now,
	data_set: DataSet,
	sets: readonly OrganisationSet[]
): Promise<Kept[]> => {
	const kept: Kept[] = [];
	for (const set of sets) {
		const known = await trx
			.selectFrom('organisation_set')
			.selectAll()
			.where('data_set', '=', data_set)
			.where('code', '=', set.code)
			.forNoKeyUpdate()
			.executeTakeFirst();
		const row = {
			name: set.name,
			kinds: 'kinds' in set ? (set.kinds ?? []) : (known?.kinds ?? []),
			regions: 'regions' in set ? (set.regions ?? []) : (known?.regions ?? [])
		};
		if (!known) {
			const { id } = await trx
				.insertInto('organisation_set')
				.values({ data_set, code: set.code, ...row })
				.returning('id')
				.executeTakeFirstOrThrow();
			await record(trx, at, [added(SET, data_set, id, at.today)]);
			kept.push({ id, outcome: 'new' });
			continue;
		}
		const changes = (['name', 'kinds', 'regions'] as const)
			.map((column): Change => ({ column, from: inWords(known[column]), to: inWords(row[column]) }))
			.filter(({ from, to }) => from !== to);
		if (changes.length > 0)
			await trx.updateTable('organisation_set').set(row).where('id', '=', known.id).execute();
		await record(
			trx,
			at,
			changes.map((change) => amended(SET, data_set, known.id, at.today, change))
		);
		kept.push({ id: known.id, outcome: changes.length > 0 ? 'changed' : 'unchanged' });
	}
	return kept;
};

type SuccessionRow = Succession & { organisation_id: number; successor_id: number };

/** Writes who took over from whom, with an 'amended' event on the organisation that ended. */
export const keepSuccessions = async (
	trx: Writing,
	at: Now,
	data_set: DataSet,
	rows: readonly SuccessionRow[]
): Promise<Kept[]> => {
	const columns = { organisation_id: 'int4', successor_id: 'int4', took_over_on: 'date', note: 'text' };
	const pair = (one: { organisation_id: number; successor_id: number }) =>
		`${one.organisation_id} ${one.successor_id}`;
	const { rows: known } = await sql<{ organisation_id: number; successor_id: number }>`
		select kept.organisation_id, kept.successor_id from organisation_succession kept
		join ${asTable(rows, columns)} using (organisation_id, successor_id)`.execute(trx);
	const before = new Set(known.map(pair));
	const { rows: written } = await sql<{ organisation_id: number; successor_id: number }>`
		insert into organisation_succession as kept (organisation_id, successor_id, took_over_on, note)
		select organisation_id, successor_id, took_over_on, note from ${asTable(rows, columns)}
		on conflict (organisation_id, successor_id) do update set took_over_on = excluded.took_over_on, note = excluded.note
		where (kept.took_over_on, kept.note) is distinct from (excluded.took_over_on, excluded.note)
		returning organisation_id, successor_id`.execute(trx);
	const touched = new Set(written.map(pair));
	const news = rows.filter((one) => touched.has(pair(one)));
	await record(
		trx,
		at,
		news.map((one) => ({
			...amended(BODY, data_set, one.organisation_id, at.today, {
				column: 'successor_code',
				from: undefined,
				to: one.successor_code
			}),
			detail: {
				column: 'successor_code',
				took_over_on: one.took_over_on,
				...(one.note ? { note: one.note } : {})
			}
		}))
	);
	return rows.map((one) => ({
		id: one.organisation_id,
		outcome: !touched.has(pair(one)) ? 'unchanged' : before.has(pair(one)) ? 'changed' : 'new'
	}));
};
