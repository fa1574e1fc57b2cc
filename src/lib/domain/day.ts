/** A calendar day in Europe/London as `YYYY-MM-DD`. Days compare as text. */
export type Day = string;

// Made when first asked for: a phone's browser is kept busy by it, and few pages ask there.
let inLondon: Intl.DateTimeFormat | undefined;
const calendarOfLondon = (): Intl.DateTimeFormat =>
	(inLondon ??= new Intl.DateTimeFormat('en-CA', {
		timeZone: 'Europe/London',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit'
	}));

const MS_A_DAY = 86_400_000;
const utc = (day: Day) => Date.parse(`${day}T00:00:00Z`);
const text = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

const MS_AN_HOUR = 3_600_000;
let lastHour: { hour: number; day: Day } | undefined;

/**
 * The day that it is in London at an instant, whatever the server's own time zone. Days begin with an hour of UTC there
 * (since 1847), and one instant is asked about again and again: the last hour's day is remembered.
 */
export const dayOf = (instant: Date): Day => {
	const hour = Math.floor(instant.getTime() / MS_AN_HOUR);
	if (lastHour?.hour !== hour) lastHour = { hour, day: calendarOfLondon().format(instant) };
	return lastHour.day;
};

/** Whether a text is a real day of the calendar, written `YYYY-MM-DD`, in the years 1900 to 2199. */
export const isDay = (value: string): boolean =>
	/^(19|2[01])\d\d-\d\d-\d\d$/.test(value) && !Number.isNaN(utc(value)) && text(utc(value)) === value;

/** The day `count` days after (before, when negative). Calendar days: clock changes do not matter. */
export const addDays = (day: Day, count: number): Day => text(utc(day) + count * MS_A_DAY);

/** Whole days from one day to a later one; negative when `to` is the earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((utc(to) - utc(from)) / MS_A_DAY);

/** The same day of a month `count` months on, or that month's last day when it is shorter (31 January + 1 = 28 or 29 February). */
export const addMonths = (day: Day, count: number): Day => {
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	const first = new Date(Date.UTC(year, month - 1 + count, 1));
	const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
	return text(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last)));
};

/** The first day of the month that a day lies in. */
export const monthOf = (day: Day): Day => `${day.slice(0, 7)}-01`;

/** The earlier and the later of two days. */
export const earlier = (a: Day, b: Day): Day => (a < b ? a : b);
export const later = (a: Day, b: Day): Day => (a > b ? a : b);

const MONTHS = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December'
];

/** A day as people write it: `3 March 2025`. */
export const inWords = (day: Day): string => {
	const [year, month, date] = day.split('-');
	return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
};

let clock: Intl.DateTimeFormat | undefined;

/** The time in London at an instant: `08:50`. */
export const timeOf = (instant: Date): string => {
	clock ??= new Intl.DateTimeFormat('en-GB', {
		timeZone: 'Europe/London',
		hour: '2-digit',
		minute: '2-digit'
	});
	return clock.format(instant);
};
