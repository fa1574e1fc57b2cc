import { z } from 'zod';
import { code } from './entry.ts';
import { oneOf, required, words } from './field.ts';

/** Whether every member of a group was really asked, and why somebody thinks so: one row a recommendation and group. */
export const Addressing = z
	.object({
		recommendation_ref: code('the reference of the recommendation'),
		addressee: code('the code of the group that it names'),
		assigned_to_members: required(
			oneOf('whether each member was really asked', ['yes', 'no']),
			'Say whether each member was really asked: yes or no.'
		),
		why: required(words('the reason', 1000), 'Say why the members were asked, or were not.')
	})
	.meta({ id: 'Addressing' });
export type Addressing = z.infer<typeof Addressing>;
