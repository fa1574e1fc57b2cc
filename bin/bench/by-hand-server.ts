// What a good programmer would write who wants four answers and nothing else: Hono, pg, SQL. It gives the same JSON as
// the product, from the same roll-ups, and knows no filters, no as-at, no errors. Only for the bench to compare with.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';
import { ageBands, CLOCKS } from '#lib/domain/clock.ts';
import { addDays, addMonths, dayOf, earlier, monthOf } from '#lib/domain/day.ts';
import { stateOf, STATES } from '#lib/domain/numbers/states.ts';
import { decode } from '#lib/domain/standing.ts';

const DATE = 1082;
pg.types.setTypeParser(DATE, (value) => value);
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const rows = async <Row extends object>(text: string, values: unknown[]) =>
	(await pool.query<Row>(text, values)).rows;
const lists = async <Row extends unknown[]>(text: string, values: unknown[]) =>
	(await pool.query<Row>({ text, values, rowMode: 'array' })).rows;

const SET = 'demonstration';
/** For each standing by its number, which state it is; -1 outside the base. */
const STATE = Int8Array.from({ length: 10_584 }, (_, code) => {
	const state = stateOf(decode(code));
	return state ? STATES.indexOf(state) : -1;
});

const nothing = () => new Array<number>(STATES.length).fill(0);
const add = (counts: number[], standing: number, n: number) => {
	const state = STATE[standing] ?? -1;
	if (state >= 0) counts[state] = (counts[state] ?? 0) + n;
};
const inStates = (counts: number[]) => ({
	base: counts.reduce((sum, n) => sum + n, 0),
	states: Object.fromEntries(STATES.map((state, index) => [state, counts[index]]))
});

const owed = (today: string) => {
	const age = ({ band, from, to }: ReturnType<typeof ageBands>[number]) =>
		`coalesce(sum(n) filter (where due_on <= '${to}'${from ? ` and due_on >= '${from}'` : ''}), 0)::int as "${band}"`;
	return `select clock, sum(n)::int as open, coalesce(sum(n) filter (where due_on is not null), 0)::int as with_date,
			coalesce(sum(n) filter (where due_on < $2), 0)::int as overdue, ${ageBands(today).map(age).join(', ')}
		from duty_by_due_date where data_set = $1 and dimension = 'all' and key = '' and status = 'open' group by clock`;
};

const app = new Hono();

app.get('/api/progress/summary', async (c) => {
	const today = dayOf(new Date());
	const [standings, duties] = await Promise.all([
		lists<[string, number, number]>(
			`select key, standing, n from standing_now where data_set = $1 and dimension = 'source' order by key`,
			[SET]
		),
		rows<Record<string, number>>(owed(today), [SET, today])
	]);
	const all = nothing();
	const bySource = new Map<string, number[]>();
	for (const [source, standing, n] of standings) {
		let counts = bySource.get(source);
		if (!counts) bySource.set(source, (counts = nothing()));
		add(counts, standing, n);
		add(all, standing, n);
	}
	return c.json({
		data_set: SET,
		as_at: today,
		...inStates(all),
		by_source: [...bySource].map(([source, counts]) => ({ source, ...inStates(counts) })),
		overdue: CLOCKS.map((clock) => {
			const found = duties.find((row) => (row.clock as unknown) === clock) ?? {};
			const { open = 0, with_date = 0, overdue = 0 } = found;
			return {
				clock,
				open,
				with_date,
				overdue,
				no_date_set: open - with_date,
				ages: ageBands(today).map(({ band }) => ({ age: band, n: found[band] ?? 0 }))
			};
		})
	});
});

app.get('/api/progress/series', async (c) => {
	const today = dayOf(new Date());
	const changes = await lists<[string, number, number]>(
		`select month, standing, n from standing_by_month where data_set = $1 and dimension = 'all' and key = '' and month < $2
		union all
		select $2::date, standing, sum(n)::int from standing_by_day
			where data_set = $1 and dimension = 'all' and key = '' and day between $2 and $3 group by standing
		order by 1`,
		[SET, monthOf(today), today]
	);
	const counts = nothing();
	const months: object[] = [];
	let next = 0;
	for (let month = changes[0]?.[0] ?? '9999-01-01'; month <= today; month = addMonths(month, 1)) {
		for (let change = changes[next]; change && change[0] <= month; change = changes[++next])
			add(counts, change[1], change[2]);
		const as_at = earlier(today, addDays(addMonths(month, 1), -1));
		months.push({
			month,
			as_at,
			...(counts.some((n) => n > 0) ? inStates(counts) : { base: 0, states: null })
		});
	}
	return c.json({ data_set: SET, as_at: today, months });
});

const RECOMMENDATION = `select r.data_set, r.reference, r.slug, r.kind, r.plain_summary, r.made_on,
		coalesce(r.made_year, extract(year from r.made_on)::int) as made_year, r.stage, r.disposition, r.evidence_quality, r.source_url,
		r.asked, r.responded, r.accepted, r.planned, r.delivered, r.assured, r.sustained,
		s.code as source_code, s.name as source_name, p.reference as report_reference, p.title as report_title,
		r.original_wording, r.intended_outcome, r.measure_of_success, r.benefit, r.cost, r.cost_effectiveness, r.strategic_fit,
		r.status_note, r.review_on, p.url as report_url, s.kind as source_kind,
		(select (e.recorded_at at time zone 'Europe/London')::date from event e
			where e.recommendation_id = r.id and e.data_set = r.data_set order by e.id limit 1) as entered_on,
		(select json_build_object('slug', m.slug, 'reference', m.reference, 'plain_summary', m.plain_summary)
			from recommendation m where m.id = r.merged_into_id) as merged_into,
		(select coalesce(json_agg(json_build_object('code', t.code, 'name', t.name) order by t.name), '[]')
			from recommendation_theme rt join theme t on t.id = rt.theme_id where rt.recommendation_id = r.id) as themes,
		(select coalesce(json_agg(json_build_object('named_as', d.named_as, 'assigned_to_members', d.assigned_to_members,
				'note', d.note, 'organisation_code', o.code, 'organisation_name', o.name, 'set_name', g.name) order by d.ordinal), '[]')
			from addressee d left join organisation o on o.id = d.organisation_id
			left join organisation_set g on g.id = d.organisation_set_id where d.recommendation_id = r.id) as addressees,
		coalesce((select ps.priority from priority_score ps where ps.recommendation_id = r.id and ps.data_set = r.data_set
			and r.disposition = 'adopted'), 'not ranked') as priority,
		(select count(*)::int from assignment where recommendation_id = r.id) as total
	from recommendation r join source s on s.id = r.source_id join report p on p.id = r.report_id
	where r.data_set = $1 and r.slug = $2`;

const OPEN = `a.closure = 'open' and a.disposition not in ('merged', 'declined', 'superseded')`;
const KEPT = `a.position not in ('not accepted', 'not applicable')`;
const OWED = {
	response: `${OPEN} and a.position = 'awaiting response'`,
	action: `${OPEN} and a.delivery <> 'delivered' and ${KEPT}`,
	evidence: `${OPEN} and a.assurance not in ('submitted', 'assured', 'sustained') and ${KEPT}`
};
const least = (condition: string) =>
	`least(${CLOCKS.map((clock) => `case when ${OWED[clock]}${condition.replace('due', `a.${clock}_due_on`)} then a.${clock}_due_on end`).join(', ')})`;

const ASSIGNMENTS = `select coalesce(json_agg(row_to_json(each)), '[]')::text from (
	select a.id, a.position, a.delivery, a.assurance, a.closure, a.adequacy, a.disposition, a.barrier, a.last_said, a.claimed_on,
		a.responded_on, a.responded_on_is, a.delivered_on, a.delivered_on_is, a.submitted_on, a.assured_on, a.updated_on,
		a.response_due_on, a.response_due_originally_on, a.action_due_on, a.action_due_originally_on,
		a.evidence_due_on, a.evidence_due_originally_on, ${least(' and due < $3::date')} as overdue_since, ${least('')} as next_due_on,
		a.version, o.code as organisation_code, o.name as organisation_name, o.kind as organisation_kind, o.region
	from assignment a join organisation o on o.id = a.organisation_id
	where a.recommendation_id = (select id from recommendation where data_set = $1 and slug = $2)
	order by o.name, a.id limit 500) each`;

app.get('/api/recommendations/:slug', async (c) => {
	const slug = c.req.param('slug');
	const [[found], [assignments]] = await Promise.all([
		rows<{ total: number }>(RECOMMENDATION, [SET, slug]),
		lists<[string]>(ASSIGNMENTS, [SET, slug, dayOf(new Date())])
	]);
	const recommendation = { ...found, page: 1, pages: 1 };
	return c.body(`${JSON.stringify(recommendation).slice(0, -1)},"assignments":${assignments?.[0]}}`, 200, {
		'content-type': 'application/json'
	});
});

const owing = (clock: keyof typeof OWED) => `(select a.id, '${clock}' as clock, a.${clock}_due_on as due_on
	from assignment a where a.organisation_id = (select id from organisation where data_set = $1 and code = $2) and ${OWED[clock]}
	order by a.${clock}_due_on, a.id limit 51)`;

const WORKLIST = `with page as (
		select id, clock, due_on from (${CLOCKS.map(owing).join(' union all ')}) owed order by due_on, id, clock limit 51
	)
	select page.id as assignment_id, page.clock, page.due_on, coalesce(page.due_on < $3::date, false) as overdue,
		a.position, a.delivery, a.assurance, a.barrier, a.last_said, a.updated_on, a.version,
		r.reference, r.slug, r.plain_summary, s.code as source_code, r.made_on
	from page join assignment a on a.id = page.id
	join recommendation r on r.id = a.recommendation_id join source s on s.id = r.source_id
	order by page.due_on, page.id, page.clock`;

app.get('/api/organisations/:code/worklist', async (c) => {
	const code = c.req.param('code');
	const [[organisation], owed] = await Promise.all([
		rows(`select code, name from organisation where data_set = $1 and code = $2`, [SET, code]),
		rows<{ due_on: string | null; assignment_id: number; clock: string }>(WORKLIST, [
			SET,
			code,
			dayOf(new Date())
		])
	]);
	const last = owed[49];
	const next =
		last && owed.length > 50 ? `${last.due_on ?? 'undated'}_${last.assignment_id}_${last.clock}` : null;
	return c.json({ organisation, owed: owed.slice(0, 50), next });
});

const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
	console.log(`The server written by hand is ready: http://127.0.0.1:${port}`)
);
process.once('SIGTERM', () => {
	server.close();
	process.exit(0);
});
