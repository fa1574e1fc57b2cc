import { z } from 'zod';
import { code } from './entry.ts';
import { link, oneOf, required, words } from './field.ts';
import { RESPONSE_RULES, type ResponseRuleName } from './response-rule.ts';

/** A body that issues reports and recommendations, as form, API and file give it. */
export const Source = z
	.object({
		code: code('the code of the source'),
		name: required(words('the name', 500), 'Give the name of the source.'),
		kind: required(words('the kind of body', 100), 'Say what sort of body it is, such as ‘ombudsman’.'),
		jurisdiction: words('where its remit runs', 200),
		url: link('its website'),
		response_rule: oneOf(
			'the rule for replies',
			Object.keys(RESPONSE_RULES) as [ResponseRuleName, ...ResponseRuleName[]]
		)
	})
	.meta({ id: 'SourceEntry' });
export type Source = z.infer<typeof Source>;
