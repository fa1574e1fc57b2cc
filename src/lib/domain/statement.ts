import { z } from 'zod';
import { required, whole, words } from './field.ts';

/** What an organisation puts beside a verdict about its claim, as the form gives it. */
export const Statement = z.object({
	verdict_id: whole('the verdict'),
	words: required(
		words('the statement', 2000),
		'Write what the organisation wants to say beside the verdict.'
	)
});
export type Statement = z.infer<typeof Statement>;
