import { sql } from 'kysely';
import { STEPS, type Step } from '#lib/domain/standing.ts';
import { anyOf, asTable } from '../rows.ts';
import type { Writing } from '../schema.ts';

type Counted = 'recommendation' | 'organisation';
type Counter = Step | 'still_open';

/** What is counted of a recommendation and of an organisation: how many assignments reached each step, and are still open. */
export const COUNTERS: Record<Counted, readonly Counter[]> = {
	recommendation: [...STEPS, 'still_open'],
	organisation: STEPS
};

/** How many more (or fewer) of one record's assignments have reached each step, and are still open. */
export type Reach = { id: number } & Record<Counter, number>;

/** How many steps one assignment of a record had reached, and has now; and whether it was opened (1) or closed (-1). */
type Gain = { id: number; before: number; after: number; opened?: number };

const isNothing = (reach: Reach) => COUNTERS.recommendation.every((counter) => reach[counter] === 0);

/** Adds up, for each record, what was gained and lost; records that gained nothing on balance are left out. */
export const gains = (moves: readonly Gain[]): Reach[] => {
	const byId = new Map<number, Reach>();
	for (const { id, before, after, opened = 0 } of moves) {
		if (before === after && opened === 0) continue;
		const none = COUNTERS.recommendation.map((counter) => [counter, 0]);
		const reach = byId.get(id) ?? ({ id, ...Object.fromEntries(none) } as Reach);
		STEPS.forEach((step, index) => (reach[step] += Number(after > index) - Number(before > index)));
		reach.still_open += opened;
		byId.set(id, reach);
	}
	return [...byId.values()].filter((reach) => !isNothing(reach)).sort((a, b) => a.id - b.id);
};

const add = async (trx: Writing, table: Counted, reaches: Reach[]): Promise<void> => {
	if (reaches.length === 0) return;
	if (reaches.length > 1)
		await sql`select id from ${sql.table(table)} where id = ${anyOf(reaches.map(({ id }) => id))} order by id for no key update`.execute(
			trx
		);
	const sums = sql.raw(COUNTERS[table].map((one) => `"${one}" = kept."${one}" + given."${one}"`).join(', '));
	const types = Object.fromEntries(['id', ...COUNTERS[table]].map((column) => [column, 'int4']));
	await sql`update ${sql.table(table)} kept set ${sums} from ${asTable(reaches, types)} where kept.id = given.id`.execute(
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
			gains(
				[...ahead].flatMap(([id, asked]) => Array<Gain>(asked).fill({ id, before: 1, after: 0, opened: -1 }))
			)
		);
		return done;
	} finally {
		countedAhead.delete(trx);
	}
};

/** Whether rows can be added with how many will be asked. */
export const countsAhead = (trx: Writing): boolean => countedAhead.has(trx);

/** Says that recommendations were added with so many asked, and as many open. */
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
		const left = { ...reach, asked: reach.asked - counted, still_open: reach.still_open - counted };
		return isNothing(left) ? [] : [left];
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
