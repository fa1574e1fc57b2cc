import { z } from 'zod';
import { code, list } from './entry.ts';
import { day, reference, required, whole, words } from './field.ts';

/** The kind that a file gives to a group of organisations, which is a set and not an organisation. */
export const GROUP = 'group';

/** A body that may be asked to act, as form, API and file give it. */
export const Organisation = z
	.object({
		code: code('the code of the organisation'),
		name: required(words('the name', 500), 'Give the name of the organisation.'),
		kind: required(words('the kind of organisation', 100), 'Say what sort of body it is, such as ‘trust’.'),
		ods_code: words('the ODS code', 20),
		parent_code: reference('the code of the parent'),
		region: words('the region', 200),
		opened_on: day('the first day of its existence'),
		closed_on: day('the last day of its existence')
	})
	.superRefine(({ opened_on, closed_on, code, parent_code }, context) => {
		if (opened_on && closed_on && closed_on < opened_on)
			context.addIssue({
				code: 'custom',
				path: ['closed_on'],
				message: 'Give a last day that is not before the first.'
			});
		if (parent_code === code)
			context.addIssue({
				code: 'custom',
				path: ['parent_code'],
				message: 'Name another organisation as the parent, or leave this empty.'
			});
	})
	.meta({ id: 'OrganisationEntry' });
export type Organisation = z.infer<typeof Organisation>;

/** A group that can be asked as one: all open organisations of some kinds, everywhere or in some regions. */
export const OrganisationSet = z
	.object({
		code: code('the code of the group'),
		name: required(words('the name', 500), 'Give the name of the group.'),
		kinds: list('the kinds of organisation that belong to it'),
		regions: list('the regions that it is limited to')
	})
	.meta({ id: 'OrganisationSetEntry' });
export type OrganisationSet = z.infer<typeof OrganisationSet>;

/** An organisation that ended, and the one that took its duties over. */
export const Succession = z
	.object({
		code: code('the code of the organisation that ended'),
		successor_code: code('the code of its successor'),
		took_over_on: required(
			day('the day on which its duties passed'),
			'Give the day on which its duties passed to the successor.'
		),
		note: words('how this is known', 1000)
	})
	.refine(({ code, successor_code }) => code !== successor_code, {
		path: ['successor_code'],
		message: 'Name another organisation: none succeeds itself.'
	})
	.meta({ id: 'SuccessionEntry' });
export type Succession = z.infer<typeof Succession>;

/** That what is open of an organisation that ended passes to its successor. */
export const PassedOn = z.object({
	organisation_id: whole('the organisation that ended'),
	successor_id: whole('its successor')
});
export type PassedOn = z.infer<typeof PassedOn>;
