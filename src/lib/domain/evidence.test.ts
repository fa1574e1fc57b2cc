import { expect, it } from 'vitest';
import { add, Evidence } from './evidence.ts';
import { anAssignment, refusalOf, TODAY } from './testing.ts';

it('is put on file with its kind, title and date', () => {
	const given = Evidence.parse({
		assignment_id: '7',
		url: 'https://example.org/audit.pdf',
		kind: 'audit or data',
		title: 'Audit of ward 4',
		dated_on: '2026-10-31'
	});
	expect(add(anAssignment(), given, { today: TODAY })).toEqual([
		{
			subject: 'assignment',
			subject_id: 7,
			assignment_id: 7,
			recommendation_id: 5,
			organisation_id: 9,
			what: 'evidence',
			to_value: 'audit or data',
			detail: { url: 'https://example.org/audit.pdf', title: 'Audit of ward 4', dated_on: '2026-10-31' },
			effective_on: TODAY
		}
	]);
});

it('needs a link that leads somewhere, and no more', () => {
	expect(Evidence.safeParse({ assignment_id: 7, url: '' }).error?.issues[0]?.message).toBe(
		'Give a link to the evidence.'
	);
	expect(Evidence.safeParse({ assignment_id: 7, url: 'file:///etc/passwd' }).success).toBe(false);
	expect(Evidence.parse({ assignment_id: 7, url: 'http://example.org' }).kind).toBe('other');
});

it('was not put on file before anybody was asked', () => {
	const early = {
		...Evidence.parse({ assignment_id: 7, url: 'http://example.org' }),
		effective_on: '2025-01-09'
	};
	refusalOf(() => add(anAssignment(), early, { today: TODAY }));
});
