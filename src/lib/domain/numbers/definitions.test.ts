import { describe, expect, it } from 'vitest';
import { DEFINITIONS } from './definitions.ts';
import { share } from './definition.ts';
import { everything, narrow } from './population.ts';
import { reportedAssuredGap } from './gap.ts';
import { implementationGap, reportedRate } from './rates.ts';

describe('the definitions that the method page prints', () => {
	it.each(DEFINITIONS.map((words) => [words.name, words] as const))('say all of %s', (_, words) => {
		expect(words.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
		for (const text of [words.in_plain_words, words.authority, ...words.terms.map(({ means }) => means)])
			expect(text).toMatch(/^[A-Z“].*\.$/s);
		expect(words.formula).not.toBe('');
		const names = words.terms.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
	});

	it('have an anchor each', () => {
		const ids = DEFINITIONS.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('give the formulas that the product promises', () => {
		expect(reportedRate.formula).toBe('delivered ÷ accepted');
		expect(implementationGap.formula).toBe('1 − assured ÷ accepted');
		expect(reportedAssuredGap.formula).toBe(
			'(delivered − assured) ÷ accepted, in three parts: awaiting a check + checked and not confirmed + lapsed'
		);
	});

	it('change when what the code leaves out changes', () => {
		const all = everything<{ kind: string }>({ name: 'all', means: 'All.' });
		const without = (kind: string) =>
			narrow(all, {
				name: 'some',
				means: 'Some.',
				without: [{ name: kind, means: `Of kind ${kind}.`, holds: (row) => row.kind === kind }]
			});
		const number = (kind: string) =>
			share({
				id: 'x',
				name: 'X',
				in_plain_words: 'X.',
				authority: 'X.',
				which: without(kind),
				of: without(kind)
			});
		const rows = [
			{ kind: 'a', n: 2 },
			{ kind: 'b', n: 3 }
		];
		for (const [kind, n] of [
			['a', 2],
			['b', 3]
		] as const) {
			const { left_out, compute } = number(kind);
			expect(left_out.map(({ name }) => name)).toEqual([kind]);
			expect(compute(rows, { as_at: '2026-11-22' }).exclusions).toEqual([{ what: kind, n }]);
		}
	});
});
