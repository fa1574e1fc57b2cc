const format = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Europe/London',
	day: 'numeric',
	month: 'long',
	year: 'numeric',
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23'
});

/** An instant as people in London write it: `22 November 2026 at 07:30`. */
export const momentInWords = (instant: Date): string =>
	format
		.format(instant)
		.replace(/,? (\d\d:\d\d)$/, ' at $1')
		.replace(' at at ', ' at ');
