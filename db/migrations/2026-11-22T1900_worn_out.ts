import { sql, type Kysely } from 'kysely';

/** What people typed and could not save is theirs alone; the installation may see it for one thing: to forget it in time. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
	for (const table of ['saving', 'draft', 'spreadsheet'])
		await sql`create policy the_installation_forgets on ${sql.table(table)} using ((select acts_as_installation()))`.execute(
			db
		);
};
