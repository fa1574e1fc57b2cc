import { sql } from 'kysely';
import type { Day } from '#lib/domain/day.ts';

/** Whether an organisation `o` belongs to a set `s` on a day: a group is whoever belongs to it on the day that it is used. */
export const belongsOn = (day: Day) => sql`o.data_set = s.data_set and o.kind = any (s.kinds)
	and (s.regions = '{}' or o.region = any (s.regions))
	and coalesce(o.opened_on <= ${day}, true) and coalesce(o.closed_on >= ${day}, true)`;
