import { z } from 'zod';
import { emailField, nameField } from './account.ts';
import type { Addressee, EscalationStep } from './escalation.ts';
import { goesTo } from './escalation.ts';
import { oneOf, required, whole } from './field.ts';

/** The offices at the top of an organisation to whom the board writes by name. */
export const OFFICES = ['executive lead', 'chair'] as const;
export type Office = (typeof OFFICES)[number];

/** Who holds an office of an organisation. Nobody needs an account to be written to. */
export type Holder = { office: Office; name: string; email: string };

/** The same field, which may be left blank. */
const orBlank = <Output>(field: z.ZodType<Output, string>) =>
	z
		.string()
		.trim()
		.transform((text) => text || undefined)
		.pipe(field.optional())
		.optional();

/** Who holds an office from now on; with neither a name nor an address nobody does. */
export const NamedHolder = z
	.object({
		organisation_id: whole('the organisation'),
		office: required(oneOf('the office', OFFICES), 'Open the page again: its office is missing.'),
		holder: orBlank(nameField()),
		holder_email: orBlank(emailField())
	})
	.superRefine(({ holder, holder_email }, context) => {
		const need = (path: string, message: string) =>
			context.addIssue({ code: 'custom', path: [path], message });
		if (holder && !holder_email) need('holder_email', 'Enter the e-mail address to which a letter goes.');
		if (holder_email && !holder) need('holder', 'Enter the name of whoever holds the office.');
	});
export type NamedHolder = z.output<typeof NamedHolder>;

/** The office to which a step of the board’s is a letter; undefined for every other step. */
export const officeOf = (step: EscalationStep): Office | undefined =>
	OFFICES.find((office) => step === `letter to the ${office}`);

/** Somebody who speaks for an organisation, as far as a letter cares. */
type Speaker = { person_id: number; name: string; email: string; role: 'contributor' | 'approver' };

/**
 * To whom a letter goes: to whoever holds the office, with a copy to those who sign off; to those alone where nobody is
 * named, or where the step is to no office. Each address gets one.
 */
export const addressees = (
	step: EscalationStep,
	speakers: readonly Speaker[],
	holders: readonly Holder[]
): Addressee[] => {
	const office = officeOf(step);
	const holder = holders.find((one) => one.office === office);
	const found = new Map<string, Addressee>();
	if (holder) {
		const known = speakers.find(({ email }) => email.toLowerCase() === holder.email);
		found.set(holder.email, { ...holder, as: holder.office, is_copy: false, person_id: known?.person_id });
	}
	for (const { person_id, name, email, role } of speakers) {
		const key = email.toLowerCase();
		if (goesTo(step).includes(role) && (!found.has(key) || found.get(key)?.as === 'contributor'))
			found.set(key, { person_id, name, email, as: role, is_copy: holder !== undefined });
	}
	return [...found.values()];
};
