import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstRows } from './first-rows.ts';

describe('the first row of each key', () => {
	it('is found again, with whether it says the same, as if every text were kept', () => {
		const word = fc.constantFrom('A', 'B', 'AB', 'A\nB', '', 'é', 'R/1', 'R/2');
		fc.assert(
			fc.property(fc.array(fc.record({ key: word, text: word }), { maxLength: 40 }), (rows) => {
				const { earlier } = firstRows();
				const kept = new Map<string, { row: number; text: string }>();
				rows.forEach(({ key, text }, index) => {
					const first = kept.get(key);
					expect(earlier(key, text, index + 1)).toEqual(
						first && { row: first.row, isSame: first.text === text }
					);
					if (!first) kept.set(key, { row: index + 1, text });
				});
			}),
			{ numRuns: 200 }
		);
	});

	it('is found among as many as a file can have', () => {
		const { earlier } = firstRows();
		const keys = Array.from({ length: 200_000 }, (_, n) => `R-${n}`);
		expect(keys.flatMap((key, n) => earlier(key, 'It.', n + 2) ?? [])).toEqual([]);
		expect(earlier('R-0', 'It.', 200_002)).toEqual({ row: 2, isSame: true });
		expect(earlier('R-199999', 'Else.', 200_003)).toEqual({ row: 200_001, isSame: false });
	});
});
