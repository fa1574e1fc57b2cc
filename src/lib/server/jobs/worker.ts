import * as jobs from '#db/jobs.ts';
import * as imports from '#db/queries/imports.ts';
import type { Database, Writing } from '#db/schema.ts';
import { inTransaction, readAs } from '#db/transaction.ts';
import { forgetWornOut } from '#db/worn-out.ts';
import { DATA_SETS, type DataSet } from '#lib/domain/data-set.ts';
import { addDays, dayOf } from '#lib/domain/day.ts';
import { digestDueFor } from '#lib/domain/digest.ts';
import { installationAs } from '#lib/domain/person.ts';
import { monthlyDueFor } from '#lib/domain/saved-view.ts';
import { FREEZE_INVENTED, freezeInvented } from '../changes/freeze-invented.ts';
import { lapseExpired } from '../changes/lapse-expired.ts';
import { PRINT, printPaper } from '../changes/freeze-paper.ts';
import { suggestFamilies } from '../changes/suggest-families.ts';
import { goOn } from '../import-steps.ts';
import { queueViews } from '../mail/monthly-views.ts';
import { queueDigests } from '../mail/weekly-digest.ts';
import { CutShort } from './cut-short.ts';

/**
 * Where work is done. `shares` says that others can be told how far it is while its transaction is open, `chromium` what
 * papers are printed with, `origin` the address at which the product is reached.
 */
type Where = {
	db: Database;
	shares?: boolean;
	chromium?: string | undefined;
	origin?: string | undefined;
};

/** How one kind of work is done. It may be begun again where it was cut short, so it does nothing twice. */
type Work = (at: Where, data: unknown, now: Date, isOver: () => boolean) => Promise<void>;

const KEPT_DAYS = 90;

const asInstallation = <T>({ db }: Where, work: (trx: Writing) => Promise<T>) =>
	inTransaction({ db, user: { id: null } }, work);

/** After so long, work that nobody waits for lets others have their turn. */
const TURN_MS = 60_000;
/** And it rests so many times as long as each of its steps took, so that they have the database meanwhile. */
const RESTS = 2;
const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, RESTS * ms));
/** It looks so often whether it may go on. */
const LOOKS_AGAIN_MS = 10_000;

/** Lets a file that is checked or taken in have the machine, and leaves pages meanwhile what they remember. */
const giveWay = async ({ db }: Where) => {
	if (await readAs({ db, user: { id: null } }, imports.areUnderWay)) throw new CutShort(LOOKS_AGAIN_MS);
};

/** The kinds of work that there are. */
const KINDS: Record<string, Work> = {
	import: ({ db, shares = false }, data, now, isOver) => goOn({ db, shares }, data, now, isOver),
	'look for repeats': async (where, data, now, isOver) => {
		const { db } = where;
		await giveWay(where);
		const user = installationAs((data as { data_set: DataSet }).data_set, ['registrar']);
		const until = performance.now() + TURN_MS;
		const isTurnOver = () => isOver() || performance.now() > until;
		await suggestFamilies({ db, reading: db, user, today: dayOf(now), now }, isTurnOver, async (ms) => {
			await rest(ms);
			await giveWay(where);
		});
		if (isTurnOver()) throw new CutShort();
	},
	'lapse expired': async ({ db }, _, now, isOver) => {
		for (const data_set of DATA_SETS) {
			const user = installationAs(data_set, ['verifier']);
			const at = { db, reading: db, user, today: dayOf(now), now };
			while (!isOver() && (await lapseExpired(at)) > 0);
		}
	},
	[PRINT]: async ({ db, chromium }, data, now) => {
		const { paper_id } = data as { paper_id: number };
		await printPaper({ db, user: installationAs('register', []), now }, paper_id, chromium);
	},
	[FREEZE_INVENTED]: async ({ db, origin }, _, now) => {
		await freezeInvented({ db, now }, origin);
	},
	'weekly digest': (at, data, _, isOver) => queueDigests(at, (data as { on: string }).on, isOver),
	'monthly views': (at, data, _, isOver) => queueViews(at, (data as { on: string }).on, isOver),
	'tidy outbox': (at, _, now) =>
		asInstallation(at, (trx) => jobs.forget(trx, new Date(`${addDays(dayOf(now), -KEPT_DAYS)}T00:00:00Z`))),
	'forget what wore out': (at, _, now) => asInstallation(at, (trx) => forgetWornOut(trx, now))
};

/** What the clock asks for at an instant: once a day, a week or a month, whichever process looks first. */
export const scheduledFor = (now: Date): jobs.NewJob[] => {
	const monday = digestDueFor(now);
	const month = monthlyDueFor(now);
	const today = dayOf(now);
	return [
		{ kind: 'tidy outbox', once: `tidy outbox ${today}` },
		{ kind: 'lapse expired', once: `lapse expired ${today}` },
		{ kind: 'forget what wore out', once: `forget what wore out ${today}` },
		...(monday ? [{ kind: 'weekly digest', data: { on: monday }, once: `weekly digest ${monday}` }] : []),
		...(month ? [{ kind: 'monthly views', data: { on: month }, once: `monthly views ${month}` }] : [])
	];
};

/** A process that works says so four times in this time; one that says nothing for as long has ended. */
const LEASE_MS = 40_000;
const MOST_TRIES = 10;
const WAIT_MS = 60_000;

/** Does what the work asks, and keeps it as this process's own for as long as that takes. */
const held = async (at: Where, job: jobs.Claimed, work: Work, clock: () => Date, isOver: () => boolean) => {
	let isLost = false;
	const holding = setInterval(() => {
		void asInstallation(at, (trx) => jobs.hold(trx, job, clock(), LEASE_MS)).then(
			(isMine) => (isLost ||= !isMine),
			() => undefined
		);
	}, LEASE_MS / 4);
	try {
		await work(at, job.data, clock(), () => isLost || isOver());
	} finally {
		clearInterval(holding);
	}
};

/**
 * Queues what the clock asks for, then does what waits, one after another, until nothing is left or `isOver` says so. Any
 * number of processes may do it at once: each piece of work is one process's at a time. Work that fails is tried again
 * later, ten times. Returns the last problem, if any.
 */
export const doJobs = async (
	at: Where,
	clock: () => Date,
	isOver: () => boolean = () => false
): Promise<string | undefined> => {
	await asInstallation(at, (trx) => jobs.insertJobs(trx, scheduledFor(clock())));
	let last: string | undefined;
	while (!isOver()) {
		const job = await asInstallation(at, (trx) => jobs.claim(trx, Object.keys(KINDS), clock(), LEASE_MS));
		if (!job) return last;
		let outcome: jobs.Outcome;
		try {
			await held(at, job, KINDS[job.kind] as Work, clock, isOver);
			outcome = { done_at: clock() };
		} catch (error) {
			const problem = error instanceof Error ? error.message : String(error);
			const wasCutShort = error instanceof CutShort;
			const next_try_at = new Date(
				clock().getTime() + (wasCutShort ? error.not_before_ms : WAIT_MS * job.attempts)
			);
			outcome =
				wasCutShort || job.attempts < MOST_TRIES
					? { next_try_at, problem }
					: { given_up_at: clock(), problem };
			if (!wasCutShort) last = `The job “${job.kind}” failed, and will be tried again: ${problem}`;
		}
		await asInstallation(at, (trx) => jobs.settle(trx, job, outcome));
	}
	return last;
};
