import { describe, expect, it } from 'vitest';
import * as assignments from '#db/queries/assignments.ts';
import * as myWork from '#db/queries/my-work.ts';
import * as timeline from '#db/queries/timeline.ts';
import { rebuild } from '#db/record/rebuild.ts';
import { givenAssignment, givenOrganisation, givenPerson, onBothEngines } from '#db/testing.ts';
import { readAs } from '#db/transaction.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Person } from '#lib/domain/person.ts';
import { returnClaim } from './return-claim.ts';
import { saveUpdate } from './save-update.ts';
import { signOffClaim } from './sign-off-claim.ts';
import { undoUpdate } from './undo-update.ts';
import { updateAssignment } from './update-assignment.ts';

onBothEngines('undoing an update', (testAt) => {
	/** The test's own time, some minutes on. */
	const at = (user: Person, minutes = 0) => ({
		...testAt(user),
		now: new Date(testAt().now.getTime() + minutes * 60_000)
	});

	const given = async (dates: Parameters<typeof givenAssignment>[1] = {}) => {
		const organisation_id = (await givenOrganisation(testAt())).id;
		const contributor = await givenPerson(testAt(), 'contributor', { organisation_id });
		const approver = await givenPerson(testAt(), 'approver', { organisation_id });
		const { id } = await givenAssignment(testAt(), {
			organisation_id,
			action_due_on: '2026-06-30',
			...dates
		});
		const now = async () => {
			const row = await testAt()
				.db.selectFrom('assignment')
				.selectAll()
				.where('id', '=', id)
				.executeTakeFirst();
			if (!row) throw new Error('It is gone.');
			return row;
		};
		return { organisation_id, contributor, approver, id, now };
	};
	const says = (user: Person, assignment_id: number, more: object, minutes = 0) =>
		updateAssignment(at(user, minutes), [{ assignment_id, ...more }]);
	const undoes = (user: Person, assignment_id: number, seen_version: number, minutes = 1) =>
		undoUpdate(at(user, minutes), [{ assignment_id, seen_version }]);
	const refused = async (attempt: Promise<unknown>) => {
		const error = await attempt.then(
			() => undefined,
			(thrown: unknown) => thrown
		);
		if (!(error instanceof Refusal)) throw new Error('It was not refused.', { cause: error });
		return error.message;
	};
	const agrees = async () => expect(await rebuild(testAt().owner, 'register', { write: false })).toEqual([]);

	it('brings all that the update touched back to what it was, and removes nothing', async () => {
		const { contributor, id, now } = await given();
		await says(contributor, id, { position: 'accepted', narrative: 'We agree.', effective_on: '2026-03-01' });
		const before = await now();
		await says(
			contributor,
			id,
			{
				delivery: 'delivered',
				evidence_url: 'https://example.org/a',
				narrative: 'All wards.'
			},
			5
		);
		const claimed = await now();
		expect(claimed).toMatchObject({ claimed_on: '2026-11-22', last_said: 'All wards.' });
		await undoes(contributor, id, claimed.version, 6);
		const { version, ...after } = await now();
		const { version: then, ...state } = before;
		expect(after).toEqual(state);
		expect(version).toBeGreaterThan(claimed.version);
		expect(then).toBeLessThan(version);

		const evidence = await readAs(at(contributor), (db) => assignments.evidence(db, id));
		expect(evidence).toEqual([]);
		const kept = await testAt()
			.owner.selectFrom('evidence')
			.select('state')
			.where('assignment_id', '=', id)
			.execute();
		expect(kept).toEqual([{ state: 'withdrawn' }]);
		const history = await assignments.history(testAt().db, id, 20);
		expect(history.map(({ what, stands }) => [what, stands])).toEqual([
			['undo', false],
			['evidence', false],
			['claim', false],
			['position', true],
			['assigned', true]
		]);
		await agrees();
	});

	it('takes back each axis: a first reply, a plan and the date that came with it', async () => {
		const { contributor, id, now } = await given({ action_due_on: null });
		const before = await now();
		await says(contributor, id, {
			position: 'not accepted',
			barrier: 'money',
			reason: 'No.',
			delivery: 'planned',
			planned_owner: 'Chief nurse',
			planned_finish_on: '2027-03-31'
		});
		expect(await now()).toMatchObject({ position: 'not accepted', action_due_on: '2027-03-31' });
		await undoes(contributor, id, (await now()).version);
		expect({ ...(await now()), version: 0 }).toEqual({ ...before, version: 0 });
		// What was undone stands in nobody's way: an earlier day can be given now.
		await says(contributor, id, { position: 'accepted', effective_on: '2026-02-01' }, 2);
		expect(await now()).toMatchObject({ position: 'accepted', responded_on: '2026-02-01' });
		await agrees();
	});

	it('shows as at any day what is known now: that it did not happen', async () => {
		const { contributor, id, now, organisation_id } = await given();
		await says(contributor, id, {
			position: 'accepted',
			delivery: 'in progress',
			effective_on: '2026-05-01'
		});
		const recommendation_id = (await now()).recommendation_id;
		const told = () => timeline.ofRecommendation(testAt().db, 'register', recommendation_id, 20);
		expect((await told()).map(({ what }) => what)).toEqual(['delivery', 'position', 'assigned']);
		await undoes(contributor, id, (await now()).version);
		expect((await told()).map(({ what }) => what)).toEqual(['assigned']);
		const of = await timeline.ofOrganisation(testAt().db, 'register', organisation_id, 20);
		expect(of.map(({ what }) => what)).toEqual(['assigned']);
		const moves = await testAt()
			.db.selectFrom('standing_change')
			.select(['from_standing', 'to_standing'])
			.where('assignment_id', '=', id)
			.where('effective_on', '=', '2026-05-01')
			.execute();
		expect(moves).toHaveLength(2);
		expect(moves[0]).toEqual({ from_standing: moves[1]?.to_standing, to_standing: moves[1]?.from_standing });
		await agrees();
	});

	it('gives a returned claim back to be put right', async () => {
		const { contributor, approver, id, now } = await given({ action_due_on: null, response_due_on: null });
		await says(contributor, id, { delivery: 'delivered', no_evidence_reason: 'A letter.' });
		await returnClaim(at(approver, 1), [{ assignment_id: id, reason: 'Which wards?' }]);
		const returned = async () => (await myWork.counts(testAt().db, contributor, testAt().today)).returned;
		expect(await returned()).toBe(1);
		await says(contributor, id, { narrative: 'Ward 4.' }, 2);
		expect(await returned()).toBe(0);
		await undoes(contributor, id, (await now()).version, 3);
		expect(await returned()).toBe(1);
		await agrees();
	});

	it('takes back a signature with the check that it asked for', async () => {
		const { contributor, approver, id, now } = await given();
		await says(contributor, id, { delivery: 'delivered', evidence_url: 'https://example.org/a' });
		const before = await now();
		await signOffClaim(at(approver, 1), [{ assignment_id: id }]);
		expect(await now()).toMatchObject({ delivery: 'delivered', assurance: 'submitted' });
		await undoes(approver, id, (await now()).version, 2);
		expect({ ...(await now()), version: 0 }).toEqual({ ...before, version: 0 });
		await agrees();
	});

	describe('is refused', () => {
		it('to anybody but who saved it', async () => {
			const { contributor, approver, id, now } = await given();
			await says(contributor, id, { narrative: 'Begun.' });
			const { version } = await now();
			expect(await refused(undoes(approver, id, version))).toContain(
				`${contributor.name} has saved something`
			);
			const stranger = await givenPerson(testAt(), 'contributor', {
				organisation_id: (await givenOrganisation(testAt())).id
			});
			expect(await refused(undoes(stranger, id, version))).toContain('Only');
		});

		it('after ten minutes, and not at ten', async () => {
			const { contributor, id, now } = await given();
			await says(contributor, id, { narrative: 'Begun.' });
			const { version } = await now();
			expect(await refused(undoes(contributor, id, version, 10.1))).toContain('more than 10 minutes ago');
			await undoes(contributor, id, version, 10);
		});

		it('once somebody has built on it, and twice', async () => {
			const { contributor, approver, id, now } = await given();
			await says(contributor, id, { narrative: 'Begun.' });
			const { version } = await now();
			await says(approver, id, { narrative: 'The board has paid.' }, 1);
			expect(await refused(undoes(contributor, id, version, 2))).toContain(`${approver.name} has saved`);
			await undoes(approver, id, (await now()).version, 3);
			expect(await refused(undoes(approver, id, (await now()).version, 4))).toContain('nothing to undo');
			await agrees();
		});
	});

	it('makes one event of a form that is sent twice, even at once, and two of two that say different things', async () => {
		const { contributor, id, now } = await given();
		const send = (narrative: string) =>
			saveUpdate(at(contributor), [{ assignment_id: id, narrative }], 'form-1');
		const [first, second] = await Promise.all([send('Begun.'), send('Begun.')]);
		expect([first, second].filter((ids) => ids !== undefined)).toHaveLength(1);
		expect((await now()).version).toBe(2);
		expect(await send('Begun on ward 4.')).toHaveLength(1);
		expect((await now()).version).toBe(3);
	});
});
