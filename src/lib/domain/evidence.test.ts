import { describe, expect, it } from 'vitest';
import { add, Evidence, judge, judgementsOf, Judgement, piecesOf, publish } from './evidence.ts';
import type { EvidenceFile } from './evidence-file.ts';
import { anAssignment, refusalOf, TODAY } from './testing.ts';

const file: EvidenceFile = {
	file_key: 'a'.repeat(32),
	file_name: 'audit.pdf',
	file_type: 'application/pdf',
	file_bytes: 900,
	file_sha256: 'b'.repeat(64)
};

describe('a piece of evidence', () => {
	it('is put on file with its kind, title and date, of which the record that everybody reads says only the kind', () => {
		const given = Evidence.parse({
			assignment_id: '7',
			evidence_url: 'https://example.org/audit.pdf',
			evidence_kind: 'audit or data',
			evidence_title: 'Audit of ward 4',
			dated_on: '2026-10-31'
		});
		const [event] = piecesOf(given).flatMap((piece) => add(anAssignment(), piece, { today: TODAY }));
		const { on_file, ...recorded } = event ?? {};
		expect(recorded).toEqual({
			subject: 'assignment',
			subject_id: 7,
			assignment_id: 7,
			recommendation_id: 5,
			organisation_id: 9,
			what: 'evidence',
			to_value: 'audit or data',
			effective_on: TODAY
		});
		expect(on_file).toEqual({
			kind: 'audit or data',
			title: 'Audit of ward 4',
			url: 'https://example.org/audit.pdf',
			dated_on: '2026-10-31'
		});
	});

	it('that is a file is vouched for by the record: its SHA-256 is in it, its name is not', () => {
		const [event] = add(anAssignment(), { kind: 'other', file }, { today: TODAY });
		expect(event).toMatchObject({ detail: { file_sha256: file.file_sha256 }, on_file: { file } });
		expect(JSON.stringify({ ...event, on_file: undefined })).not.toContain('audit.pdf');
	});

	it('is a file, a link, or both, and then two pieces', () => {
		const both = { evidence_file: file, evidence_url: 'https://example.org' };
		expect(piecesOf(both)).toMatchObject([{ file }, { url: 'https://example.org', kind: 'other' }]);
		const none = Evidence.safeParse({ assignment_id: 7, evidence_url: '' });
		expect(none.error?.issues[0]?.message).toBe('Choose a file, or give a link to the evidence.');
		expect(Evidence.safeParse({ assignment_id: 7, evidence_url: 'file:///etc/passwd' }).success).toBe(false);
	});

	it('is no file when only its name arrives, whatever a form says', () => {
		for (const evidence_file of ['audit.pdf', JSON.stringify(file)])
			expect(Evidence.safeParse({ assignment_id: 7, evidence_file }).error?.issues[0]?.message).toBe(
				'Choose the file again: only its name arrived.'
			);
	});

	it('was not put on file before anybody was asked, and bears no date to come', () => {
		const piece = { kind: 'other', url: 'http://example.org' } as const;
		refusalOf(() => add(anAssignment(), { ...piece, effective_on: '2025-01-09' }, { today: TODAY }));
		refusalOf(() => add(anAssignment(), { ...piece, dated_on: '2026-11-23' }, { today: TODAY }));
	});
});

describe('who may see it', () => {
	const piece = { id: 3, state: 'in review', is_public: false } as const;

	it('changes by an event, and by none when it is so already', () => {
		expect(publish(anAssignment(), piece, true, TODAY)).toMatchObject([
			{ what: 'amended', from_value: 'not public', to_value: 'public', detail: { evidence_id: 3 } }
		]);
		expect(publish(anAssignment(), piece, false, TODAY)).toEqual([]);
	});
});

describe('a judgement', () => {
	const piece = { id: 3, state: 'in review', is_public: false } as const;

	it('accepts or rejects what is in review, and can find too old only what was accepted', () => {
		expect(judgementsOf('in review')).toEqual(['accepted', 'rejected']);
		expect(judgementsOf('accepted')).toEqual(['rejected', 'expired']);
		expect(judgementsOf('rejected')).toEqual(['accepted']);
		expect(judgementsOf('withdrawn')).toEqual([]);
		refusalOf(() => judge(anAssignment(), piece, { state: 'expired', reason: 'Of 2019.' }, TODAY));
		expect(judge(anAssignment(), piece, { state: 'accepted', reason: undefined }, TODAY)).toMatchObject([
			{ what: 'amended', from_value: 'in review', to_value: 'accepted' }
		]);
	});

	it('gives its reason unless it accepts', () => {
		expect(Judgement.safeParse({ evidence_id: 3, state: 'rejected' }).error?.issues[0]).toMatchObject({
			path: ['reason'],
			message: 'Give the reason, so that it can be put right.'
		});
		expect(Judgement.safeParse({ evidence_id: 3, state: 'accepted' }).success).toBe(true);
		expect(Judgement.safeParse({ evidence_id: 3, state: 'withdrawn' }).success).toBe(false);
	});
});
