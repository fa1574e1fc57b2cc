import { answers, type Connection } from '#db/connection.ts';
import { isUntidy, tidy } from '#db/set-up.ts';
import * as evidence from '#db/queries/evidence.ts';
import { readAs } from '#db/transaction.ts';
import { DATA_SETS } from '#lib/domain/data-set.ts';
import { dayOf } from '#lib/domain/day.ts';
import { openAccounts } from './accounts/accounts.ts';
import { originOf } from './address.ts';
import { openEvidenceStore } from './evidence-store/open-store.ts';
import { sweep } from './evidence-store/sweep.ts';
import { install, type Installation } from './installation.ts';
import { startBackground } from './jobs/background.ts';
import { startKeeper } from './jobs/keeper.ts';
import { startRounds } from './jobs/rounds.ts';
import { load, settle } from './load-data.ts';
import { connect, prepare } from './open-database.ts';
import type { Progress } from './progress.ts';
import type { Settings } from './settings.ts';

const SWEEP_EVERY_MS = 10 * 60 * 1000;
/** The embedded database has one session: so many pending rows are folded while everybody else waits. */
const ONE_SESSION_PORTION = 10_000;

/** Loads what the database should hold. Demonstration data that somebody took out stays out, unless it is asked for by name. */
const seed = async (connection: Connection, settings: Settings, progress: Progress): Promise<void> => {
	const { demonstration, demonstration_asked_for } = settings;
	const wanted = (isNew: boolean) =>
		DATA_SETS.filter((each) => each === 'register' || (demonstration && (isNew || demonstration_asked_for)));
	const loaded = await load(connection, wanted, progress);
	// On the embedded database the keeper of the record does that: nobody has to wait for it at the first start.
	if (loaded.length > 0 && connection.engine === 'server') await settle(connection, progress);
};

/**
 * Brings the database to the newest step, loads what belongs into an empty one, and starts what runs in the background.
 * Throws `FolderInUse` and `DatabaseUnusable` with a sentence, and has closed the database then. The one installation of
 * the process.
 */
export const openInstallation = async (
	settings: Settings,
	progress: Progress,
	connection: Connection = connect(settings)
): Promise<Installation> => {
	try {
		await prepare(connection, settings, progress);
		await seed(connection, settings, progress);
	} catch (error) {
		await connection.close();
		throw error;
	}
	const at: Installation['at'] = (user) => {
		const now = new Date();
		return { db: connection.db, reading: connection.reading, user, today: dayOf(now), now };
	};
	const { secret, demonstration, oidc } = settings;
	const origin = originOf(undefined, settings);
	const accounts = await openAccounts({ db: connection.db, origin, secret, demonstration, oidc });
	const { owner } = connection;
	const tidying =
		connection.engine === 'embedded'
			? {
					tidy: (isOver: () => boolean) => tidy(owner, isOver),
					isUntidy: await isUntidy(owner),
					portion: ONE_SESSION_PORTION
				}
			: undefined;
	const complain = (sentence: string) => console.error(sentence);
	const keeper = startKeeper(at, complain, tidying);
	const background = startBackground(connection, settings, complain);
	const store = openEvidenceStore(settings);
	const sweeper = startRounds(
		SWEEP_EVERY_MS,
		async () => {
			const named = (keys: readonly string[]) =>
				readAs({ db: connection.db, user: { id: null } }, (db) => evidence.named(db, keys));
			await sweep(store, named, new Date());
			return undefined;
		},
		complain
	);
	const installation: Installation = {
		settings,
		engine: connection.engine,
		accounts,
		at,
		evidence: store,
		isReady: () => answers(connection.db),
		close: async () => {
			install(undefined);
			await Promise.all([keeper.stop(), background.stop(), sweeper.stop()]);
			await connection.close();
		}
	};
	install(installation);
	return installation;
};
