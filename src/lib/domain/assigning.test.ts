import { expect, it } from 'vitest';
import { AssignTo, outcomesOf, type Candidate } from './assigning.ts';

const body = { code: 'A', name: 'A', closed_on: null, has_it: false };
const closed = '2026-11-01';
const cases: [string, Partial<Candidate>, string, number | undefined][] = [
	['is asked', {}, 'gets it', 1],
	['is open on its last day', { closed_on: '2026-11-22' }, 'gets it', 1],
	['is passed over when it has it', { has_it: true }, 'has it already', undefined],
	[
		'gives way to its successor',
		{ closed_on: closed, successor: { ...body, id: 2 } },
		'its successor gets it',
		2
	],
	[
		'needs nobody when its successor has it',
		{ closed_on: closed, successor: { ...body, id: 2, has_it: true } },
		'its successor has it already',
		undefined
	],
	['asks nobody when nobody took over', { closed_on: closed }, 'has closed', undefined],
	[
		'asks nobody when the successor has closed too',
		{ closed_on: closed, successor: { ...body, id: 2, closed_on: closed } },
		'has closed',
		undefined
	]
];
it.each(cases)('an organisation %s', (_, given, outcome, asked) => {
	const [found] = outcomesOf([{ ...body, id: 1, successor: null, ...given }], '2026-11-22');
	expect([found?.outcome, found?.asked]).toEqual([outcome, asked]);
});

it('wants somebody to ask, and evidence no sooner than what it shows', () => {
	const wrong = (given: object) => AssignTo.safeParse(given).error?.issues.map(({ path }) => path[0]);
	expect(wrong({ sets: ' ' })).toEqual(['sets']);
	expect(wrong({ sets: 'X', action_due_on: '2027-01-02', evidence_due_on: '2027-01-01' })).toEqual([
		'evidence_due_on'
	]);
	expect(AssignTo.parse({ sets: 'X-ALL, X-ICB X-ALL' }).sets).toEqual(['X-ALL', 'X-ICB']);
});
