import { sql } from 'kysely';
import type { Day } from '#lib/domain/day.ts';
import type { ScopeFilter } from '#lib/domain/scope.ts';
import type { TestAt } from './testing.ts';

/** What numbers are asked: filters, and a day in one of the two senses. */
export type Question = ScopeFilter & { as_at?: Day; known_at?: Day };

type Plain = Record<'base' | 'responded' | 'accepted' | 'delivered' | 'assured' | 'late', number>;

/** The score of a recommendation `r` by the newest scores on the record and the newest weights, where it is adopted now. */
const score = sql`(select round(sum(given.value::numeric * (w ->> 'weight')::numeric) / sum((w ->> 'weight')::numeric), 1)
	from (select weights from priority_weighting where data_set = 'register' order by id desc limit 1) newest
		cross join lateral jsonb_array_elements(newest.weights) w
		cross join lateral (select e.detail from event e where e.what = 'amended' and e.subject = 'recommendation' and e.subject_id = r.id
			and e.detail ->> 'field' = 'priority' order by e.id desc limit 1) scored
		cross join lateral jsonb_each_text(scored.detail) given(code, value)
	where given.code = w ->> 'code' and given.value <> 'not stated'
		and (select e.to_value from event e where e.what = 'disposition' and e.recommendation_id = r.id
			order by e.effective_on desc, e.id desc limit 1) = 'adopted')`;
const SCORES = { high: sql`between 3 and 4`, medium: sql`between 2 and 2.9`, low: sql`< 2` };
const isRanked = (priority: keyof typeof SCORES) => sql`coalesce(${score} ${SCORES[priority]}, false)`;

const is = (column: string, value: string | undefined) =>
	value === undefined ? sql`true` : sql`${sql.ref(column)} = ${value}`;

/** The filters of a question, on a recommendation `r`, its source `s` and an organisation `o`. */
const asksFor = (
	question: Question
) => sql`${is('s.code', question.source)} and ${is('r.kind', question.kind)} and ${is('o.code', question.organisation)}
	and ${is('o.kind', question.organisation_kind)} and ${is('o.region', question.region)}
	and ${question.year ? sql`r.made_year = ${question.year}::int` : sql`true`}
	and ${question.priority ? isRanked(question.priority as keyof typeof SCORES) : sql`true`}
	and ${question.family ? sql`exists (select from family_member m join family f on f.id = m.family_id where m.recommendation_id = r.id and f.slug = ${question.family})` : sql`true`}
	and ${question.set ? sql`exists (select from organisation_set g where g.code = ${question.set} and o.kind = any (g.kinds) and (g.regions = '{}' or o.region = any (g.regions)))` : sql`true`}
	and ${question.theme ? sql`exists (select from recommendation_theme rt join theme t on t.id = rt.theme_id where rt.recommendation_id = r.id and t.code = ${question.theme})` : sql`true`}`;

/** The plain answer: every assignment as its events leave it on a day, without a ledger, a roll-up or our own replay. */
export const plainly = async ({ db }: TestAt, question: Question, today: Day): Promise<Plain> => {
	const { as_at = question.known_at ?? today, known_at = today } = question;
	const latest = (what: string, otherwise: string) => sql`coalesce((
		select e.to_value from known e where e.assignment_id = a.id and e.what = ${what}
		order by e.effective_on desc, e.id desc limit 1), ${otherwise})`;
	const { rows } = await sql<Plain>`
		with recorded as (
			select e.* from event e where e.data_set = 'register' and (e.recorded_at at time zone 'Europe/London')::date <= ${known_at}
		), known as (
			select e.* from recorded e where e.effective_on <= ${as_at} and e.what <> 'undo' and not exists (
				select from recorded u where u.what = 'undo' and u.assignment_id = e.assignment_id and u.detail -> 'undoes' @> to_jsonb(e.id))
		), state as (
			select a.id, a.recommendation_id,
				${latest('position', 'awaiting response')} as position, ${latest('delivery', 'no information')} as delivery,
				${latest('assurance', 'not assessed')} as assurance, ${latest('closure', 'open')} as closure,
				coalesce((select e.to_value from known e where e.what = 'disposition' and e.recommendation_id = a.recommendation_id
					order by e.effective_on desc, e.id desc limit 1), 'untriaged') as disposition,
				coalesce((select (e.detail ->> 'to_organisation_id')::int from known e where e.what = 'transfer' and e.assignment_id = a.id
					order by e.effective_on desc, e.id desc limit 1), a.first_organisation_id) as organisation_id,
				(select case e.what when 'assigned' then e.detail ->> 'response_due_on' else e.to_value end from known e
					where e.assignment_id = a.id and (e.what = 'assigned' or (e.what = 'due date' and e.detail ->> 'clock' = 'response'))
					order by e.effective_on desc, e.id desc limit 1) as due_on
			from assignment a where exists (select from known e where e.assignment_id = a.id and e.what = 'assigned')
		), asked as (
			select state.* from state
			join recommendation r on r.id = recommendation_id join source s on s.id = r.source_id
			join organisation o on o.id = organisation_id
			where ${asksFor(question)}
		), counted as (
			select *, disposition <> 'merged' and closure <> 'no longer applicable' as in_base,
				position in ('accepted', 'accepted in part', 'accepted in principle') as is_accepted,
				closure = 'open' and disposition not in ('declined', 'superseded') as is_open
			from asked
		)
		select (count(*) filter (where in_base))::int as base,
			(count(*) filter (where in_base and position <> 'awaiting response'))::int as responded,
			(count(*) filter (where in_base and is_accepted))::int as accepted,
			(count(*) filter (where in_base and is_accepted and delivery = 'delivered'))::int as delivered,
			(count(*) filter (where in_base and is_accepted and delivery = 'delivered' and assurance in ('assured', 'sustained')))::int as assured,
			(count(*) filter (where in_base and is_open and position = 'awaiting response' and due_on::date < ${as_at}))::int as late
		from counted`.execute(db);
	return rows[0] as Plain;
};

/**
 * How many actions of each strength served something that is asked about on a day, by their events alone, forwards from
 * how each was planned. Each must have been planned as `weaker`.
 */
export const plainlyStrong = async ({ db }: TestAt, question: Question, today: Day) => {
	const { as_at = question.known_at ?? today } = question;
	const { rows: events } = await sql<{
		id: number;
		organisation_id: number;
		what: string;
		to_value: string | null;
		column: string | null;
		refs: string[];
	}>`select e.subject_id as id, a.organisation_id, e.what, e.to_value, e.detail ->> 'column' as column, array(
			select r.reference from jsonb_array_elements(e.detail -> 'assignment_ids') planned
			join assignment g on g.id = planned::int join recommendation r on r.id = g.recommendation_id) as refs
		from event e join action a on a.id = e.subject_id
		where e.subject = 'action' and e.effective_on <= ${as_at} order by e.id`.execute(db);
	const { rows: asked } = await sql<{ organisation_id: number; reference: string }>`
		select g.organisation_id, r.reference from assignment g
		join recommendation r on r.id = g.recommendation_id join source s on s.id = r.source_id
		join organisation o on o.id = g.organisation_id where ${asksFor(question)}`.execute(db);
	const actions = new Map<number, { organisation_id: number; strength: string; refs: string[] }>();
	for (const { id, organisation_id, what, column, to_value, refs } of events) {
		const action = actions.get(id) ?? { organisation_id, strength: 'weaker', refs };
		actions.set(id, action);
		if (what === 'amended' && column === 'strength') action.strength = to_value ?? '';
		if (what === 'amended' && column === 'recommendation_refs') action.refs = to_value?.split('; ') ?? [];
	}
	const strong = [...actions.values()].filter(({ organisation_id, refs }) =>
		asked.some((one) => one.organisation_id === organisation_id && refs.includes(one.reference))
	);
	return (strength: string) => strong.filter((action) => action.strength === strength).length;
};

/** How many recommendations the board ranks so, plainly. */
export const plainlyRanked = async ({ db }: TestAt, priority: keyof typeof SCORES): Promise<number> => {
	const { rows } = await sql<{ n: number }>`
		select count(*)::int as n from recommendation r where r.data_set = 'register' and ${isRanked(priority)}`.execute(
		db
	);
	return rows[0]?.n ?? 0;
};

/** How many recommendations stand by what was decided of them, and how many were merged into others, plainly. */
export const plainlyDecided = async ({ db }: TestAt): Promise<{ stands: number; merged: number }> => {
	const { rows } = await sql<{ stands: number; merged: number }>`
		select (count(*) filter (where decided <> 'merged'))::int as stands, (count(*) filter (where decided = 'merged'))::int as merged
		from (select coalesce((
		select e.to_value from event e where e.what = 'disposition' and e.recommendation_id = r.id
		order by e.effective_on desc, e.id desc limit 1), 'untriaged') as decided
		from recommendation r where r.data_set = 'register') recommendations`.execute(db);
	return rows[0] ?? { stands: 0, merged: 0 };
};
