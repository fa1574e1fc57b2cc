import { z } from 'zod';
import { asItLooks, oneOf, reference, required, words } from './field.ts';

/** Fields that the register's own entries share. A blank one is empty; one that is not there is left as it is. */

/** A code as it stands in files and web addresses. */
export const code = (what: string) => required(reference(what), `Give ${what}.`);

const LONGEST_LIST = 4000;
const NUL_OR_HALF = /[\0\p{Cs}]/u;

/** A list in one cell, separated by semicolons, each item once. */
export const list = (what: string) =>
	z
		.string({ error: `Write ${what} with semicolons between.` })
		.max(LONGEST_LIST, `Shorten ${what} to ${LONGEST_LIST} characters or fewer.`)
		.refine(
			(text) => !NUL_OR_HALF.test(text),
			`Type ${what} again: it holds characters that cannot be stored.`
		)
		.transform((text) =>
			[
				...new Set(
					asItLooks(text)
						.split(';')
						.map((item) => item.trim())
				)
			].filter((item) => item !== '')
		)
		.optional()
		.describe(what);

/** A year in four digits, or none. */
export const year = (what: string) =>
	words(what, 20)
		.refine(
			(text) => text === undefined || /^(19|2[01])\d\d$/.test(text),
			`Write ${what} in four digits: 2026.`
		)
		.transform((text) => (text === undefined ? undefined : Number(text)))
		.describe(what);

/** How well a row of the register is backed. */
export const EVIDENCE_QUALITIES = [
	'official page',
	'secondary page',
	'seed document',
	'from memory, unverified'
] as const;
export type EvidenceQuality = (typeof EVIDENCE_QUALITIES)[number];

/** How well the row is backed, or nothing. */
export const evidenceQuality = () => oneOf('how well the row is backed', EVIDENCE_QUALITIES);
