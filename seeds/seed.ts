import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import * as families from '#db/queries/families.ts';
import { named } from '#db/queries/recommendation.ts';
import { inTransaction } from '#db/transaction.ts';
import { normal } from '#lib/csv/columns.ts';
import { fieldsOf, type ImportKind } from '#lib/csv/kinds.ts';
import { read, type Table } from '#lib/csv/read.ts';
import { installationAs } from '#lib/domain/person.ts';
import type { At } from '#lib/server/at.ts';
import { importTable } from '#lib/server/changes/commit-import.ts';
import { confirmFamilies } from '#lib/server/changes/confirm-families.ts';

/** The installation itself: it keeps the register before anybody has an account. */
export const INSTALLATION = installationAs('register', ['registrar']);

/** The files of the register, in the order in which they build on one another. */
const FILES: readonly [file: string, kind: ImportKind][] = [
	['themes.csv', 'themes'],
	['sources.csv', 'sources'],
	['organisation-sets.csv', 'organisation sets'],
	['organisations.csv', 'organisations'],
	['successions.csv', 'successions'],
	['reports.csv', 'reports'],
	['recommendations.csv', 'recommendations'],
	['addressing.csv', 'addressing'],
	['measures.csv', 'measures']
];

const bytesOf = (file: string) => readFileSync(new URL(file, import.meta.url));

/**
 * The table with what we know beyond it: cells of `added`, by what stands in its first column, in place of the table's
 * own. Columns that the kind does not have are for the reader of the file.
 */
const withAdded = (table: Table, added: Table, kind: ImportKind): Table => {
	const { all } = fieldsOf(kind);
	const [key = '', ...columns] = added.headings;
	const known = columns
		.map((heading, index) => ({ heading, place: index + 1 }))
		.filter(({ heading }) => all.includes(heading));
	const headings = [
		...table.headings,
		...known.map(({ heading }) => heading).filter((one) => !table.headings.includes(one))
	];
	const cellsOf = new Map(added.rows.map(({ cells }) => [cells[0], cells]));
	const place = table.headings.findIndex((heading) => normal(heading) === key);
	return {
		...table,
		headings,
		rows: table.rows.map(({ row, cells }) => {
			const ours = cellsOf.get(cells[place] ?? '');
			const filled = headings.map((heading, index) => {
				const mine = known.find((one) => one.heading === heading);
				return (mine && ours ? ours[mine.place] : cells[index]) ?? '';
			});
			return { row, cells: filled };
		})
	};
};

/** Confirms the families of the register that are not there yet: those that were read side by side for it. */
const seedFamilies = async (at: At): Promise<void> => {
	const { rows } = read('families.csv', bytesOf('families.csv'));
	const missing = [];
	for (const { cells } of rows) {
		const [slug = '', name = '', asks_for = '', members = ''] = cells;
		if (await families.find(at.db, 'register', slug)) continue;
		const found = await Promise.all(
			members.split(';').map(async (reference) => (await named(at.db, 'register', reference))?.id)
		);
		missing.push({ slug, name, asks_for, recommendation_ids: found.filter((id) => id !== undefined) });
	}
	await confirmFamilies(at, missing);
};

/**
 * Brings the register's files into the database, through the very import that a person's file takes, as one transaction.
 * Where they are in already, it changes nothing. `progress` is told each file in a line.
 */
export const seedRegister = (at: At, progress: (line: string) => void = () => {}): Promise<void> =>
	inTransaction({ ...at, user: INSTALLATION }, async (trx) => {
		const within = { ...at, db: trx, reading: trx, user: INSTALLATION };
		for (const [file, kind] of FILES) {
			const bytes = bytesOf(file);
			const table = read(file, bytes);
			const added = new URL(`added/${file}`, import.meta.url);
			const whole = existsSync(added) ? withAdded(table, read(file, readFileSync(added)), kind) : table;
			const sha256 = createHash('sha256').update(bytes).digest();
			const { outcome, problems, committed } = await importTable(within, whole, {
				kind,
				sha256,
				commit: true
			});
			if (!committed)
				throw new Error(
					`seeds/${file} cannot be loaded. ${problems.map(({ what, do: todo }) => `${what} ${todo}`).join(' ')}`
				);
			progress(`${file}: ${outcome.new} new, ${outcome.changed} changed, ${outcome.unchanged} as before.`);
		}
		await seedFamilies(within as unknown as At);
	});
