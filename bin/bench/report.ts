import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { format, resolveConfig } from 'prettier';
import type { Loaded } from './database.ts';
import { isMet, round, type Figure, type Part } from './figure.ts';

const PACKAGES = [
	'@electric-sql/pglite',
	'@hono/node-server',
	'@sveltejs/kit',
	'hono',
	'kysely',
	'pg',
	'svelte',
	'vite'
];

export type Report = {
	measured_at: string;
	/** What was measured: the newest commit, and whether files had changed since. */
	commit: string;
	machine: Record<string, string | number>;
	versions: Record<string, string>;
	sizes: Loaded[];
	parts: Part[];
};

const commit = (): string => {
	try {
		const git = (...args: string[]) =>
			execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
		const changed = git(
			'status',
			'--porcelain',
			'--untracked-files=no',
			'--',
			'src',
			'routes',
			'db',
			'seeds'
		);
		return git('rev-parse', '--short', 'HEAD') + (changed ? ', with changes' : '');
	} catch {
		return 'not known';
	}
};

const versionOf = (name: string): string =>
	JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;

/** What was measured on: before the measuring, so that the load is what others put on the machine. */
export const circumstances = (postgres: string): Omit<Report, 'sizes' | 'parts'> => ({
	measured_at: new Date().toISOString(),
	commit: commit(),
	machine: {
		processor: cpus()[0]?.model ?? 'not known',
		cores: availableParallelism(),
		'memory, GB': Math.round(totalmem() / 1e9),
		system: `${type()} ${release().split('.').slice(0, 2).join('.')}`,
		'load before the measuring': round(loadavg()[0] ?? 0)
	},
	versions: {
		Node: process.versions.node,
		PostgreSQL: postgres,
		...Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)]))
	}
});

const n = (value: number | string) => (typeof value === 'number' ? value.toLocaleString('en-GB') : value);
const row = (cells: (number | string)[]) => `| ${cells.map(n).join(' | ')} |`;
const table = (heads: string[], rows: (number | string)[][]) =>
	[row(heads), row(heads.map(() => '---')), ...rows.map(row)].join('\n');

const goalOf = ({ goal, unit }: Figure) => {
	if (!goal) return '';
	return 'at_most' in goal ? `at most ${goal.at_most} ${unit}` : `at least ${goal.at_least} ${unit}`;
};
const verdictOf = (figure: Figure) => {
	const met = isMet(figure);
	return met === undefined ? '' : met ? 'reached' : '**missed**';
};

const partOf = ({ name, about, figures }: Part) => `## ${name}

${about}

${table(
	['What', 'Measured', 'Goal', ''],
	figures.map((figure) => [
		figure.name,
		`${n(figure.value)} ${figure.unit}`,
		goalOf(figure),
		verdictOf(figure)
	])
)}

${figures
	.filter(({ detail }) => Object.keys(detail).length > 0)
	.map(
		({ name, detail }) =>
			`- ${name}: ${Object.entries(detail)
				.map(([what, value]) => `${what} ${what === 'path' ? `\`${value}\`` : n(value)}`)
				.join('; ')}`
	)
	.join('\n')}`;

const written = ({ measured_at, commit, machine, versions, sizes, parts }: Report) => `# What was measured

\`npm run bench\` wrote this on ${measured_at.slice(0, 10)}, of commit ${commit}. The same in full is in [bench.json](bench.json).
Ratios are of one run on one machine; absolute figures are of this machine.

${table(['Machine', ''], [...Object.entries(machine), ...Object.entries(versions)])}

## Sizes

Invented data of the number 1. Of the largest size 200 recommendations are lived by every organisation through the
product’s own changes; the rest are copies of these, each some days earlier, since to live a million histories takes an
hour. Rows are of all tables.

${table(
	[
		'Size',
		'Recommendations',
		'Organisations',
		'Assignments',
		'Events',
		'Rows',
		'MB',
		'Events lived',
		'in s',
		'Loaded in s'
	],
	sizes.map((size) => [
		size.size,
		size.recommendations,
		size.organisations,
		size.assignments,
		size.events,
		size.rows,
		size.mb,
		size.lived_events,
		Math.round(size.lived_s),
		Math.round(size.load_s)
	])
)}

${parts.map(partOf).join('\n\n')}
`;

const write = async (path: string, text: string) => {
	const style = await resolveConfig(path);
	writeFileSync(path, await format(text, { ...style, filepath: path }));
};

/** Writes docs/bench.md for people and docs/bench.json for programs. */
export const writeReport = async (report: Report): Promise<void> => {
	mkdirSync('docs', { recursive: true });
	await write('docs/bench.md', written(report));
	const figures = report.parts.map((part) => ({
		...part,
		figures: part.figures.map((figure) => ({ ...figure, met: isMet(figure) }))
	}));
	await write('docs/bench.json', JSON.stringify({ ...report, parts: figures }));
};
