import * as imports from '#db/queries/imports.ts';
import { readAs } from '#db/transaction.ts';
import { Dialect } from '#lib/csv/dialect.ts';
import { isWhatIsWrong, Mapping, WHAT_IS_WRONG } from '#lib/csv/mapping.ts';
import { parts } from '#lib/csv/rows.ts';
import { write } from '#lib/csv/write.ts';
import type { At } from './at.ts';
import { bytesOf } from './import-file.ts';

const A_LOT = 500;

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
 * column: to be mended and uploaded again. What a row has beyond its headings stands behind that. Read in one pass beside
 * the file, so that its size does not matter.
 */
export async function* restOf(
	at: Pick<At, 'db' | 'user'>,
	{ id, file_name, dialect, mapping }: { id: number; file_name: string; dialect: unknown; mapping: unknown }
): AsyncGenerator<string> {
	const left = leftOut(at, id);
	let next = await left.next();
	let first = true;
	/** The places of the columns that go along: what was wrong the last time is not said again. */
	let places: number[] = [];
	let width = 0;
	const line = (cells: readonly string[]) => {
		const text = write(cells, []);
		const withMark = first ? text : text.slice(1);
		first = false;
		return withMark;
	};
	const read = Dialect.parse(dialect);
	for await (const part of parts(file_name, bytesOf(at, id), read)) {
		if ('headings' in part) {
			// A file without headings gets those by which its columns were matched, to be known again.
			const names = read.header_row === null ? Mapping.safeParse(mapping).data?.columns : undefined;
			const headings = names?.map(({ heading }) => heading) ?? part.headings;
			width = headings.length;
			places = headings.flatMap((heading, place) => (isWhatIsWrong(heading) ? [] : [place]));
			yield line([...places.map((place) => headings[place] ?? ''), WHAT_IS_WRONG]);
			continue;
		}
		if (next.done) return;
		if (part.row !== next.value.row_number) continue;
		const cells = ('cells' in part ? part.cells : part.written) ?? [];
		yield line([...places.map((place) => cells[place] ?? ''), inWords(next.value), ...cells.slice(width)]);
		next = await left.next();
	}
}
