import { sql, type RawBuilder } from 'kysely';
import type { Person } from '#lib/domain/person.ts';

/**
 * The numbers of whom a person belongs to, of whatever is above that and whatever is below: their claims are for somebody
 * else to check. The SQL twin of `areInOneLine` in `domain/line-of-organisations.ts`.
 */
export const near = (user: Person): RawBuilder<unknown> => {
	const own = user.memberships.flatMap(({ organisation_id }) => organisation_id ?? []);
	return sql`(with recursive
		up as (select id, parent_id from organisation where id = any (${own}::int[])
			union select o.id, o.parent_id from organisation o join up on o.id = up.parent_id),
		down as (select id from organisation where id = any (${own}::int[])
			union select o.id from organisation o join down on o.parent_id = down.id)
		select id from up union select id from down)`;
};
