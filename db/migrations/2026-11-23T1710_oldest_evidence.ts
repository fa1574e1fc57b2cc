import { sql, type Kysely } from 'kysely';

/** What is longest overdue for want of evidence is found like what is overdue for want of a reply or of work. */
export const up = async (db: Kysely<unknown>) => {
	await sql`create index assignment_oldest_evidence on assignment (data_set, evidence_due_on)
		where closure = 'open' and disposition not in ('merged', 'declined', 'superseded')
			and assurance not in ('submitted', 'assured', 'sustained') and position not in ('not accepted', 'not applicable')`.execute(
		db
	);
};
