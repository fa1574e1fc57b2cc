import { sql, type Kysely } from 'kysely';

/**
 * The words that a search looks through stand in a table of their own: their two indexes cost more than all others
 * together, and were written anew with every change of a recommendation's counters.
 */
export const up = async (db: Kysely<unknown>) => {
	await sql`create table recommendation_text (
		recommendation_id integer primary key references recommendation on delete cascade,
		words text not null,
		lexemes tsvector not null generated always as (to_tsvector('english', words)) stored
	)`.execute(db);
	await sql`insert into recommendation_text (recommendation_id, words) select id, search_text from recommendation`.execute(
		db
	);
	await sql`alter table recommendation drop column search, drop column search_text`.execute(db);
	await sql`create index recommendation_text_lexemes on recommendation_text using gin (lexemes)`.execute(db);
	await sql`create index recommendation_text_words on recommendation_text using gin (words gin_trgm_ops)`.execute(
		db
	);
	const says = {
		recommendation_id: 'The recommendation.',
		words:
			'Its reference, what it asks, its report and source, its themes and whom it names: what a search looks through.',
		lexemes: 'The same as stems of words, for searching in any inflection.'
	};
	await sql`comment on table recommendation_text is ${sql.lit('One row the words of a recommendation, for searching.')}`.execute(
		db
	);
	for (const [column, sentence] of Object.entries(says))
		await sql`comment on column ${sql.ref(`recommendation_text.${column}`)} is ${sql.lit(sentence)}`.execute(
			db
		);
};
