import { sql } from 'kysely';
import { STEPS, type Step } from '#lib/domain/standing.ts';
import { asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';

/** How many more (or fewer) of one record's assignments have reached each step. */
export type Reach = { id: number } & Record<Step, number>;

/** Adds up, for each record, the steps gained and lost; records that gained nothing on balance are left out. */
export const gains = (moves: { id: number; before: number; after: number }[]): Reach[] => {
	const byId = new Map<number, Reach>();
	for (const { id, before, after } of moves) {
		if (before === after) continue;
		const reach = byId.get(id) ?? ({ id, ...Object.fromEntries(STEPS.map((step) => [step, 0])) } as Reach);
		STEPS.forEach((step, index) => (reach[step] += Number(after > index) - Number(before > index)));
		byId.set(id, reach);
	}
	return [...byId.values()]
		.filter((reach) => STEPS.some((step) => reach[step] !== 0))
		.sort((a, b) => a.id - b.id);
};

const COLUMNS = {
	id: 'int4',
	...(Object.fromEntries(STEPS.map((step) => [step, 'int4'])) as Record<Step, string>)
};

/** Adds the gains to the counters of recommendations or organisations, locking the rows in one order. */
export const addGains = async (
	trx: Writing,
	table: 'recommendation' | 'organisation',
	reaches: Reach[]
): Promise<void> => {
	if (reaches.length === 0) return;
	if (reaches.length > 1)
		await sql`select id from ${sql.table(table)} where id = any (${reaches.map(({ id }) => id)}::int[]) order by id for no key update`.execute(
			trx
		);
	const sums = sql.join(
		STEPS.map((step) => sql`${sql.ref(step)} = kept.${sql.ref(step)} + given.${sql.ref(step)}`)
	);
	await sql`update ${sql.table(table)} kept set ${sums} from ${asTable(reaches, COLUMNS)} where kept.id = given.id`.execute(
		trx
	);
};
