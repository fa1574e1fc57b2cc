import { sql } from 'kysely';
import { STEPS, type Step } from '#lib/domain/standing.ts';
import { anyOf, asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';

/** How many more (or fewer) of one record's assignments have reached each step. */
export type Reach = { id: number } & Record<Step, number>;

/** How many steps one assignment of a record had reached, and has now. */
type Gain = { id: number; before: number; after: number };

/** Adds up, for each record, the steps gained and lost; records that gained nothing on balance are left out. */
export const gains = (moves: readonly Gain[]): Reach[] => {
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

const SUMS = sql.raw(STEPS.map((step) => `"${step}" = kept."${step}" + given."${step}"`).join(', '));

type Counted = 'recommendation' | 'organisation';

const add = async (trx: Writing, table: Counted, reaches: Reach[]): Promise<void> => {
	if (reaches.length === 0) return;
	if (reaches.length > 1)
		await sql`select id from ${sql.table(table)} where id = ${anyOf(reaches.map(({ id }) => id))} order by id for no key update`.execute(
			trx
		);
	await sql`update ${sql.table(table)} kept set ${SUMS} from ${asTable(reaches, COLUMNS)} where kept.id = given.id`.execute(
		trx
	);
};

const putOff = new WeakMap<Writing, Map<number, Reach>>();

/**
 * Does long work in a transaction and adds the gains of organisations only at its end: until then nobody who says
 * something for one of them has to wait for it, and its row is written once instead of once a batch.
 */
export const countingLast = async <T>(trx: Writing, work: () => Promise<T>): Promise<T> => {
	const waiting = new Map<number, Reach>();
	putOff.set(trx, waiting);
	try {
		const done = await work();
		const reaches = [...waiting.values()].sort((a, b) => a.id - b.id);
		await add(trx, 'organisation', reaches);
		return done;
	} finally {
		putOff.delete(trx);
	}
};

const countedAhead = new WeakMap<Writing, Map<number, number>>();

/**
 * Does work in a transaction that adds recommendations and asks organisations for them. Whoever adds one may count ahead how
 * many will be asked (`countAhead`), so that its row and its indexes are written once. What was counted and did not come
 * about is taken back at the end.
 */
export const countingAhead = async <T>(trx: Writing, work: () => Promise<T>): Promise<T> => {
	const ahead = new Map<number, number>();
	countedAhead.set(trx, ahead);
	try {
		const done = await work();
		await add(
			trx,
			'recommendation',
			gains([...ahead].flatMap(([id, asked]) => Array<Gain>(asked).fill({ id, before: 1, after: 0 })))
		);
		return done;
	} finally {
		countedAhead.delete(trx);
	}
};

/** Whether rows can be added with how many will be asked. */
export const countsAhead = (trx: Writing): boolean => countedAhead.has(trx);

/** Says that recommendations were added with so many asked. */
export const countAhead = (trx: Writing, rows: readonly { id: number; asked: number }[]): void => {
	const ahead = countedAhead.get(trx);
	for (const { id, asked } of rows) if (asked > 0) ahead?.set(id, asked);
};

/** What of the gains was not counted ahead. */
const notAhead = (trx: Writing, reaches: Reach[]): Reach[] => {
	const ahead = countedAhead.get(trx);
	if (!ahead) return reaches;
	return reaches.flatMap((reach) => {
		const counted = Math.min(ahead.get(reach.id) ?? 0, Math.max(reach.asked, 0));
		if (counted === 0) return [reach];
		ahead.set(reach.id, (ahead.get(reach.id) ?? 0) - counted);
		const left = { ...reach, asked: reach.asked - counted };
		return STEPS.some((step) => left[step] !== 0) ? [left] : [];
	});
};

/** Adds the gains to the counters of recommendations or organisations, locking the rows in one order. */
export const addGains = async (trx: Writing, table: Counted, reaches: Reach[]): Promise<void> => {
	const waiting = table === 'organisation' ? putOff.get(trx) : undefined;
	if (!waiting) return add(trx, table, table === 'recommendation' ? notAhead(trx, reaches) : reaches);
	for (const reach of reaches) {
		const sum = waiting.get(reach.id);
		if (!sum) waiting.set(reach.id, { ...reach });
		else for (const step of STEPS) sum[step] += reach[step];
	}
};
