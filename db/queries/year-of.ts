import { sql } from 'kysely';

/** The year in which the recommendation `r` was made, where at least that is known. */
export const yearOf = sql<number | null>`coalesce(r.made_year, extract(year from r.made_on)::int)`;
