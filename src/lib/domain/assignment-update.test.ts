import { describe, expect, it, test } from 'vitest';
import { AssignmentUpdate, AssignmentUpdateFields, move, mustHaveSeen } from './assignment-update.ts';
import { anAssignment, as, refusalOf, TODAY } from './testing.ts';

const problems = (input: Record<string, unknown>) =>
	AssignmentUpdate.safeParse({ assignment_id: 7, ...input }).error?.issues.map(({ path, message }) => [
		path.join('.'),
		message
	]) ?? [];
const update = (input: Record<string, unknown>) => AssignmentUpdate.parse({ assignment_id: 7, ...input });

describe('a status update, as it is filled in', () => {
	it('reads a form, where everything is text and what is blank is not given', () => {
		const form = {
			assignment_id: '7',
			seen_version: '12',
			position: '',
			delivery: 'in progress',
			barrier: '',
			reason: '',
			narrative: '  We have begun on ward 4. ',
			evidence_url: '',
			planned_finish_on: '',
			effective_on: '2026-11-20'
		};
		expect(AssignmentUpdate.parse(form)).toEqual({
			assignment_id: 7,
			seen_version: 12,
			delivery: 'in progress',
			narrative: 'We have begun on ward 4.',
			effective_on: '2026-11-20'
		});
		expect(AssignmentUpdate.parse({ ...form, seen_version: '' }).seen_version).toBeUndefined();
	});

	it('never takes from the person what is looked up', () => {
		expect(update({ narrative: 'x', has_evidence: true, as: 'approver' })).not.toHaveProperty('has_evidence');
	});

	test.each([
		['nothing at all', {}, 'narrative', 'Say what is new'],
		[
			'an unknown status',
			{ delivery: 'done' },
			'delivery',
			'Choose the status from: no information, not started'
		],
		[
			'a day that is none',
			{ narrative: 'x', effective_on: '2026-02-30' },
			'effective_on',
			'year, month and day'
		],
		['a link that is a script', { evidence_url: 'javascript:alert(1)' }, 'evidence_url', 'https://'],
		['a link that is half one', { evidence_url: 'example.org/a' }, 'evidence_url', 'https://'],
		['a NUL byte', { narrative: 'a\0b' }, 'narrative', 'cannot be stored'],
		['half a character', { narrative: 'a\ud83d' }, 'narrative', 'cannot be stored'],
		['too many words', { narrative: 'x'.repeat(4001) }, 'narrative', '4000 characters or fewer'],
		['a number for words', { narrative: 7 }, 'narrative', 'in words'],
		['a version that is none', { narrative: 'x', seen_version: 'new' }, 'seen_version', 'whole number'],
		['an assignment that is none', { assignment_id: 'x', narrative: 'x' }, 'assignment_id', 'whole number'],
		[
			'an assignment out of reach',
			{ assignment_id: '99999999999', narrative: 'x' },
			'assignment_id',
			'smaller number'
		]
	])('says what to do about %s', (_what, input, field, sentence) => {
		expect(problems(input)).toEqual([[field, expect.stringContaining(sentence)]]);
	});

	it('says in a whole sentence what is wrong, for every field', () => {
		for (const field of Object.keys(AssignmentUpdateFields.shape)) {
			const [problem] = problems({ narrative: 'x', [field]: {} });
			expect(problem?.[1], field).toMatch(
				/^[A-Z].*(\.|2026-11-22\.|stopped|other|later than|not applicable)\.?$/
			);
		}
	});
});

describe('a status update, as it is made', () => {
	const current = anAssignment({ delivery: 'planned', version: 4, latest_on: '2026-06-01' });
	const made = (input: Record<string, unknown>, state = current) =>
		move(state, update(input), as('contributor'));

	it('says position, delivery and evidence in that order, and the narrative once', () => {
		const drafts = made({
			position: 'accepted',
			delivery: 'delivered',
			narrative: 'All wards now use it.',
			evidence_url: 'https://example.org/audit',
			evidence_kind: 'audit or data',
			effective_on: '2026-11-01'
		});
		expect(drafts.map(({ what, to_value, narrative }) => [what, to_value, narrative])).toEqual([
			['position', 'accepted', 'All wards now use it.'],
			['claim', 'claimed', undefined],
			['evidence', 'audit or data', undefined]
		]);
		expect(new Set(drafts.map(({ effective_on }) => effective_on))).toEqual(new Set(['2026-11-01']));
	});

	it('is a line in the record where nothing moves', () => {
		expect(
			made({ narrative: 'Still waiting for the pumps.', barrier: 'waiting on a supplier' })
		).toMatchObject([
			{
				what: 'update',
				narrative: 'Still waiting for the pumps.',
				detail: { barrier: 'waiting on a supplier' },
				effective_on: TODAY
			}
		]);
	});

	it('is nothing where it only repeats what holds, as a file that comes back does', () => {
		const held = { ...current, position: 'accepted' } as const;
		const row = { position: 'accepted', delivery: 'in progress' };
		expect(made(row, { ...held, delivery: 'in progress' })).toEqual([]);
		expect(made(row, held).map(({ what }) => what)).toEqual(['delivery']);
	});

	it('keeps evidence without a move', () => {
		expect(made({ evidence_url: 'https://example.org/a' })).toMatchObject([
			{ what: 'evidence', to_value: 'other' }
		]);
	});

	test.each([
		['a position without its reason', { position: 'accepted in part' }, ['reason']],
		['a refusal without what stands in the way', { position: 'not accepted', reason: 'No.' }, ['barrier']],
		['a refusal without either', { position: 'not accepted' }, ['barrier', 'reason']],
		['a hold without a barrier', { delivery: 'on hold' }, ['barrier']],
		['‘other’ without words', { delivery: 'on hold', barrier: 'other' }, ['reason']],
		['a stop without a reason', { delivery: 'stopped' }, ['reason']],
		['delivered without evidence', { delivery: 'delivered' }, ['evidence_url']],
		['a reason that two choices need', { position: 'not applicable', delivery: 'stopped' }, ['reason']],
		['what either choice needs', { position: 'accepted in part', delivery: 'on hold' }, ['reason', 'barrier']]
	])('asks at once for all that is missing of %s', (_what, input, fields) => {
		expect(Object.keys(refusalOf(() => made(input)).fields)).toEqual(fields);
	});

	it('asks who owns a plan and by when, together', () => {
		const fresh = { ...current, delivery: 'not started' } as const;
		expect(Object.keys(refusalOf(() => made({ delivery: 'planned' }, fresh)).fields)).toEqual([
			'planned_owner',
			'planned_finish_on'
		]);
	});

	it('asks nothing for a value that holds already, as a file that comes back has it', () => {
		const held = { ...current, position: 'not accepted', delivery: 'on hold' } as const;
		expect(made({ position: 'not accepted', delivery: 'on hold' }, held)).toEqual([]);
	});

	it('says first what no field would mend', () => {
		expect(refusalOf(() => made({ position: 'not accepted', delivery: 'not started' })).asks).toBe(false);
	});

	it('asks for what depends on where it stands', () => {
		const accepted = { ...current, position: 'accepted' } as const;
		const refused = { ...current, position: 'not accepted' } as const;
		expect(made({ position: 'accepted' })).toHaveLength(1);
		expect(made({ position: 'accepted' }, accepted)).toEqual([]);
		expect(refusalOf(() => made({ position: 'accepted' }, refused)).field).toBe('reason');
	});

	it('is whole or not at all', () => {
		refusalOf(() => made({ position: 'accepted', delivery: 'not started' }));
	});

	it('takes evidence on file for evidence', () => {
		const approved = { ...update({ narrative: 'x' }), delivery: 'delivered' } as const;
		refusalOf(() => move(current, approved, as('approver')));
		expect(
			move(current, { ...approved, has_evidence: true }, as('approver')).map(({ what }) => what)
		).toEqual(['delivery', 'assurance']);
	});

	it('is refused where somebody else has saved since', () => {
		expect(made({ narrative: 'x', seen_version: 4 })).toHaveLength(1);
		expect(refusalOf(() => made({ narrative: 'x', seen_version: 3 })).message).toContain('Somebody else');
		expect(() => mustHaveSeen(current, undefined)).not.toThrow();
	});

	it('tells nothing of the future', () => {
		refusalOf(() => made({ narrative: 'x', effective_on: '2026-11-23' }));
		refusalOf(() => made({ evidence_url: 'https://example.org/a', effective_on: '2026-11-23' }));
	});
});
