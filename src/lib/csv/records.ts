import { LIMITS } from './limits.ts';
import type { Separator } from './dialect.ts';

/** What can be wrong with how a row is written. */
export type Fault = 'open quote' | 'stray quote' | 'long cell' | 'many cells';

/** A row as it stands in the text, with its number: a quoted line break does not begin a new one, and blank rows count. */
export type Written = { row: number; cells: string[]; fault: Fault | null };

type State = 'cell begins' | 'plain' | 'quoted' | 'quote in quoted';

const QUOTE = 34;
const LF = 10;
const CR = 13;

/**
 * Cuts text into rows and cells as it arrives, in pieces of any size. Line ends of every sort end a row, and inside
 * quotes become `\n`. Every character is looked at once, and no more than one row of limited cells is held, whatever the
 * text is. `looked` counts the characters that were looked at.
 */
export const cutter = (separator: Separator) => {
	const between = separator.charCodeAt(0);
	let state: State = 'cell begins';
	let afterReturn = false;
	let row = 1;
	let cells: string[] = [];
	let cell = '';
	let fault: Fault | null = null;
	let looked = 0;

	const add = (text: string) => {
		const room = LIMITS.cell - cell.length;
		if (text.length > room) fault ??= 'long cell';
		cell += text.length > room ? text.slice(0, room) : text;
	};
	const endCell = () => {
		// Spreadsheets leave long tails of empty cells behind: those are no fault.
		if (cells.length < LIMITS.columns) cells.push(cell);
		else if (cell.trim() !== '') fault ??= 'many cells';
		cell = '';
		state = 'cell begins';
	};
	const endRow = (): Written => {
		endCell();
		const written = { row, cells, fault };
		row += 1;
		cells = [];
		fault = null;
		return written;
	};

	function* push(text: string): Generator<Written> {
		let at = 0;
		while (at < text.length) {
			const code = text.charCodeAt(at);
			if (afterReturn) {
				afterReturn = false;
				if (code === LF) {
					at += 1;
					looked += 1;
					continue;
				}
			}
			if (state === 'quoted') {
				let end = at;
				while (end < text.length && text.charCodeAt(end) !== QUOTE && text.charCodeAt(end) !== CR) end += 1;
				add(text.slice(at, end));
				looked += end - at;
				at = end;
				if (at === text.length) break;
				if (text.charCodeAt(at) === QUOTE) state = 'quote in quoted';
				else {
					add('\n');
					afterReturn = true;
				}
				at += 1;
				looked += 1;
				continue;
			}
			if (code === QUOTE && state !== 'plain') {
				if (state === 'quote in quoted') add('"');
				state = 'quoted';
			} else if (code === between) endCell();
			else if (code === LF || code === CR) {
				afterReturn = code === CR;
				yield endRow();
			} else {
				// Something follows a closing quotation mark: it is read on, as a spreadsheet does, and told.
				if (state === 'quote in quoted') fault ??= 'stray quote';
				state = 'plain';
				let end = at + 1;
				for (; end < text.length; end += 1) {
					const next = text.charCodeAt(end);
					if (next === between || next === LF || next === CR) break;
				}
				add(text.slice(at, end));
				looked += end - at;
				at = end;
				continue;
			}
			at += 1;
			looked += 1;
		}
	}

	/** The last row, where the text does not end with a line end. */
	function* end(): Generator<Written> {
		if (state === 'quoted') fault = 'open quote';
		if (state !== 'cell begins' || cell !== '' || cells.length > 0) yield endRow();
	}

	return { push, end, looked: () => looked };
};
