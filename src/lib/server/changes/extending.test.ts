import { expect, it } from 'vitest';
import { boardCounts } from '#db/queries/board-counts.ts';
import * as extensions from '#db/queries/extensions.ts';
import { rebuild } from '#db/record/rebuild.ts';
import { givenAssignment, givenPerson, givenSource, onBothEngines, type TestAt } from '#db/testing.ts';
import { askForExtension } from './ask-for-extension.ts';
import { decideExtension } from './decide-extension.ts';

onBothEngines('asking for more time', (testAt) => {
	const given = async () => {
		const at = testAt();
		const assignment = await givenAssignment(at, { response_due_on: null, action_due_on: '2026-12-31' });
		const contributor = await givenPerson(at, 'contributor', { organisation_id: assignment.organisation_id });
		const board = await givenPerson(at, 'board');
		return { at, assignment, contributor, board };
	};
	const ask = (at: TestAt, user: TestAt['user'], assignment_id: number, asked_for_on: string) =>
		askForExtension({ ...at, user }, [
			{ assignment_id, clock: 'action', asked_for_on, reason: 'The ward moves.', barrier: 'estate' }
		]);
	const dueOf = (at: TestAt, id: number) =>
		at.db
			.selectFrom('assignment')
			.select(['action_due_on', 'action_due_originally_on'])
			.where('id', '=', id)
			.executeTakeFirstOrThrow();

	it('moves no date until it is granted, and then keeps the first one', async () => {
		const { at, assignment, contributor, board } = await given();
		const [extension_id = 0] = await ask(at, contributor, assignment.id, '2027-02-28');
		expect(await dueOf(at, assignment.id)).toMatchObject({ action_due_on: '2026-12-31' });
		await decideExtension({ ...at, user: board }, [
			{ extension_id, decision: 'granted', reason: undefined, effective_on: undefined }
		]);
		expect(await dueOf(at, assignment.id)).toEqual({
			action_due_on: '2027-02-28',
			action_due_originally_on: '2026-12-31'
		});
		const row = await at.db
			.selectFrom('extension')
			.selectAll()
			.where('id', '=', extension_id)
			.executeTakeFirstOrThrow();
		expect(row).toMatchObject({
			needs_board: false,
			decision: 'granted',
			decided_on: at.today,
			decided_by: board.id
		});
	});

	it('moves nothing when it is refused, and keeps the reason', async () => {
		const { at, assignment, contributor, board } = await given();
		const [extension_id = 0] = await ask(at, contributor, assignment.id, '2027-02-28');
		await decideExtension({ ...at, user: board }, [
			{ extension_id, decision: 'refused', reason: 'There is another ward.', effective_on: undefined }
		]);
		expect(await dueOf(at, assignment.id)).toMatchObject({ action_due_on: '2026-12-31' });
		const again = { extension_id, decision: 'granted', reason: undefined, effective_on: undefined } as const;
		await expect(decideExtension({ ...at, user: board }, [again])).rejects.toThrow(
			'This request was refused on'
		);
	});

	it('goes to the board the second time, and when it comes to more than 180 days in all', async () => {
		const { at, assignment, contributor, board } = await given();
		const [first = 0] = await ask(at, contributor, assignment.id, '2027-02-28');
		await decideExtension({ ...at, user: board }, [
			{ extension_id: first, decision: 'granted', reason: undefined, effective_on: undefined }
		]);
		const other = await givenAssignment(at, {
			organisation_id: assignment.organisation_id,
			response_due_on: null,
			action_due_on: '2026-12-31'
		});
		const [second = 0] = await ask(at, contributor, assignment.id, '2027-03-31');
		const [long = 0] = await ask(at, contributor, other.id, '2027-12-31');
		const rows = await at.db
			.selectFrom('extension')
			.select('needs_board')
			.where('id', 'in', [second, long])
			.execute();
		expect(rows).toEqual([{ needs_board: true }, { needs_board: true }]);
	});

	it('waits for the first answer before it can be asked again', async () => {
		const { at, assignment, contributor } = await given();
		await ask(at, contributor, assignment.id, '2027-02-28');
		await expect(ask(at, contributor, assignment.id, '2027-03-31')).rejects.toThrow('waits to be decided');
	});

	it('is never decided by the owner', async () => {
		const { at, assignment, contributor } = await given();
		const [extension_id = 0] = await ask(at, contributor, assignment.id, '2027-02-28');
		const both = await givenPerson(at, 'board', { organisation_id: assignment.organisation_id });
		await expect(
			decideExtension({ ...at, user: both }, [
				{ extension_id, decision: 'granted', reason: undefined, effective_on: undefined }
			])
		).rejects.toMatchObject({ kind: 'not-allowed' });
	});

	it('waits for the board, and for the issuer of its own source unless it is the board’s alone', async () => {
		const { at, assignment, contributor, board } = await given();
		const { source_id } = await at.db
			.selectFrom('recommendation')
			.select('source_id')
			.where('id', '=', assignment.recommendation_id)
			.executeTakeFirstOrThrow();
		const [issuer, other, owner] = [
			await givenPerson(at, 'issuer', { source_id }),
			await givenPerson(at, 'issuer', { source_id: (await givenSource(at)).id }),
			await givenPerson(at, 'board', { organisation_id: assignment.organisation_id })
		];
		const waiting = async () => {
			const counted: number[] = [];
			for (const user of [board, issuer, other, owner]) {
				const room = '/board/extensions';
				const { [room]: n = -1 } = await boardCounts(at.db, { user, today: at.today }, [room]);
				const found = await extensions.toDecide(at.db, user, { limit: 50, offset: 0 });
				expect([found.n, found.asked.length]).toEqual([n, n]);
				counted.push(n);
			}
			return counted;
		};
		const before = await waiting();
		const [id = 0] = await ask(at, contributor, assignment.id, '2027-02-28');
		expect(await waiting()).toEqual(before.map((n, place) => n + (place < 2 ? 1 : 0)));
		await at.owner.updateTable('extension').set({ needs_board: true }).where('id', '=', id).execute();
		expect(await waiting()).toEqual(before.map((n, place) => n + (place < 1 ? 1 : 0)));
	});

	it('leaves nothing that a rebuild would find different', async () => {
		expect(await rebuild(testAt().db, 'register', { write: false })).toEqual([]);
	});
});
