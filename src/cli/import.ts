import { createWriteStream } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { IMPORT_KINDS, type ImportKind } from '#lib/csv/kinds.ts';
import { inWords } from '#lib/csv/readings.ts';
import { dayOf } from '#lib/domain/day.ts';
import { GOOD } from '#lib/domain/import.ts';
import { ImportMap, runImport, type RunReport } from '#lib/server/run-import.ts';
import type { Settings } from '#lib/server/settings.ts';
import { Misused, readArguments } from './arguments.ts';
import { withDatabase } from './open.ts';
import { tellProgress } from './terminal.ts';

const mapIn = async (path: string | undefined): Promise<ImportMap | undefined> => {
	if (path === undefined) return undefined;
	const text = await readFile(path, 'utf8').catch(() => {
		throw new Misused(`The file ${path} cannot be read.`);
	});
	let given: unknown;
	try {
		given = JSON.parse(text);
	} catch {
		throw new Misused(`The file ${path} is not JSON.`);
	}
	const map = ImportMap.safeParse(given);
	if (map.success) return map.data;
	const [issue] = map.error.issues;
	throw new Misused(`The file ${path}: ${issue?.path.join('.')}: ${issue?.message}`);
};

const whatNow = ({ committed, questions, problems, outcome }: RunReport): string => {
	if (committed) return problems.length > 0 ? 'Written, but for the rows that are told above.' : 'Written.';
	if (questions.length > 0)
		return 'Nothing was written. Answer these in a file for --map; what --json prints is one to begin with.';
	if (problems.length > 0)
		return GOOD.some((verdict) => outcome[verdict])
			? 'Nothing was written. Mend what is said above and send the file again, or take in the good rows with --commit --good.'
			: 'Nothing was written. Mend what is said above and send the file again.';
	return 'Nothing was written: this was a preview. Add --commit to write it.';
};

const told = (report: RunReport): string[] => [
	`${report.file_name}: ${report.kind ?? 'of no known kind'}`,
	...(report.dialect ? [inWords(report.dialect)] : []),
	...report.notes,
	...Object.entries(report.outcome).map(([verdict, n]) => `${verdict} ${n}`),
	...report.problems.map(({ n, column, what, todo, rows }) => {
		const place = [
			column && `“${column}”`,
			rows.length > 0 && `row ${rows.join(', ')}${n > rows.length ? ' …' : ''}`
		];
		return `${n} × ${place.filter(Boolean).join(', ') || 'the file'}: ${what} ${todo}`;
	}),
	...report.questions.map((question) => `? ${question}`),
	whatNow(report)
];

/** A file that is begun only when there is something to write into it. */
const written = (path: string) => {
	const stream = createWriteStream(path, { mode: 0o600 });
	return {
		add: (text: string) =>
			new Promise<void>((resolve, reject) =>
				stream.write(text, (error) => (error ? reject(error) : resolve()))
			),
		end: () => finished(stream.end())
	};
};

/** Takes a file into the register: a preview that changes nothing there, unless `--commit` is given. */
export const importFrom = async (settings: Settings, args: string[]): Promise<number> => {
	const { values, positionals } = readArguments(
		args,
		{
			kind: { type: 'string' },
			map: { type: 'string' },
			errors: { type: 'string' },
			commit: { type: 'boolean' },
			good: { type: 'boolean' },
			json: { type: 'boolean' }
		},
		{ least: 1 }
	);
	const path = positionals[0] ?? '';
	const kind = values.kind as ImportKind | undefined;
	if (kind && !IMPORT_KINDS.includes(kind)) throw new Misused(`--kind can be: ${IMPORT_KINDS.join(', ')}.`);
	await access(path).catch(() => {
		throw new Misused(`The file ${path} cannot be read.`);
	});
	const map = await mapIn(values.map);
	const { INSTALLATION } = await import('#seeds/seed.ts');
	const progress = tellProgress();
	return withDatabase(settings, progress, async (connection) => {
		const now = new Date();
		const at = { db: connection.db, reading: connection.reading, user: INSTALLATION, today: dayOf(now), now };
		const errors = values.errors === undefined ? undefined : written(values.errors);
		const report = await runImport(at, {
			path,
			kind,
			map,
			commit: values.commit ?? false,
			good_only: values.good ?? false,
			left_out: errors?.add,
			tell: progress
		});
		await errors?.end();
		console.log(values.json ? JSON.stringify(report, null, '\t') : told(report).join('\n'));
		return report.questions.length > 0 || report.problems.length > 0 ? 1 : 0;
	});
};
