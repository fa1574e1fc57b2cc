import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Person } from '#lib/domain/person.ts';

const ownOf = (user: Person) => user.memberships.flatMap(({ organisation_id }) => organisation_id ?? []);

/** Whether a person belongs to any organisation at all: whoever does not is near to none. */
export const isNearAny = (user: Person): boolean => ownOf(user).length > 0;

/**
 * The numbers of whom a person belongs to, of whatever is above that and whatever is below: their claims are for somebody
 * else to check. The SQL twin of `areInOneLine` in `domain/line-of-organisations.ts`.
 */
const near = (user: Person): RawBuilder<unknown> => {
	const own = ownOf(user);
	return sql`(with recursive
		up as (select id, parent_id from organisation where id = any (${own}::int[])
			union select o.id, o.parent_id from organisation o join up on o.id = up.parent_id),
		down as (select id from organisation where id = any (${own}::int[])
			union select o.id from organisation o join down on o.parent_id = down.id)
		select id from up union select id from down)`;
};

/** That an `assignment a` is of nobody near to a person. Where that is so of all, there is nothing to ask. */
export const isFar = (user: Person): RawBuilder<SqlBool> =>
	isNearAny(user) ? sql<SqlBool>`a.organisation_id not in ${near(user)}` : sql<SqlBool>`true`;

/** That an `assignment a` is of somebody near to a person: as a list, so that an index finds theirs alone. */
export const isNear = (user: Person): RawBuilder<SqlBool> =>
	sql<SqlBool>`a.organisation_id = any (array${near(user)})`;
