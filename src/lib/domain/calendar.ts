import { addDays, type Day } from './day.ts';

/** Something that falls on a day. */
export type CalendarEntry = {
	/** The same for ever, so that a later reading changes the entry instead of adding another. */
	uid: string;
	on: Day;
	summary: string;
	description: string;
	url: string;
	/** The day on which anything about it was last learned. */
	revised_on: Day;
};

const LONGEST_LINE_BYTES = 75;
const encoder = new TextEncoder();

/** A text as a property's value: RFC 5545, 3.3.11. */
const escaped = (text: string): string =>
	text
		.replace(/\r\n?/g, '\n')
		.replace(/[\0-\x08\x0b-\x1f\x7f]/g, '')
		.replace(/[\\;,]/g, (mark) => `\\${mark}`)
		.replace(/\n/g, '\\n');

/** A line in pieces of 75 bytes at most, of which none cuts a character in two: RFC 5545, 3.1. */
const folded = (line: string): string => {
	let text = '';
	let bytes = 0;
	for (const character of line) {
		const size = encoder.encode(character).length;
		if (bytes + size > LONGEST_LINE_BYTES) {
			text += '\r\n ';
			bytes = 1;
		}
		text += character;
		bytes += size;
	}
	return text;
};

const compact = (day: Day): string => day.replaceAll('-', '');

const linesOf = ({ uid, on, summary, description, url, revised_on }: CalendarEntry): string[] => [
	'BEGIN:VEVENT',
	`UID:${escaped(uid)}`,
	`DTSTAMP:${compact(revised_on)}T000000Z`,
	`DTSTART;VALUE=DATE:${compact(on)}`,
	`DTEND;VALUE=DATE:${compact(addDays(on, 1))}`,
	`SUMMARY:${escaped(summary)}`,
	`DESCRIPTION:${escaped(description)}`,
	`URL:${url}`,
	'TRANSP:TRANSPARENT',
	'END:VEVENT'
];

/**
 * An iCalendar file (RFC 5545) of whole days, which keep nobody from being free. Calendars that follow it are asked to
 * look again every twelve hours.
 */
export const calendar = (name: string, entries: readonly CalendarEntry[]): string =>
	[
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//Followthrough//Due dates//EN',
		'CALSCALE:GREGORIAN',
		`NAME:${escaped(name)}`,
		`X-WR-CALNAME:${escaped(name)}`,
		'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
		...entries.flatMap(linesOf),
		'END:VCALENDAR'
	]
		.map((line) => `${folded(line)}\r\n`)
		.join('');
