import { parseArgs } from 'node:util';
import { SIZES, type Size } from '#seeds/demonstration/load.ts';
import { Sentence } from '../testing/command.js';
import { startPostgres } from '../testing/postgres.js';
import { say } from '../testing/say.js';
import { raceApi, raceFronts } from './api.ts';
import { timeCharts } from './charts.ts';
import { product } from './children.ts';
import { database, drop, type Loaded } from './database.ts';
import { folder, installed, timeEmbedded } from './embedded.ts';
import { isMet, type Part } from './figure.ts';
import { weighFirstVisit } from './first-visit.ts';
import { timeImports } from './imports.ts';
import { timePages } from './pages.ts';
import { circumstances, writeReport } from './report.ts';
import { timeUpdates } from './updates.ts';

const NAMES = ['pages', 'charts', 'api', 'fronts', 'updates', 'imports', 'embedded', 'first-visit'] as const;
type Name = (typeof NAMES)[number];
const NEED_DATA: readonly Name[] = ['pages', 'charts', 'api', 'fronts', 'updates'];

const HELP = `npm run bench -- [options]

  --sizes demo,S,L which sizes to load (${Object.keys(SIZES).join(', ')}): pages are compared at the smallest and the
                   largest, figures at the two largest
  --only NAME      only one part, or several with commas: ${NAMES.join(', ')}; nothing is written to docs/
  --keep           leaves the databases for the next run, on the server that TEST_DATABASE_URL names
  --quick          a tenth of the requests: to see that the bench itself works; nothing is written to docs/

Without TEST_DATABASE_URL it starts a PostgreSQL server of its own, as the tests do, which goes with it.`;

const oneOf = <T extends string>(values: readonly T[], given: string, what: string): T[] =>
	given.split(',').map((word) => {
		const found = values.find((value) => value === word);
		if (!found) throw new Sentence(`“${word}” is no ${what}. There are: ${values.join(', ')}.`);
		return found;
	});

const read = (args: string[]) => {
	const { values } = parseArgs({
		args,
		options: {
			sizes: { type: 'string', default: 'demo,S,L' },
			only: { type: 'string' },
			keep: { type: 'boolean', default: false },
			quick: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false }
		}
	});
	const all = Object.keys(SIZES) as Size[];
	const sizes = oneOf(all, values.sizes, 'size').toSorted((a, b) => all.indexOf(a) - all.indexOf(b));
	if (sizes.length < 2) throw new Sentence('Name two sizes or more: they are compared.');
	const only = values.only ? oneOf(NAMES, values.only, 'part of the bench') : undefined;
	return { ...values, sizes, only };
};

/** Builds what is not built, by the very command that people use, and stops it before it does more than that. */
const build = async () => {
	const server = await installed(folder());
	await server.stop();
};

const tell = (part: Part) => {
	say(`\n${part.name}`);
	for (const figure of part.figures) {
		const met = isMet(figure);
		say(`${met === undefined ? ' ' : met ? '✓' : '✗'} ${figure.name}: ${figure.value} ${figure.unit}`);
	}
};

/** Runs the bench as its arguments say, and writes what it found to docs/ when nothing was left out. */
export const bench = async (args: string[]): Promise<void> => {
	const { sizes, only, keep, quick, help } = read(args);
	if (help) return say(HELP);
	const wanted = (name: Name) => !only || only.includes(name);
	const postgres = await startPostgres();
	const { url: server } = postgres;
	const parts: Part[] = [];
	const loaded: { url: string; loaded: Loaded }[] = [];
	const measured = async (name: Name, measure: () => Promise<Part>) => {
		if (!wanted(name)) return;
		const part = await measure();
		tell(part);
		parts.push(part);
	};
	try {
		await build();
		const needed = NEED_DATA.some(wanted) ? sizes : [];
		for (const size of needed) loaded.push(await database(server, size));
		const [small, next, large] = [loaded[0], loaded.at(-2), loaded.at(-1)];
		const on = circumstances(postgres.version);

		if (small && next && large) {
			const names: [Size, Size] = [small.loaded.size, large.loaded.size];
			await measured('pages', async () => {
				const servers = [await product(small.url), await product(large.url)] as const;
				try {
					return await timePages([...servers], [small.url, large.url], names, quick ? 30 : 300);
				} finally {
					await Promise.all(servers.map((each) => each.stop()));
				}
			});
			await measured('charts', () =>
				timeCharts([next.url, large.url], [next.loaded.size, names[1]], quick ? 10 : 100)
			);
			await measured('api', () => raceApi(large.url, names[1], quick ? 0.5 : 5));
			await measured('fronts', () => raceFronts(large.url, names[1], quick ? 0.5 : 5));
			await measured('updates', () => timeUpdates(large.url, names[1], quick ? 2 : 10));
		}
		await measured('imports', () => timeImports(server, quick));
		const home = folder();
		await measured('embedded', () => timeEmbedded(home));
		await measured('first-visit', () => weighFirstVisit(home));

		if (only || quick) return;
		await writeReport({ ...on, sizes: loaded.map((each) => each.loaded), parts });
		say('\nWritten to docs/bench.md and docs/bench.json.');
	} finally {
		if (!keep) for (const { url } of loaded) await drop(server, url);
		await postgres.stop();
	}
};
