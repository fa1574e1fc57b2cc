import { expect, it } from 'vitest';
import { dictionary } from '#db/queries/dictionary.ts';
import { isLoaded, size } from '#db/queries/data-sets.ts';
import { givenAssignment, givenOrganisation, givenPerson, onBothEngines } from '#db/testing.ts';
import { keepRecord } from './keep-record.ts';
import { removeDemonstration } from './remove-demonstration.ts';
import { updateAssignment } from './update-assignment.ts';

const demonstration = { data_set: 'demonstration' } as const;

onBothEngines('taking the demonstration out', (at) => {
	const inventSomething = async () => {
		const parent = await givenOrganisation(at(), demonstration);
		const organisation = await givenOrganisation(at(), { ...demonstration, parent_id: parent.id });
		const person = await givenPerson(at(), 'approver', {
			...demonstration,
			organisation_id: organisation.id
		});
		const { id } = await givenAssignment(at(), { ...demonstration, organisation_id: organisation.id });
		const evidence_url = 'https://example.org/audit';
		await updateAssignment(at(person), [
			{ assignment_id: id, position: 'accepted', evidence_url, evidence_kind: 'other' }
		]);
		await keepRecord(at());
		return id;
	};

	it('leaves no row of it in any table, and the register as it was', async () => {
		const real = await givenAssignment(at());
		await inventSomething();
		const before = await size(at().db, 'register');

		const chain = await removeDemonstration(at().owner, at().today);
		expect(chain.after).toEqual(chain.before);
		expect(chain.after.faults).toEqual([]);
		expect(await size(at().db, 'register')).toEqual(before);
		expect(await isLoaded(at().db, 'demonstration')).toBe(false);

		const tables = (await dictionary(at().reading)).filter(({ columns }) =>
			columns.some(({ column }) => column === 'data_set')
		);
		expect(tables.length).toBeGreaterThan(25);
		for (const { table } of tables) {
			const left = await at()
				.db.selectFrom(table as 'source')
				.select('data_set')
				.where('data_set', '=', 'demonstration')
				.limit(1)
				.execute();
			expect([table, left]).toEqual([table, []]);
		}
		const kept = await at().db.selectFrom('assignment').select('id').where('id', '=', real.id).execute();
		expect(kept).toHaveLength(1);
	});

	it('leaves room for another one, which the product can fill and still not alter', async () => {
		await inventSomething();
		expect(await size(at().db, 'demonstration')).toMatchObject({ assignments: 1 });
		await expect(at().db.deleteFrom('event').execute()).rejects.toThrow();
		await expect(at().owner.deleteFrom('event').execute()).rejects.toThrow(/append-only/);
		await expect(at().owner.deleteFrom('seal').execute()).rejects.toThrow(/append-only/);
	});

	it('is nothing that the product itself can do', async () => {
		await expect(removeDemonstration(at().db, at().today)).rejects.toThrow();
		expect(await isLoaded(at().db, 'demonstration')).toBe(true);
	});
});
