import { AGE_BANDS, CLOCKS, DUE_SOON_DAYS, MEANINGS as CLOCK_MEANINGS } from '#lib/domain/clock.ts';
import * as assurance from '#lib/domain/axes/assurance.ts';
import * as closure from '#lib/domain/axes/closure.ts';
import * as delivery from '#lib/domain/axes/delivery.ts';
import * as position from '#lib/domain/axes/position.ts';
import * as timeliness from '#lib/domain/axes/timeliness.ts';
import { onlyData } from '#lib/domain/filter.ts';
import { DEFINITIONS } from '#lib/domain/numbers/definitions.ts';
import { RESPONSE_RULES } from '#lib/domain/response-rule.ts';
import { asked } from '#lib/server/asked.ts';
import type { PageServerLoad } from './$types';

const meanings = (values: Record<string, string>) =>
	Object.entries(values).map(([value, means]) => ({ value, means }));

/** The definitions come from the very objects that compute the numbers, so that the two cannot part company. */
export const load: PageServerLoad = ({ url }) => {
	asked(onlyData, url);
	return {
		definitions: DEFINITIONS.map(({ id, name, in_plain_words, formula, terms, left_out, authority }) => ({
			id,
			name,
			in_plain_words,
			formula,
			terms,
			left_out,
			authority
		})),
		axes: [
			{
				name: 'Position',
				asks: 'What was promised?',
				axis: 'position' as const,
				values: meanings(position.MEANINGS)
			},
			{
				name: 'Delivery',
				asks: 'What is said to be done?',
				axis: 'delivery' as const,
				values: meanings(delivery.MEANINGS)
			},
			{
				name: 'Assurance',
				asks: 'What could somebody independent confirm?',
				axis: 'assurance' as const,
				values: meanings(assurance.MEANINGS)
			},
			{
				name: 'Closure',
				asks: 'What did the issuer or the board decide?',
				axis: 'closure' as const,
				values: meanings(closure.MEANINGS)
			},
			{
				name: 'Timeliness',
				asks: 'Is it on time? Computed, never typed.',
				axis: 'timeliness' as const,
				values: meanings(timeliness.MEANINGS)
			}
		],
		clocks: CLOCKS.map((clock) => ({ clock, means: CLOCK_MEANINGS[clock] })),
		bands: [...AGE_BANDS],
		due_soon_days: DUE_SOON_DAYS,
		rules: Object.entries(RESPONSE_RULES).map(([name, rule]) => ({ name, reference: rule.reference }))
	};
};
