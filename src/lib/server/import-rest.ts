import * as imports from '#db/queries/imports.ts';
import { readAs } from '#db/transaction.ts';
import { Dialect } from '#lib/csv/dialect.ts';
import { parts } from '#lib/csv/rows.ts';
import { write } from '#lib/csv/write.ts';
import type { At } from './at.ts';
import { bytesOf } from './import-file.ts';

const A_LOT = 500;

/** The heading under which a row says what is wrong with it; no field is called so, so it is left out when it comes back. */
export const WHAT_IS_WRONG = 'what is wrong';

type Left = Awaited<ReturnType<typeof imports.problemsOf>>[number];

const inWords = ({ verdict, problems, like_share }: Left): string =>
	verdict === 'probable duplicate'
		? `Perhaps in the register already: ${Math.round((like_share ?? 0) * 100)} % alike.`
		: (problems ?? [])
				.map(({ column, what, do: todo }) => `${column ? `${column}: ` : ''}${what} ${todo}`)
				.join(' ');

/** The rows that were left out, in their order. */
async function* leftOut(at: Pick<At, 'db' | 'user'>, id: number): AsyncGenerator<Left> {
	let after = 0;
	for (;;) {
		const some = await readAs(at, (db) => imports.problemsOf(db, id, after, A_LOT));
		yield* some;
		const last = some.at(-1);
		if (!last || some.length < A_LOT) return;
		after = last.row_number;
	}
}

/**
 * A CSV of the rows of an import that cannot be taken in, cell for cell as they came, with what is wrong as the last
 * column: to be mended and uploaded again. Read in one pass beside the file, so that its size does not matter.
 */
export async function* restOf(
	at: Pick<At, 'db' | 'user'>,
	{ id, file_name, dialect }: { id: number; file_name: string; dialect: unknown }
): AsyncGenerator<string> {
	const left = leftOut(at, id);
	let next = await left.next();
	let first = true;
	const line = (cells: readonly string[]) => {
		const text = write(cells, []);
		const withMark = first ? text : text.slice(1);
		first = false;
		return withMark;
	};
	for await (const part of parts(file_name, bytesOf(at, id), Dialect.parse(dialect))) {
		if ('headings' in part) {
			yield line([...part.headings, WHAT_IS_WRONG]);
			continue;
		}
		if (next.done) return;
		if (part.row !== next.value.row_number) continue;
		const cells = 'cells' in part ? part.cells : [];
		yield line([...cells, inWords(next.value)]);
		next = await left.next();
	}
}
