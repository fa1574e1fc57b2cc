import { z } from 'zod';
import { code, evidenceQuality } from './entry.ts';
import { day, link, oneOf, reference, required, whole, words } from './field.ts';

/** How sure a value is. */
export const QUALIFIERS = ['exact', 'about', 'less than', 'more than', 'at least'] as const;
export type Qualifier = (typeof QUALIFIERS)[number];

const A_NUMBER = 'Write the value as a number in digits, with a point for decimals: 46.6.';

const aNumber = (what: string) =>
	words(what, 40).refine((text) => text === undefined || /^-?\d{1,15}(\.\d{1,10})?$/.test(text), A_NUMBER);

/** A measure that an organisation keeps of its own work, as a form gives it. */
export const OwnMeasure = z.object({
	organisation_id: whole('the organisation'),
	measure: required(words('what is measured', 500), 'Say what you measure.'),
	unit: required(words('the unit', 100), 'Say what the value counts, such as ‘% of wristbands checked’.'),
	population: words('whom it covers', 1000),
	baseline: aNumber('the value before'),
	target: aNumber('the value that you aim at'),
	recommendation_ref: reference('the reference of the recommendation', 120)
});
export type OwnMeasure = z.infer<typeof OwnMeasure>;

/** A change that a person marks on a measure: from that day on the limits of chance are worked out anew. */
export const MarkedChange = z.object({
	changed_on: required(day('the day of the change'), 'Give the day from which it is different.'),
	changed_because: required(words('what changed', 400), 'Say what changed on that day.')
});
export type MarkedChange = z.infer<typeof MarkedChange>;

/** One value of an organisation's own measure: the fields of its form, and the columns of its file. */
export const Observation = z.object({
	observed_on: required(day('the day of the value'), 'Give the day that the value stands for.'),
	value: required(aNumber('the value'), A_NUMBER)
});
export type Observation = z.infer<typeof Observation>;

/** A number that shows effect, with one value of it, as form, API and file give it. */
export const Measure = z
	.object({
		measure_ref: code('the reference of the measure'),
		measure: required(words('what is measured', 500), 'Say what is measured.'),
		unit: required(words('the unit', 200), 'Say what the value counts, such as ‘% of patients’.'),
		value: required(words('the value', 40), A_NUMBER).refine(
			(text) => /^-?\d{1,15}(\.\d{1,10})?$/.test(text),
			A_NUMBER
		),
		qualifier: oneOf('how sure the value is', QUALIFIERS),
		as_on: day('the day that the value stands for'),
		period: words('the period that it covers', 200),
		population: words('whom it covers', 1000),
		report_ref: reference('the reference of the report'),
		theme: reference('the code of the theme'),
		source_url: link('the page that was read'),
		evidence_quality: evidenceQuality(),
		note: words('the note')
	})
	.meta({ id: 'MeasureEntry' });
export type Measure = z.infer<typeof Measure>;
