import { isLoaded } from '#db/queries/data-sets.ts';
import { pending } from '#db/migrate.ts';
import { DATA_SETS } from '#lib/domain/data-set.ts';
import { dayOf } from '#lib/domain/day.ts';
import { freezeInvented } from '#lib/server/changes/freeze-invented.ts';
import { removeDemonstration } from '#lib/server/changes/remove-demonstration.ts';
import { load, settle, type Demonstration } from '#lib/server/load-data.ts';
import { connect } from '#lib/server/open-database.ts';
import type { Settings } from '#lib/server/settings.ts';
import { Misused, readArguments } from './arguments.ts';
import { withDatabase } from './open.ts';
import { tellProgress } from './terminal.ts';

const LOADED = { register: 'The register is loaded.', demonstration: 'The demonstration data is loaded.' };
const THERE = {
	register: 'The register was there already.',
	demonstration:
		'Demonstration data was there already. To load another: demo --remove, then seed --demonstration.'
};

const SIZES = ['demo', 'S', 'M', 'L'];

const stepsToTake = async (settings: Settings) => {
	const { owner, close } = connect(settings);
	try {
		return await pending(owner);
	} finally {
		await close();
	}
};

/** Brings the tables to the newest step, and says which steps it took. */
export const runMigrate = async (settings: Settings, args: string[]): Promise<number> => {
	readArguments(args, {});
	const steps = await stepsToTake(settings);
	await withDatabase(settings, tellProgress(), async () => {});
	console.log(
		steps.length === 0 ? 'The tables are up to date.' : steps.map((step) => `Done: ${step}`).join('\n')
	);
	return 0;
};

/** Loads the register into a database that has none, and with `--demonstration` the invented data. */
export const runSeed = async (settings: Settings, args: string[]): Promise<number> => {
	const { values } = readArguments(args, {
		demonstration: { type: 'boolean' },
		size: { type: 'string', default: 'demo' },
		seed: { type: 'string', default: '1' }
	});
	if (!SIZES.includes(values.size)) throw new Misused(`--size can be: ${SIZES.join(', ')}.`);
	if (!/^\d{1,9}$/.test(values.seed)) throw new Misused('--seed must be a whole number.');
	const progress = tellProgress();
	return withDatabase(settings, progress, async (connection) => {
		const demonstration = { size: values.size, seed: Number(values.seed) } as Demonstration;
		const wanted = DATA_SETS.filter((data_set) => data_set === 'register' || values.demonstration);
		const loaded = await load(connection, () => wanted, progress, demonstration);
		if (loaded.length > 0) await settle(connection, progress);
		if (loaded.includes('demonstration')) {
			progress('Freezing the paper of the invented board.');
			await freezeInvented({ db: connection.db, now: new Date() });
		}
		for (const data_set of wanted)
			console.log(loaded.includes(data_set) ? LOADED[data_set] : THERE[data_set]);
		return 0;
	});
};

/** Takes the demonstration data out again, and shows that the register was not touched. */
export const runDemo = async (settings: Settings, args: string[]): Promise<number> => {
	const { values } = readArguments(args, { remove: { type: 'boolean' } });
	if (!values.remove) throw new Misused('Say what to do with the demonstration data: --remove.');
	const progress = tellProgress();
	return withDatabase(settings, progress, async (connection) => {
		if (!(await isLoaded(connection.db, 'demonstration'))) {
			console.log('There is no demonstration data.');
			return 0;
		}
		const removing = (table: string) => progress(`Removing from ${table}.`);
		const { before, after } = await removeDemonstration(connection.owner, dayOf(new Date()), removing);
		const whole = after.faults.length === 0 && after.head === before.head && after.events === before.events;
		console.log('The demonstration data is gone.');
		console.log(
			whole
				? `The register is as it was: ${after.events} events in ${after.blocks} sealed blocks, ${after.unsealed} not yet sealed.`
				: 'The register does not verify. Run verify to see where.'
		);
		return whole ? 0 : 1;
	});
};
