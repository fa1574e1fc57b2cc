import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Adequacy } from '#lib/domain/axes/adequacy.ts';
import type { Assurance } from '#lib/domain/axes/assurance.ts';
import type { Closure } from '#lib/domain/axes/closure.ts';
import type { Delivery } from '#lib/domain/axes/delivery.ts';
import type { Position } from '#lib/domain/axes/position.ts';
import type { Clock } from '#lib/domain/clock.ts';
import type { Day } from '#lib/domain/day.ts';
import { PAGE_SIZE, type RecommendationAsked } from '#lib/domain/filter.ts';
import type { Reading } from '../schema.ts';
import { overdueSince } from './overdue.ts';

/** How many of a recommendation's assignments stand alike. `n` counts those that answer the filter, `of` all. */
export type Alike = {
	position: Position;
	delivery: Delivery;
	assurance: Assurance;
	closure: Closure;
	overdue: boolean;
	kind: string;
	region: string | null;
	n: number;
	responded_on: Day | null;
	responded_on_is: string | null;
	delivered_on: Day | null;
	delivered_on_is: string | null;
	assured_on: Day | null;
	updated_on: Day | null;
};

/** All assignments of a recommendation, counted by how they stand and by kind and region of organisation. */
export const alike = async (reading: Reading, recommendation_id: number, today: Day): Promise<Alike[]> => {
	const { rows } = await sql<Alike>`
		select a.position, a.delivery, a.assurance, a.closure, ${overdueSince(today)} is not null as overdue, o.kind, o.region,
			count(*)::int as n, max(a.responded_on) as responded_on, max(a.responded_on_is) as responded_on_is,
			max(a.updated_on) as updated_on, max(a.delivered_on) as delivered_on,
			max(a.delivered_on_is) as delivered_on_is, max(a.assured_on) as assured_on
		from assignment a join organisation o on o.id = a.organisation_id
		where a.recommendation_id = ${recommendation_id} group by 1, 2, 3, 4, 5, 6, 7`.execute(reading);
	return rows;
};

/** One assignment as a public list shows it. */
export type Shown = { [C in Clock as `${C}_due_on` | `${C}_due_originally_on`]: Day | null } & {
	id: number;
	position: Position;
	delivery: Delivery;
	assurance: Assurance;
	closure: Closure;
	adequacy: Adequacy;
	disposition: string;
	barrier: string | null;
	last_said: string | null;
	claimed_on: Day | null;
	responded_on: Day | null;
	responded_on_is: string | null;
	delivered_on: Day | null;
	delivered_on_is: string | null;
	submitted_on: Day | null;
	assured_on: Day | null;
	updated_on: Day | null;
	overdue_since: Day | null;
	next_due_on: Day | null;
};
export type OfOrganisation = Shown & {
	organisation_code: string;
	organisation_name: string;
	organisation_kind: string;
	region: string | null;
	/** Whom it was asked of first, where the duty has passed on. */
	first_organisation_name: string | null;
};

/** The columns of an assignment `a` as a public list shows it. */
export const shown = (
	today: Day
): RawBuilder<unknown> => sql`a.id, a.position, a.delivery, a.assurance, a.closure,
	a.adequacy, a.disposition, a.barrier, a.last_said, a.claimed_on, a.responded_on, a.responded_on_is, a.delivered_on,
	a.delivered_on_is, a.submitted_on, a.assured_on, a.updated_on, a.response_due_on, a.response_due_originally_on,
	a.action_due_on, a.action_due_originally_on, a.evidence_due_on, a.evidence_due_originally_on,
	a.next_due_on, ${overdueSince(today)} as overdue_since`;

/** One page of a recommendation's organisations: the longest overdue first, then the next to fall due, then by name. */
export const list = async (
	reading: Reading,
	recommendation_id: number,
	asked: Pick<RecommendationAsked, 'organisation_kind' | 'region' | 'page'>,
	today: Day
): Promise<OfOrganisation[]> => {
	const narrowed: RawBuilder<SqlBool>[] = [sql`a.recommendation_id = ${recommendation_id}`];
	if (asked.organisation_kind.length) narrowed.push(sql`o.kind = any (${asked.organisation_kind}::text[])`);
	if (asked.region.length) narrowed.push(sql`o.region = any (${asked.region}::text[])`);
	const { rows } = await sql<OfOrganisation>`
		select ${shown(today)}, o.code as organisation_code, o.name as organisation_name, o.kind as organisation_kind, o.region,
			(select name from organisation f where f.id = a.first_organisation_id and f.id <> a.organisation_id) as first_organisation_name
		from assignment a join organisation o on o.id = a.organisation_id
		where ${sql.join(narrowed, sql` and `)}
		order by overdue_since nulls last, next_due_on nulls last, o.name, a.id
		limit ${PAGE_SIZE} offset ${(asked.page - 1) * PAGE_SIZE}`.execute(reading);
	return rows;
};
