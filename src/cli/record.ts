import { size } from '#db/queries/data-sets.ts';
import { dictionary } from '#db/queries/dictionary.ts';
import { DATA_SETS } from '#lib/domain/data-set.ts';
import { rebuildFromEvents, verifyChain } from '#lib/server/changes/check-record.ts';
import type { Settings } from '#lib/server/settings.ts';
import { readArguments } from './arguments.ts';
import { withDatabase } from './open.ts';
import { tellProgress } from './terminal.ts';

const NAMES = { register: 'Register', demonstration: 'Demonstration' };
const written = (n: number) => n.toLocaleString('en-GB');

/** Replays every event and compares; without `--check` it also puts right what differs. Fails when something differed. */
export const runRebuild = async (settings: Settings, args: string[]): Promise<number> => {
	const { values } = readArguments(args, { check: { type: 'boolean' } });
	const progress = tellProgress();
	return withDatabase(settings, progress, async (connection) => {
		let found = 0;
		for (const data_set of DATA_SETS) {
			const { assignments } = await size(connection.reading, data_set);
			const differences = await rebuildFromEvents(connection, data_set, {
				write: !values.check,
				progress: (replayed) => progress(`${NAMES[data_set]}: replaying assignments`, replayed, assignments)
			});
			for (const { where, kept, rebuilt } of differences)
				console.log(`${NAMES[data_set]}: ${where}: the tables say ${kept}, the events ${rebuilt}`);
			console.log(`${NAMES[data_set]}: ${written(differences.length)} differences`);
			found += differences.length;
		}
		if (found > 0 && !values.check) console.log('All of them were put right from the events.');
		return found > 0 && values.check ? 1 : 0;
	});
};

/** Checks the chain of sealed blocks of both data sets. Fails when an event was changed, removed, added or moved. */
export const runVerify = async (settings: Settings, args: string[]): Promise<number> => {
	readArguments(args, {});
	const progress = tellProgress();
	return withDatabase(settings, progress, async (connection) => {
		let faults = 0;
		for (const data_set of DATA_SETS) {
			const name = NAMES[data_set];
			const { events } = await size(connection.reading, data_set);
			const result = await verifyChain(connection, data_set, (checked) =>
				progress(`${name}: checking events`, checked, events)
			);
			for (const { fault } of result.faults) console.log(`${name}: ${fault}`);
			const head = result.head ? `, the last of them ${result.head}` : '';
			console.log(
				`${name}: ${written(result.events)} events in ${written(result.blocks)} sealed blocks${head}; ` +
					`${written(result.unsealed)} not yet sealed; ${written(result.faults.length)} faults`
			);
			faults += result.faults.length;
		}
		return faults > 0 ? 1 : 0;
	});
};

/** Prints what each table and column states, from the comments that the database itself keeps. */
export const runDictionary = async (settings: Settings, args: string[]): Promise<number> => {
	const { values } = readArguments(args, { json: { type: 'boolean' } });
	return withDatabase(settings, tellProgress(), async (connection) => {
		const tables = await dictionary(connection.reading);
		if (values.json) console.log(JSON.stringify(tables, null, '\t'));
		else
			for (const { table, states, columns } of tables) {
				console.log(`${table}: ${states}`);
				for (const { column, type, may_be_empty, states: says } of columns)
					console.log(`  ${column} (${type}${may_be_empty ? ', may be empty' : ''}): ${says}`);
				console.log();
			}
		return 0;
	});
};
