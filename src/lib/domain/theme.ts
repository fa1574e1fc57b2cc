import { z } from 'zod';
import { code } from './entry.ts';
import { required, words } from './field.ts';

/** A subject that recommendations are about, as form, API and file give it. */
export const Theme = z
	.object({
		code: code('the code of the theme'),
		name: required(words('the name', 200), 'Give the theme a name.'),
		description: words('what the theme covers', 1000)
	})
	.meta({ id: 'ThemeEntry' });
export type Theme = z.infer<typeof Theme>;
