import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import * as imports from '#db/queries/imports.ts';
import { readAs } from '#db/transaction.ts';
import { Dialect } from '#lib/csv/dialect.ts';
import { kindsThatFit, type ImportKind } from '#lib/csv/kinds.ts';
import { faultsIn, kindsByFit, Mapping, propose, shapeOf, type Proposed } from '#lib/csv/mapping.ts';
import { readings } from '#lib/csv/readings.ts';
import { rows } from '#lib/csv/rows.ts';
import { valuesAsked, type Asked } from '#lib/csv/values.ts';
import type { ImportProblem, ImportVerdict, ProblemLine } from '#lib/domain/import.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from './at.ts';
import { beginImport } from './changes/begin-import.ts';
import { cancelImport } from './changes/cancel-import.ts';
import { checkImport } from './changes/check-import.ts';
import { chooseImport, commitUpload } from './changes/commit-upload.ts';
import { matchImport } from './changes/match-import.ts';
import { restOf } from './import-rest.ts';

/** What a person has decided about a file beforehand: how it is to be read, and which column is which field. */
export const ImportMap = z.object({ dialect: Dialect.partial().optional(), mapping: Mapping.optional() });
export type ImportMap = z.infer<typeof ImportMap>;

/** What came of a file that was given to a command. */
export type RunReport = {
	file_name: string;
	kind: ImportKind | null;
	dialect: Dialect | null;
	mapping: Mapping | null;
	notes: string[];
	/** What only a person can decide, a sentence each. While there is one, no row was looked at. */
	questions: string[];
	outcome: Partial<Record<ImportVerdict, number>>;
	/** Equal problems as one line, and those of the file as a whole. */
	problems: ProblemLine[];
	committed: boolean;
	import_id: number | null;
};

type Run = {
	path: string;
	kind?: ImportKind | undefined;
	map?: ImportMap | undefined;
	commit: boolean;
	/** Whether the good rows are taken in although others cannot be. */
	good_only: boolean;
	/** Takes the rows that were left out, as a CSV in pieces. */
	left_out?: ((text: string) => Promise<void>) | undefined;
	tell?: (what: string, done: number, of: number) => void;
};

const MOST_GROUPS = 200;

const aboutColumn = ({ heading, field, why }: Proposed) =>
	`Is the column ‘${heading}’ the ${field?.replaceAll('_', ' ')}? ${why}`;
const aboutValue = ({ heading, theirs, count, choices, offers }: Asked) =>
	`What does ‘${theirs}’ in the column ‘${heading}’ mean (${count} ${count === 1 ? 'row' : 'rows'})? ` +
	(offers.length > 0
		? `Offered: ${offers.map(({ ours, vocabulary }) => `${ours} (${vocabulary})`).join(', ')}. `
		: '') +
	`It can be: ${choices.join(', ')}.`;

const ofFile = ({ what, do: todo }: { what: string; do: string }): ProblemLine => ({
	column: null,
	what,
	todo,
	n: 1,
	rows: [],
	values: []
});

const hashed = async (path: string) => {
	const hash = createHash('sha256');
	let bytes = 0;
	for await (const chunk of createReadStream(path)) {
		hash.update(chunk as Buffer);
		bytes += (chunk as Buffer).length;
	}
	return { bytes, sha256: hash.digest('hex') };
};

/**
 * Imports a file of this machine on the road that the pages take: read, matched, checked, and, where asked, taken in
 * whole or not at all. What only a person can decide is answered as questions, and nothing is done while there are any.
 * Without `commit` the register stays as it is, and the upload is cancelled.
 */
export const runImport = async (at: At, run: Run): Promise<RunReport> => {
	const file_name = basename(run.path);
	const open = () => createReadStream(run.path) as AsyncIterable<Uint8Array>;
	const report: RunReport = {
		file_name,
		kind: null,
		dialect: null,
		mapping: null,
		notes: [],
		questions: [],
		outcome: {},
		problems: [],
		committed: false,
		import_id: null
	};
	const read = await readings(file_name, open, run.map?.dialect ?? {});
	if ('what' in read) return { ...report, problems: [ofFile(read)] };
	const { dialect, headings } = read;
	const [fits, ...more] = kindsThatFit(headings);
	const kind = run.map?.mapping?.kind ?? run.kind ?? (more.length === 0 ? fits : undefined);
	const found = { ...report, dialect, notes: read.notes };
	if (!kind)
		return {
			...found,
			questions: [`What does the file hold? It looks like ${kindsByFit(headings, read.sample)[0]}.`]
		};

	const proposal = propose(read, kind);
	const mapping = run.map?.mapping ?? proposal.mapping;
	const unsure = run.map?.mapping ? [] : proposal.columns.filter(({ field, sure }) => field && !sure);
	const left = mapping.columns
		.filter(({ field }) => field === null)
		.map(({ heading, place }) =>
			heading.trim() ? `‘${heading}’` : `column ${place + 1}, without a heading`
		);
	const unsaid = (await valuesAsked(rows(file_name, open(), dialect), mapping)).filter(
		({ ours }) => ours === undefined
	);
	const matched = {
		...found,
		kind,
		mapping,
		notes: left.length > 0 ? [...read.notes, `Columns that are left out: ${left.join(', ')}.`] : read.notes,
		questions: [
			...read.doubts.map(
				({ question, answers }) => `${question} ${answers.map(({ label }) => label).join('; ')}.`
			),
			...unsure.map(aboutColumn),
			...faultsIn(mapping),
			...unsaid.map(aboutValue)
		]
	};
	if (matched.questions.length > 0) return matched;

	const file = { path: run.path, file_name, ...(await hashed(run.path)) };
	const id = await beginImport(at, { kind, file });
	await matchImport(at, id, { dialect, mapping, shape: shapeOf(headings) });
	await checkImport(at, id, async (done) => run.tell?.('Checking', done, read.row_count));
	const checked = await readAs(at, (db) => imports.find(db, at.user?.data_set ?? 'register', id));
	const outcome = await readAs(at, (db) => imports.verdicts(db, id));
	const groups = await readAs(at, (db) => imports.problemGroups(db, id, MOST_GROUPS));
	const whole = ((checked?.problems ?? []) as ImportProblem[]).map(ofFile);
	if (run.left_out)
		for await (const text of restOf(at, { id, file_name, dialect, mapping })) await run.left_out(text);
	const answer = { ...matched, outcome, problems: [...whole, ...groups] };

	try {
		if (!run.commit) throw new Refusal('not-possible', 'This was a preview.');
		await chooseImport(at, id, { choice: run.good_only ? 'good' : 'all', with_alike: false });
		const rows_good = (outcome.new ?? 0) + (outcome.changed ?? 0) + (outcome.unchanged ?? 0);
		await commitUpload(at, id, async (done) => run.tell?.('Taking in', done, rows_good));
		return { ...answer, committed: true, import_id: id };
	} catch (refusal) {
		if (!(refusal instanceof Refusal)) throw refusal;
		await cancelImport(at, id);
		return answer;
	}
};
