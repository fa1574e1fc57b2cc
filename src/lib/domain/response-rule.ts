import { addDays, addMonths, type Day } from './day.ts';

/** How soon a source expects a reply, and who says so. Months are calendar months. */
export type ResponseRule = { days: number; reference: string } | { months: number; reference: string };

/** The rules that a source may follow, by the name that it carries. A source without one sets no response date. */
export const RESPONSE_RULES = {
	HSSIB: {
		days: 90,
		reference:
			'HSSIB asks for a reply within 90 days of a report. Its powers: Health and Care Act 2022, Part 4 (sections 109 to 135).'
	},
	HSIB: {
		days: 90,
		reference: 'HSIB’s recommendation pages ask for a reply within 90 days of a report.'
	},
	coroner: {
		days: 56,
		reference:
			'A reply to a report to prevent future deaths is due within 56 days: Coroners (Investigations) Regulations 2013, regulation 29.'
	},
	'Commons committee': {
		months: 2,
		reference:
			'Government replies to a select committee within two months of its report: Cabinet Office guidance on giving evidence to select committees (the Osmotherly Rules).'
	}
} as const satisfies Record<string, ResponseRule>;
export type ResponseRuleName = keyof typeof RESPONSE_RULES;

const find = (name: string): ResponseRule | undefined =>
	Object.hasOwn(RESPONSE_RULES, name) ? RESPONSE_RULES[name as ResponseRuleName] : undefined;

/** The day by which a reply is due; null where the source has no rule or the day it was made is not known. */
export const responseDueOn = (rule: string | null, made_on: Day | null): Day | null => {
	const found = rule === null ? undefined : find(rule);
	if (!found || made_on === null) return null;
	return 'days' in found ? addDays(made_on, found.days) : addMonths(made_on, found.months);
};
