import { z } from 'zod';
import { required, words } from './field.ts';
import { HIGHEST, type Criterion, type Scores } from './priority.ts';

const MOST_CRITERIA = 20;
const HEAVIEST = 1000;

/** The code of a criterion that the board adds under a name. */
const codeOf = (name: string): string =>
	name
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_')
		.replace(/^_+|_+$/g, '')
		.slice(0, 40);

const reason = (sentence: string) => required(words('the reason', 1000), sentence);

/** How a board scores one recommendation by its criteria: `score_cost` is 0 to 4, or empty where nothing is stated. */
export const scoring = (criteria: readonly Criterion[]) =>
	z
		.object({ reason: reason('Say what the scores rest on.') })
		.catchall(z.string())
		.transform(({ reason, ...fields }, context) => {
			const scores: Scores = {};
			for (const { code, name } of criteria) {
				const typed = (fields[`score_${code}`] ?? '').trim();
				const score = typed === '' ? null : Number(typed);
				if (score !== null && !(Number.isInteger(score) && score >= 0 && score <= HIGHEST))
					context.addIssue({
						code: 'custom',
						path: [`score_${code}`],
						message: `Score ${name.toLowerCase()} from 0 to ${HIGHEST}, or leave it as not stated.`
					});
				scores[code] = score;
			}
			return { reason, scores };
		});

/** How a board weighs its criteria: `weight_cost` is a number from 0, and a new criterion comes with its name. */
export const weighing = (criteria: readonly Criterion[]) =>
	z
		.object({ reason: reason('Say why the board weighs so.') })
		.catchall(z.string())
		.transform(({ reason, ...fields }, context) => {
			const weightOf = (field: string, name: string): number => {
				const weight = Number((fields[field] ?? '').trim() || 0);
				if (Number.isFinite(weight) && weight >= 0 && weight <= HEAVIEST) return weight;
				context.addIssue({
					code: 'custom',
					path: [field],
					message: `Give the weight of ${name.toLowerCase()} as a number from 0 to ${HEAVIEST}.`
				});
				return 0;
			};
			const weights = criteria.map((one) => ({ ...one, weight: weightOf(`weight_${one.code}`, one.name) }));
			const name = (fields.new_name ?? '').trim().slice(0, 60);
			const code = codeOf(name);
			if (
				name &&
				(code === '' || weights.some((one) => one.code === code) || weights.length >= MOST_CRITERIA)
			)
				context.addIssue({
					code: 'custom',
					path: ['new_name'],
					message: 'Give a name that no other criterion has, in letters.'
				});
			else if (name) weights.push({ code, name, weight: weightOf('new_weight', name) });
			if (weights.every(({ weight }) => weight === 0))
				context.addIssue({
					code: 'custom',
					path: [`weight_${criteria[0]?.code}`],
					message: 'Give at least one criterion a weight above 0.'
				});
			return { reason, weights };
		});
