/**
 * Files of the NHS Organisation Data Service as it publishes them (`etr` for trusts, and the same shape for integrated
 * care boards): no headings, 27 columns, days as YYYYMMDD, names in capitals. Columns as in its own description of the
 * file: 1 code, 2 name, 3 national grouping, 4 high level health geography, 5 to 9 address, 10 postcode, 11 opened,
 * 12 closed, 18 telephone, 22 amended record indicator, 24 Government Office Region; the others are empty.
 */
import type { Mapping } from './mapping.ts';

const COLUMNS = 27;
const [CODE, NAME, OPENED, CLOSED] = [0, 1, 10, 11];

const isOdsRow = (cells: readonly string[]): boolean =>
	cells.length === COLUMNS &&
	/^[A-Z0-9]{3,6}$/.test((cells[CODE] ?? '').trim()) &&
	/^\d{8}$/.test((cells[OPENED] ?? '').trim()) &&
	/^(\d{8})?$/.test((cells[CLOSED] ?? '').trim());

/** Whether rows are those of a file of the Organisation Data Service. */
export const isOds = (rows: readonly (readonly string[])[]): boolean =>
	rows.length > 0 && rows.slice(0, 5).every((cells) => cells.every((cell) => cell === '') || isOdsRow(cells));

/** What stands in each column of such a file; blank where it is empty by its own description. */
export const ODS_HEADINGS: readonly string[] = [
	'Organisation code',
	'Name',
	'National grouping',
	'High level health geography',
	'Address line 1',
	'Address line 2',
	'Address line 3',
	'Address line 4',
	'Address line 5',
	'Postcode',
	'Open date',
	'Close date',
	...Array<string>(5).fill(''),
	'Contact telephone number',
	...Array<string>(3).fill(''),
	'Amended record indicator',
	'',
	'GOR code',
	...Array<string>(3).fill('')
];

/** The kinds of organisation that such files are about, by how their codes are made. */
const kindOf = (codes: readonly string[]): string =>
	codes.filter((code) => /^Q[A-Z0-9]{2}$/.test(code)).length * 2 > codes.length ? 'ICB' : 'trust';

/** Which of its columns are which fields. The kind of organisation is in no column, so it holds for every row. */
export const odsMapping = (sample: readonly { cells: readonly string[] }[]): Mapping => {
	const fields = new Map([
		[CODE, 'code'],
		[NAME, 'name'],
		[OPENED, 'opened_on'],
		[CLOSED, 'closed_on']
	]);
	return {
		kind: 'organisations',
		columns: ODS_HEADINGS.map((heading, place) => ({
			place,
			heading: heading || `Column ${place + 1}`,
			field: fields.get(place) ?? null,
			split_by: null
		})),
		values: {},
		fixed: { kind: kindOf(sample.map(({ cells }) => (cells[CODE] ?? '').trim())) }
	};
};
