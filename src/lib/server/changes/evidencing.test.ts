import { describe, expect, it } from 'vitest';
import * as evidence from '#db/queries/evidence.ts';
import { givenAssignment, givenOrganisation, givenPerson, onBothEngines, type TestAt } from '#db/testing.ts';
import { readAs } from '#db/transaction.ts';
import type { EvidenceFile } from '#lib/domain/evidence-file.ts';
import { may } from '#lib/domain/may.ts';
import type { Person } from '#lib/domain/person.ts';
import { addEvidence } from './add-evidence.ts';
import { judgeEvidence } from './judge-evidence.ts';
import { publishEvidence } from './publish-evidence.ts';
import { updateAssignment } from './update-assignment.ts';

let keys = 0;
const aFile = (): EvidenceFile => ({
	file_key: (keys += 1).toString(16).padStart(32, '0'),
	file_name: 'audit.pdf',
	file_type: 'application/pdf',
	file_bytes: 900,
	file_sha256: 'ab'.repeat(32)
});

const given = async (at: TestAt) => {
	const { id: organisation_id } = await givenOrganisation(at);
	const { id: other_id } = await givenOrganisation(at);
	const assignment = await givenAssignment(at, { organisation_id });
	const people = {
		contributor: await givenPerson(at, 'contributor', { organisation_id }),
		approver: await givenPerson(at, 'approver', { organisation_id }),
		verifier: await givenPerson(at, 'verifier'),
		board: await givenPerson(at, 'board'),
		stranger: await givenPerson(at, 'approver', { organisation_id: other_id })
	};
	return { assignment, ...people };
};

onBothEngines('evidence', (testAt) => {
	const onFile = (of: { id: number }) =>
		testAt()
			.owner.selectFrom('evidence')
			.selectAll()
			.where('assignment_id', '=', of.id)
			.orderBy('id')
			.execute();
	const eventsOf = (of: { id: number }) =>
		testAt().db.selectFrom('event').selectAll().where('assignment_id', '=', of.id).orderBy('id').execute();
	const see = (user: Person | undefined, id: number) =>
		readAs(testAt(user), async (db) => {
			const piece = await evidence.find(db, id);
			return piece !== undefined && may(user).can('readEvidence', piece);
		});

	const evidenced = async () => {
		const all = await given(testAt());
		const file = aFile();
		await updateAssignment(testAt(all.contributor), [
			{
				assignment_id: all.assignment.id,
				narrative: 'Audited.',
				evidence_file: file,
				evidence_kind: 'audit or data'
			}
		]);
		const [piece] = await onFile(all.assignment);
		if (!piece) throw new Error('Nothing was put on file.');
		return { ...all, file, piece };
	};

	it('is put on file with an update, in review and not public, and the record vouches for its bytes', async () => {
		const { assignment, contributor, piece, file } = await evidenced();
		const { file_sha256, ...rest } = file;
		expect(piece).toMatchObject({
			...rest,
			kind: 'audit or data',
			added_by: contributor.id,
			state: 'in review',
			is_public: false
		});
		expect(Buffer.from(piece.file_sha256 ?? []).toString('hex')).toBe(file_sha256);
		const [, , event] = await eventsOf(assignment);
		expect(event).toMatchObject({ what: 'evidence', person_id: contributor.id, detail: { file_sha256 } });
	});

	it('serves a claim: a file is evidence as a link is', async () => {
		const { assignment, contributor } = await given(testAt());
		await updateAssignment(testAt(contributor), [{ assignment_id: assignment.id, position: 'accepted' }]);
		await updateAssignment(testAt(contributor), [
			{ assignment_id: assignment.id, delivery: 'delivered', evidence_file: aFile() }
		]);
		expect((await eventsOf(assignment)).map(({ what }) => what)).toEqual([
			'assigned',
			'position',
			'claim',
			'evidence'
		]);
	});

	it('can be a file and a link at once, put on file without an update', async () => {
		const { assignment, contributor } = await given(testAt());
		await addEvidence(testAt(contributor), [
			{ assignment_id: assignment.id, evidence_file: aFile(), evidence_url: 'https://example.org/a' }
		]);
		expect(await onFile(assignment)).toMatchObject([
			{ file_name: 'audit.pdf' },
			{ url: 'https://example.org/a' }
		]);
	});

	it('is not put on file by a stranger', async () => {
		const { assignment, stranger } = await given(testAt());
		const attempt = addEvidence(testAt(stranger), [{ assignment_id: assignment.id, evidence_file: aFile() }]);
		await expect(attempt).rejects.toMatchObject({ kind: 'not-allowed' });
		expect(await onFile(assignment)).toEqual([]);
	});

	it('says nothing of where it lies in the record, which everybody can read', async () => {
		const { assignment, contributor } = await given(testAt());
		await updateAssignment(testAt(contributor), [{ assignment_id: assignment.id, position: 'accepted' }]);
		await updateAssignment(testAt(contributor), [
			{
				assignment_id: assignment.id,
				delivery: 'delivered',
				evidence_url: 'https://example.org/secret',
				evidence_title: 'secret'
			}
		]);
		expect(JSON.stringify(await eventsOf(assignment))).not.toContain('secret');
	});

	describe('who may see it', () => {
		it('is its organisation, verifiers and the board, until the approver makes it public', async () => {
			const { piece, contributor, approver, verifier, board, stranger } = await evidenced();
			for (const user of [contributor, approver, verifier, board])
				expect(await see(user, piece.id)).toBe(true);
			for (const user of [stranger, undefined]) expect(await see(user, piece.id)).toBe(false);

			await publishEvidence(testAt(approver), [{ evidence_id: piece.id, is_public: true }]);
			for (const user of [stranger, undefined]) expect(await see(user, piece.id)).toBe(true);
			await publishEvidence(testAt(approver), [{ evidence_id: piece.id, is_public: false }]);
			expect(await see(undefined, piece.id)).toBe(false);
		});

		it('changes with an event each time, and with none when nothing changes', async () => {
			const { assignment, approver, piece } = await evidenced();
			for (const is_public of [true, true, false])
				await publishEvidence(testAt(approver), [{ evidence_id: piece.id, is_public }]);
			const amended = (await eventsOf(assignment)).filter(({ what }) => what === 'amended');
			expect(amended).toMatchObject([
				{ from_value: 'not public', to_value: 'public', person_id: approver.id },
				{ from_value: 'public', to_value: 'not public', person_id: approver.id }
			]);
		});

		it('is the approver’s to say, and for a stranger there is nothing there', async () => {
			const { piece, contributor, verifier, stranger } = await evidenced();
			const attempt = (user: Person) =>
				publishEvidence(testAt(user), [{ evidence_id: piece.id, is_public: true }]).catch(
					({ kind }: { kind: string }) => kind
				);
			expect(await attempt(contributor)).toBe('not-allowed');
			expect(await attempt(verifier)).toBe('not-allowed');
			expect(await attempt(stranger)).toBe('not-found');
			const nothing = publishEvidence(testAt(stranger), [{ evidence_id: 2_000_000, is_public: true }]);
			await expect(nothing).rejects.toMatchObject({ kind: 'not-found' });
		});
	});

	describe('a judgement of it', () => {
		it('is a verifier’s, with an event and the reason', async () => {
			const { assignment, piece, verifier } = await evidenced();
			await judgeEvidence(testAt(verifier), [
				{ evidence_id: piece.id, state: 'rejected', reason: 'It is of another ward.' }
			]);
			expect(await onFile(assignment)).toMatchObject([
				{ state: 'rejected', state_reason: 'It is of another ward.' }
			]);
			expect((await eventsOf(assignment)).at(-1)).toMatchObject({
				what: 'amended',
				from_value: 'in review',
				to_value: 'rejected',
				reason: 'It is of another ward.',
				person_id: verifier.id
			});
		});

		it('is nobody’s who works for the organisation, and does not keep a verifier from the verdict', async () => {
			const { assignment, piece, verifier, approver, stranger } = await evidenced();
			for (const user of [approver, stranger])
				await expect(
					judgeEvidence(testAt(user), [{ evidence_id: piece.id, state: 'accepted', reason: undefined }])
				).rejects.toMatchObject({ kind: expect.stringMatching(/^not-(allowed|found)$/) });
			await judgeEvidence(testAt(verifier), [
				{ evidence_id: piece.id, state: 'accepted', reason: undefined }
			]);
			await judgeEvidence(testAt(verifier), [
				{ evidence_id: piece.id, state: 'expired', reason: 'Of 2019.' }
			]);
			expect(await onFile(assignment)).toMatchObject([{ state: 'expired' }]);
		});
	});
});
