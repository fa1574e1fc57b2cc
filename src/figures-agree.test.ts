import { beforeAll, expect, it } from 'vitest';
import { givenPerson, onBothEngines } from '#db/testing.ts';
import { plainly, plainlyDecided, plainlyRanked, plainlyStrong, type Question } from '#db/testing-plain.ts';
import { chance, groupSome, recordRandomHistory } from '#db/testing-history.ts';
import { addDays, type Day } from '#lib/domain/day.ts';
import { FIRST_CRITERIA, RANKED_PRIORITIES } from '#lib/domain/priority.ts';
import type { Person } from '#lib/domain/person.ts';
import { api } from '#lib/server/api/api.ts';
import { amendAction, planAction } from '#lib/server/changes/plan-action.ts';
import { scorePriorities } from '#lib/server/changes/score-priorities.ts';
import { setDisposition } from '#lib/server/changes/set-disposition.ts';
import { setWeights } from '#lib/server/changes/set-weights.ts';
import { load as home } from '../routes/(public)/+page.server.ts';
import { load as page } from '../routes/(public)/progress/+page.server.ts';
import { GET as csv } from '../routes/(public)/progress/[figure].csv/+server.ts';

/** How many questions are asked of each engine: a few in every run, as many as one likes on demand. */
const QUESTIONS = Number(process.env.FIGURES_AGREE ?? 8);

type Row = Record<string, string | number | null>;
type Drawn = { id: string; table: { rows: Row[] } };
onBothEngines('figures', (at) => {
	const today: Day = '2026-11-22';
	/** The board scores all, takes on all but the first, and then weighs benefit three times as much. */
	const prioritise = async () => {
		const board = at(await givenPerson(at(), 'board'));
		const recommendations = await board.db
			.selectFrom('recommendation')
			.select(['id', 'disposition'])
			.orderBy('id')
			.execute();
		await scorePriorities(
			board,
			recommendations.map(({ id }, place) => ({
				recommendation_id: id,
				scores: { benefit: place % 5, cost: place % 3 === 0 ? null : 4 - (place % 5) },
				reason: 'As the report states.'
			}))
		);
		await setDisposition(
			board,
			recommendations
				.slice(1)
				.filter(({ disposition }) => disposition !== 'adopted')
				.map(({ id }) => ({ recommendation_id: id, disposition: 'adopted', reason: 'It fits.' }))
		);
		const weights = FIRST_CRITERIA.map((one) => ({ ...one, weight: one.code === 'benefit' ? 3 : 1 }));
		await setWeights(board, { weights, reason: 'Harm first.' });
	};
	/** Each organisation plans an action for each thing it was asked, and changes every other one twice over the weeks. */
	const plan = async () => {
		const { db } = at();
		const asked = await db
			.selectFrom('assignment')
			.select(['id', 'organisation_id'])
			.orderBy('organisation_id')
			.orderBy('id')
			.execute();
		const on = (day: number, user: Person) => {
			const today = addDays('2025-03-03', day);
			return { ...at(user), today, now: new Date(`${today}T12:00:00Z`) };
		};
		const PLAN = {
			what: 'Train everybody.',
			owner: 'Head of theatres',
			due_on: '2027-03-01',
			not_enough: []
		};
		for (const organisation_id of new Set(asked.map((one) => one.organisation_id))) {
			const own = asked.filter((one) => one.organisation_id === organisation_id).map(({ id }) => id);
			const user = await givenPerson(at(), 'contributor', { organisation_id });
			const plans = own.map((id) => ({
				...PLAN,
				organisation_id,
				strength: 'weaker' as const,
				serves: [id]
			}));
			const ids = await planAction(on(5, user), plans);
			for (const [day, strength] of [
				[20, 'stronger'],
				[40, 'intermediate']
			] as const) {
				const amended = ids.flatMap((action_id, place) =>
					place % 2 === 0
						? [
								{
									...PLAN,
									organisation_id,
									action_id,
									seen_version: undefined,
									strength,
									serves: own.slice(0, (day * place) % 3)
								}
							]
						: []
				);
				await amendAction(on(day, user), amended);
			}
		}
	};
	let codes: { sources: string[]; organisations: string[] };
	beforeAll(async () => {
		await recordRandomHistory(at(), 600);
		await groupSome(at());
		await prioritise();
		await plan();
		const codesOf = async (table: 'source' | 'organisation') =>
			(await at().db.selectFrom(table).select('code').orderBy('id').execute()).map(({ code }) => code);
		codes = { sources: await codesOf('source'), organisations: await codesOf('organisation') };
	});

	const random = chance(Number(process.env.FIGURES_SEED ?? 5));
	const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
	const question = (): Question => {
		const choices: Required<{ [F in keyof Question]: readonly string[] }> = {
			source: codes.sources,
			report: [],
			theme: ['CARE', 'DATA'],
			family: ['asked-again'],
			kind: ['recommendation'],
			year: ['2024', '2025'],
			priority: RANKED_PRIORITIES,
			organisation: codes.organisations,
			organisation_kind: ['trust', 'ICB'],
			region: ['London', 'Midlands'],
			set: ['LONDON-TRUSTS', 'TRUSTS'],
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
			const strong = await plainlyStrong(at(), asked, today);
			for (const { strength, n: drawnOfIt } of tableOf(shown.figures, 'strength-mix'))
				expect(drawnOfIt, `the strength ${strength} asked ${search}`).toBe(strong(String(strength)));
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
		const { stands, merged } = await plainlyDecided(at());
		expect(shown.count).toBe(stands);
		expect(await total('')).toBe(stands + merged);
		for (const priority of RANKED_PRIORITIES) {
			const n = await plainlyRanked(at(), priority);
			expect(n, `${priority} priority`).toBeGreaterThan(0);
			expect(await total(`&priority=${priority}`)).toBe(n);
		}
	});
});
