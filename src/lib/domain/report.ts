import { z } from 'zod';
import { code, year } from './entry.ts';
import { day, link, required, words } from './field.ts';

/** A publication of a source, as form, API and file give it. */
export const Report = z
	.object({
		report_ref: code('the reference of the report'),
		source_code: code('the code of the source that published it'),
		title: required(words('the title', 1000), 'Give the title of the report.'),
		published_on: day('the day of publication'),
		url: link('where it can be read'),
		topic: words('what it is about', 200),
		published_year: year('the year of publication'),
		date_note: words('where the date comes from', 1000)
	})
	.meta({ id: 'ReportEntry' });
export type Report = z.infer<typeof Report>;
