import { expect, it } from 'vitest';
import { inLines } from './draw.ts';

it.each([
	['ICB (177)', 14, ['ICB (177)']],
	['acute trust (1,428)', 14, ['acute trust', '(1,428)']],
	['Commons Committee on Care (416)', 14, ['Commons', 'Committee on … (416)']],
	['Inquiry into Maternity Care at Dunmere (356)', 14, ['Inquiry into', 'Maternity … (356)']],
	['Keep strong potassium out of ward stock', 14, ['Keep strong', 'potassium out …']]
])('cuts a name for a narrow bar, and never the number behind it: %s', (name, letters, lines) => {
	expect(inLines(name, letters)).toEqual(lines);
});
