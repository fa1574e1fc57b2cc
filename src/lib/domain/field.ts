import { z } from 'zod';
import { isDay } from './day.ts';

/**
 * Fields as people fill them in, on a form, in a file or through the API. What is left blank is not given; spaces around
 * it go; every rule says in a sentence what to do. `what` also describes the field in the API and in templates.
 */

/** The longest text that a field takes, unless it says otherwise. */
export const LONGEST = 4000;

/** A database can store neither a NUL byte nor half a character. */
const cannotBeStored = /[\0\p{Cs}]/u;

/** What cannot be seen, and comes along when text is copied: soft hyphens, zero-width spaces, word joiners, byte order marks. */
const UNSEEN = /[\u00AD\u200B\u2060\uFEFF]/g;
/** Spaces at which a line must not break. */
const UNBROKEN = /[\u00A0\u2007\u202F]/g;

const text = (what: string, longest: number, seen: (text: string) => string) =>
	z
		.string({ error: `Write ${what} in words.` })
		.overwrite(seen)
		.trim()
		.max(longest, `Shorten ${what} to ${longest} characters or fewer.`)
		.refine(
			(text) => !cannotBeStored.test(text),
			`Type ${what} again: it holds characters that cannot be stored.`
		)
		.transform((text) => text || undefined)
		.optional()
		.describe(what);

/** Some words, or none. `what` stands in the sentences: `the reason`. */
export const words = (what: string, longest = LONGEST) =>
	text(what, longest, (typed) => typed.replace(UNSEEN, ''));

/** A text by which a record is known, as it looks: two that look the same are the same. */
export const asItLooks = (typed: string): string => typed.replace(UNSEEN, '').replace(UNBROKEN, ' ');

/** A code or a reference, or none. */
export const reference = (what: string, longest = 100) => text(what, longest, asItLooks);

/** A day, or none. */
export const day = (what: string) =>
	z
		.string({ error: `Write ${what} as year, month and day: 2026-11-22.` })
		.trim()
		.refine((text) => text === '' || isDay(text), `Write ${what} as year, month and day: 2026-11-22.`)
		.transform((text) => text || undefined)
		.optional()
		.describe(what);

/** One of a list of values, or none. */
export const oneOf = <const Value extends string>(what: string, values: readonly Value[]) =>
	z
		.enum(['', ...values], { error: `Choose ${what} from: ${values.join(', ')}.` })
		.transform((value) => (value === '' ? undefined : (value as Value)))
		.optional()
		.describe(what);

const isLink = (text: string) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);

/** A link to a page or file, or none. */
export const link = (what: string) =>
	words(what, 2000)
		.refine(
			(text) => text === undefined || isLink(text),
			`Give ${what} as a full address that begins with https:// or http://.`
		)
		.describe(what);

/** A whole number from 1, written in digits where it comes from a form or a file. */
export const whole = (what: string) =>
	z.coerce
		.number({ error: `Give ${what} as a whole number.` })
		.int(`Give ${what} as a whole number.`)
		.min(1, `Give ${what} as a whole number from 1.`)
		.max(2_147_483_647, `Give ${what} as a smaller number.`)
		.describe(what);

/** A whole number from 1, or none. */
export const wholeOrNone = (what: string) =>
	z
		.union([z.literal('').transform(() => undefined), whole(what)], {
			error: `Give ${what} as a whole number from 1.`
		})
		.optional()
		.describe(what);

/** The same field, which must be filled in. */
export const required = <Output>(field: z.ZodType<Output>, sentence: string) =>
	field
		.refine((value) => value !== undefined, sentence)
		.transform((value) => value as NonNullable<Output>)
		.describe(field.description ?? '');
