import { sql } from 'kysely';
import type { DataSet } from '#lib/domain/data-set.ts';
import type { Office } from '#lib/domain/office.ts';
import { anyOf } from '../rows.ts';
import type { Reading } from '../schema.ts';

/** Who holds an office now, for whoever manages the people of the organisation. */
export const list = (db: Reading, organisation_ids: readonly number[]) =>
	db
		.selectFrom('office_holder')
		.select(['organisation_id', 'office', 'name', 'email', 'from_on'])
		.where('organisation_id', '=', anyOf(organisation_ids))
		.where('until_on', 'is', null)
		.execute();

/** The organisation, locked so that nobody else names somebody meanwhile, and who holds its office now. */
export const lock = async (
	db: Reading,
	data_set: DataSet,
	organisation_id: number,
	office: Office
): Promise<{ id: number | null; name: string | null; email: string | null } | undefined> => {
	const { rows } = await sql<{ id: number | null; name: string | null; email: string | null }>`
		select h.id, h.name, h.email from (
			select id from organisation where id = ${organisation_id} and data_set = ${data_set} for no key update
		) o left join office_holder h on h.organisation_id = o.id and h.office = ${office} and h.until_on is null`.execute(
		db
	);
	return rows[0];
};
