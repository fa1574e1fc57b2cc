import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sentence } from '../testing/command.js';
import { start, type Child } from './children.ts';
import { median, round, type Part } from './figure.ts';

const STARTS = 5;

/** A folder for an embedded database that goes with us, however we end. */
export const folder = (): string => {
	const made = mkdtempSync(join(tmpdir(), 'followthrough-bench-'));
	process.once('exit', () => rmSync(made, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }));
	return made;
};

/** The product as `npm start` starts it, over an embedded database in a folder. */
export const installed = (at: string): Promise<Child> => start(['bin/start.js'], { FOLLOWTHROUGH_DATA: at });

const answered = async (origin: string): Promise<void> => {
	const { status } = await fetch(`${origin}/?data=demonstration`);
	if (status !== 200) throw new Sentence(`Home was answered with ${status}.`);
};

/**
 * Times an installation on the embedded engine, built already: from nothing until it is seeded, and its later starts until
 * home is answered. Leaves it in the folder.
 */
export const timeEmbedded = async (at: string): Promise<Part> => {
	const first = await installed(at);
	const since = (what: RegExp) => first.said.find(({ line }) => what.test(line))?.at_s;
	const demonstration = since(/Loading the demonstration/);
	const register = since(/Loading the register/);
	await first.stop();
	if (register === undefined || demonstration === undefined)
		throw new Sentence('The installation did not say when it loaded what.');
	const starts: number[] = [];
	for (let count = 0; count < STARTS; count += 1) {
		const began = performance.now();
		const again = await installed(at);
		await answered(again.origin);
		starts.push((performance.now() - began) / 1000);
		await again.stop();
	}
	return {
		name: 'Starting on the embedded database',
		about:
			'`npm start` of an installation that is built. From nothing: process, data folder (with the empty tables that the build laid), the register, the demonstration (seals, roll-ups and statistics follow in the background; figures count what is not folded yet). Again: process, database, home answered once.',
		figures: [
			{
				name: 'Seeding the demonstration from nothing',
				value: round(first.ready_s),
				unit: 's',
				goal: { at_most: 20 },
				detail: {
					'process and folder, s': round(register),
					'the register, s': round(demonstration - register),
					'the demonstration, s': round(first.ready_s - demonstration)
				}
			},
			{
				name: 'Start to the first answered request',
				value: round(median(starts)),
				unit: 's',
				goal: { at_most: 5 },
				detail: { 'each start, s': starts.map(round).join(', ') }
			}
		]
	};
};
