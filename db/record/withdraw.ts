import { sql, type RawBuilder } from 'kysely';
import type { Writing } from '../schema.ts';
import { foldAlone } from './rollups.ts';

/** Records of the register by their numbers. */
export type Numbers = {
	assignments: readonly number[];
	recommendations: readonly number[];
	reports: readonly number[];
	sources: readonly number[];
	organisations: readonly number[];
	themes: readonly number[];
};

const anyOf = (ids: readonly number[]) => sql`any (${[...ids]}::int[])`;

/**
 * Takes records out of the register that an import had put there, once their events are undone. What others have come to
 * need meanwhile, a report or a source, stays. The events that speak of them stay, too.
 */
export const withdrawRecords = async (trx: Writing, of: Numbers): Promise<void> => {
	await foldAlone(trx);
	const remove = async (ids: readonly number[], statement: RawBuilder<unknown>) => {
		if (ids.length > 0) await statement.execute(trx);
	};
	await remove(of.assignments, sql`delete from evidence where assignment_id = ${anyOf(of.assignments)}`);
	await remove(of.assignments, sql`delete from assignment where id = ${anyOf(of.assignments)}`);
	await remove(of.recommendations, sql`delete from recommendation where id = ${anyOf(of.recommendations)}`);
	await remove(
		of.reports,
		sql`delete from report r where id = ${anyOf(of.reports)}
			and not exists (select from recommendation n where n.report_id = r.id)
			and not exists (select from measure m where m.report_id = r.id)`
	);
	await remove(
		of.sources,
		sql`delete from source s where id = ${anyOf(of.sources)} and not exists (select from report r where r.source_id = s.id)
			and not exists (select from recommendation n where n.source_id = s.id)
			and not exists (select from membership m where m.source_id = s.id)`
	);
	await remove(
		of.organisations,
		sql`update organisation set parent_id = null where id = ${anyOf(of.organisations)}`
	);
	await remove(of.organisations, sql`delete from organisation where id = ${anyOf(of.organisations)}`);
	await remove(of.themes, sql`delete from theme where id = ${anyOf(of.themes)}`);
};
