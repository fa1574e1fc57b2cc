import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { onBothEngines, type TestAt } from '#db/testing.ts';
import { chance, groupSome, recordRandomHistory } from '#db/testing-history.ts';
import { addDays, type Day } from '#lib/domain/day.ts';
import type { ScopeFilter } from '#lib/domain/scope.ts';
import { api } from '#lib/server/api/api.ts';
import { load as home } from '../routes/(public)/+page.server.ts';
import { load as page } from '../routes/(public)/progress/+page.server.ts';
import { GET as csv } from '../routes/(public)/progress/[figure].csv/+server.ts';

/** How many questions are asked of each engine: a few in every run, as many as one likes on demand. */
const QUESTIONS = Number(process.env.FIGURES_AGREE ?? 8);

type Question = ScopeFilter & { as_at?: Day; known_at?: Day };
type Row = Record<string, string | number | null>;
type Drawn = { id: string; table: { rows: Row[] } };
type Plain = Record<'base' | 'responded' | 'accepted' | 'delivered' | 'assured' | 'late', number>;

/** The plain answer: every assignment as its events leave it on a day, without a ledger, a roll-up or our own replay. */
const plainly = async ({ db }: TestAt, question: Question, today: Day): Promise<Plain> => {
	const { as_at = question.known_at ?? today, known_at = today } = question;
	const latest = (what: string, otherwise: string) => sql`coalesce((
		select e.to_value from known e where e.assignment_id = a.id and e.what = ${what}
		order by e.effective_on desc, e.id desc limit 1), ${otherwise})`;
	const is = (column: string, value: string | undefined) =>
		value === undefined ? sql`true` : sql`${sql.ref(column)} = ${value}`;
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
			where ${is('s.code', question.source)} and ${is('r.kind', question.kind)} and ${is('o.code', question.organisation)}
				and ${is('o.kind', question.organisation_kind)} and ${is('o.region', question.region)}
				and ${question.year ? sql`r.made_year = ${question.year}::int` : sql`true`}
				and ${question.family ? sql`exists (select from family_member m join family f on f.id = m.family_id where m.recommendation_id = r.id and f.slug = ${question.family})` : sql`true`}
				and ${question.set ? sql`exists (select from organisation_set g where g.code = ${question.set} and o.kind = any (g.kinds) and o.region = any (g.regions))` : sql`true`}
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

onBothEngines('figures', (at) => {
	const today: Day = '2026-11-22';
	let codes: { sources: string[]; organisations: string[] };
	beforeAll(async () => {
		await recordRandomHistory(at(), 600);
		await groupSome(at());
		const codesOf = async (table: 'source' | 'organisation') =>
			(await at().db.selectFrom(table).select('code').orderBy('id').execute()).map(({ code }) => code);
		codes = { sources: await codesOf('source'), organisations: await codesOf('organisation') };
	}, 120_000);

	const random = chance(Number(process.env.FIGURES_SEED ?? 5));
	const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
	const question = (): Question => {
		const choices: Required<{ [F in keyof Question]: readonly string[] }> = {
			source: codes.sources,
			report: [],
			theme: [],
			family: ['asked-again'],
			kind: ['recommendation'],
			year: ['2024', '2025'],
			organisation: codes.organisations,
			organisation_kind: ['trust', 'ICB'],
			region: ['London', 'Midlands'],
			set: ['LONDON-TRUSTS'],
			as_at: [],
			known_at: []
		};
		const chosen = Object.entries(choices).filter(([, values]) => values.length > 0 && random() < 0.17);
		const day = addDays('2025-03-03', Math.floor(random() * 60));
		return {
			...Object.fromEntries(chosen.map(([name, values]) => [name, pick(values)])),
			...pick([{}, { as_at: day }, { known_at: day }])
		};
	};

	const locals = () => ({ ...at(), reading: at().reading, data_set: 'register' as const, today });
	const tableOf = (figures: Drawn[], id: string) =>
		figures.find((figure) => figure.id === id)?.table.rows ?? [];
	const cellsOf = (text: string) =>
		text
			.trim()
			.split('\r\n')
			.slice(1)
			.map((line) => line.split(',').slice(0, 2));

	it(`are the same on the page, in the table, the CSV and the API, and as the events say plainly, for ${QUESTIONS} filters and days`, async () => {
		const found = new Set<string>();
		for (let n = 0; n < QUESTIONS; n += 1) {
			const asked = question();
			const search = new URLSearchParams(asked as Record<string, string>);
			const url = new URL(`http://localhost/progress?${search}`);
			const plain = await plainly(at(), asked, today);

			const answered = page({ locals: locals(), url } as never) as Promise<unknown>;
			const shown = (await answered.catch((problem) => {
				throw new Error(`The page was asked ${search}.`, { cause: problem });
			})) as { count: number; figures: Drawn[] };
			const cascade = tableOf(shown.figures, 'cascade');
			const step = (name: string) => cascade.find((row) => row.step === name)?.n;
			const overdue = tableOf(shown.figures, 'overdue');
			const late = overdue
				.filter((row) => row.overdue_by !== 'no date set')
				.reduce((sum, row) => sum + Number(row.response), 0);
			const drawn = {
				base: shown.count,
				responded: step('Responded'),
				accepted: step('Accepted'),
				delivered: step('Said to be done'),
				assured: step('Confirmed'),
				late
			};
			expect(drawn, `the page asked ${search}`).toEqual(plain);

			const file = await csv({ locals: locals(), params: { figure: 'cascade' }, url } as never);
			const expected = cascade.map((row) => [row.step, String(row.n)]);
			expect(cellsOf(await file.text()), `the CSV asked ${search}`).toEqual(expected);

			const answer = await api.request(`/api/progress/summary?${search}`, {}, {
				at: { ...at(), today },
				person: async () => undefined
			} as never);
			const summary = (await answer.json()) as {
				base: number;
				overdue: { clock: string; overdue: number }[];
			};
			const asAnswered = {
				base: summary.base,
				late: summary.overdue.find(({ clock }) => clock === 'response')?.overdue
			};
			expect(asAnswered, `the API asked ${search}`).toEqual({ base: plain.base, late: plain.late });
			const [first] = tableOf(shown.figures, 'time-to-assured');
			expect(first?.at_risk ?? 'too few', `the curve asked ${search}`).toBe(
				plain.base < 10 ? 'too few' : plain.base
			);
			if (plain.base > 0) found.add(search.toString());
		}
		expect(found.size).toBeGreaterThan(QUESTIONS / 4);
	}, 600_000);

	it('are the same at home, in the list and in the API', async () => {
		const url = new URL('http://localhost/');
		const shown = (await home({ locals: locals(), url } as never)) as { count: number };
		const total = async (search: string) => {
			const answer = await api.request(`/api/recommendations?limit=1${search}`, {}, {
				at: { ...at(), today },
				person: async () => undefined
			} as never);
			return ((await answer.json()) as { total: number }).total;
		};
		const { rows } = await sql<{ stands: number; merged: number }>`
			select (count(*) filter (where decided <> 'merged'))::int as stands, (count(*) filter (where decided = 'merged'))::int as merged
			from (select coalesce((
				select e.to_value from event e where e.what = 'disposition' and e.recommendation_id = r.id
				order by e.effective_on desc, e.id desc limit 1), 'untriaged') as decided
				from recommendation r where r.data_set = 'register') recommendations`.execute(at().db);
		const { stands = 0, merged = 0 } = rows[0] ?? {};
		expect(shown.count).toBe(stands);
		expect(await total('')).toBe(stands + merged);
	});
});
