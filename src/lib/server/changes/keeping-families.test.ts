import { expect, it } from 'vitest';
import * as pairs from '#db/queries/alike-pairs.ts';
import * as families from '#db/queries/families.ts';
import {
	givenOrganisation,
	givenPerson,
	givenRecommendation,
	givenSource,
	onBothEngines
} from '#db/testing.ts';
import { inTransaction, readAs } from '#db/transaction.ts';
import { AlikeJudgement } from '#lib/domain/family.ts';
import { judgeAlike } from './judge-alike.ts';
import { joinFamily, leaveFamily } from './keep-family.ts';
import { linkRecommendations, unlinkRecommendations } from './link-recommendations.ts';
import { suggestFamilies } from './suggest-families.ts';

onBothEngines('families and ties, as a registrar keeps them', (at) => {
	const ask = (plain_summary: string, made_on: string) =>
		givenRecommendation(at(), { plain_summary, made_on });
	const eventsOf = (subject: string, subject_id: number) =>
		at()
			.owner.selectFrom('event')
			.select(['what', 'to_value', 'from_value', 'reason', 'person_id', 'detail'])
			.where('subject', '=', subject)
			.where('subject_id', '=', subject_id)
			.orderBy('id')
			.execute();
	const judge = (pair_id: number, judged: string, more: object = {}) =>
		AlikeJudgement.parse({ pair_id, judged, ...more });

	it('finds what is asked for again, and a registrar makes a family of it, once', async () => {
		const registrar = await givenPerson(at(), 'registrar');
		const first = await ask('Count swabs aloud at every handover.', '2019-05-01');
		const again = await ask('Count all swabs aloud at each handover.', '2023-06-01');
		await ask('Publish the waiting times of each clinic.', '2023-06-01');
		expect(await suggestFamilies(at(registrar))).toBe(1);
		const list = () => readAs(at(registrar), (db) => pairs.list(db, 'register', { limit: 5, offset: 0 }));
		const rows = await list();
		expect(rows).toHaveLength(1);
		expect(await readAs(at(registrar), (db) => pairs.count(db, 'register'))).toBe(1);
		expect(rows[0]).toMatchObject({
			one: { id: first.id, year: 2019 },
			other: { id: again.id, year: 2023 },
			reasons: { words: expect.arrayContaining(['swab', 'handov']) as string[] }
		});

		const pair = rows[0]?.id ?? 0;
		const given = judge(pair, 'a new family', { name: 'Count swabs aloud', asks_for: 'Count swabs aloud.' });
		await judgeAlike(at(registrar), [given]);
		expect(await list()).toEqual([]);
		const family = await families.find(at().reading, 'register', 'count-swabs-aloud');
		expect(family).toMatchObject({ times: 2, first_year: 2019, last_year: 2023, name: 'Count swabs aloud' });
		expect(await eventsOf('family', family?.id ?? 0)).toMatchObject([
			{ what: 'added', person_id: registrar.id }
		]);
		await expect(judgeAlike(at(registrar), [given])).rejects.toThrow(
			'Somebody judged this pair meanwhile: the same.'
		);

		const third = await ask('Count every swab aloud at handover.', '2025-01-01');
		await suggestFamilies(at(registrar));
		const [next] = await list();
		expect(next?.families).toEqual([{ id: family?.id, name: 'Count swabs aloud' }]);
		await judgeAlike(at(registrar), [
			judge(next?.id ?? 0, 'a family that there is', { family_id: family?.id })
		]);
		// The pair with the other member is settled by that.
		expect(await list()).toEqual([]);
		expect(
			(await families.members(at().reading, family?.id ?? 0, { limit: 9, offset: 0 })).map(({ id }) => id)
		).toEqual([first.id, again.id, third.id]);
	});

	it('takes a member in or out by its reference, with the reason on record', async () => {
		const registrar = await givenPerson(at(), 'registrar');
		const family = await families.find(at().reading, 'register', 'count-swabs-aloud');
		const one = await ask('Weigh every swab.', '2024-01-01');
		const member = { family_id: family?.id ?? 0, reference: one.reference, reason: 'It is about swabs.' };
		await joinFamily(at(registrar), member);
		expect((await families.find(at().reading, 'register', 'count-swabs-aloud'))?.times).toBe(4);
		await expect(joinFamily(at(registrar), member)).rejects.toThrow('is in this family already');
		await leaveFamily(at(registrar), { ...member, reason: 'Weighing is not counting.' });
		expect((await families.find(at().reading, 'register', 'count-swabs-aloud'))?.times).toBe(3);
		await expect(leaveFamily(at(registrar), member)).rejects.toThrow('is not in this family');
		await expect(joinFamily(at(registrar), { ...member, reference: 'NONE/1' })).rejects.toThrow('NONE/1');
		expect((await eventsOf('family', member.family_id)).slice(-2)).toMatchObject([
			{ what: 'amended', reason: 'It is about swabs.', detail: { joined: [one.id] } },
			{ what: 'amended', reason: 'Weighing is not counting.', detail: { left: [one.id] } }
		]);
	});

	it('ties two recommendations one way, and takes the tie away again', async () => {
		const registrar = await givenPerson(at(), 'registrar');
		const [old, young] = [await ask('Ask thus.', '2019-01-01'), await ask('Ask otherwise.', '2022-01-01')];
		const link = {
			from_ref: young.reference,
			kind: 'supersedes',
			to_ref: old.reference,
			note: 'It says so.'
		} as const;
		const [id = 0] = await linkRecommendations(at(registrar), [link]);
		await expect(linkRecommendations(at(registrar), [link])).rejects.toThrow('on record already');
		await expect(linkRecommendations(at(registrar), [{ ...link, to_ref: 'NONE/1' }])).rejects.toThrow(
			'NONE/1'
		);
		const ties = () => families.ties(at().reading, 'register', { limit: 5, offset: 0 });
		expect(await ties()).toMatchObject([{ kind: 'supersedes', from: { reference: young.reference } }]);
		await unlinkRecommendations(at(registrar), id, 'Only a part of it.');
		expect(await ties()).toEqual([]);
		expect(await eventsOf('recommendation', young.id)).toMatchObject([
			{ to_value: `supersedes ${old.reference}`, reason: 'It says so.' },
			{ from_value: `supersedes ${old.reference}`, reason: 'Only a part of it.' }
		]);
	});

	it('is for registrars of the same data alone, in the code and in the database', async () => {
		const source_id = (await givenSource(at())).id;
		const organisation_id = (await givenOrganisation(at())).id;
		const others = [
			await givenPerson(at(), 'issuer', { source_id }),
			await givenPerson(at(), 'approver', { organisation_id }),
			await givenPerson(at(), 'board')
		];
		const member = { family_id: 1, reference: 'R/1', reason: 'So.' };
		for (const user of [undefined, ...others]) {
			await expect(judgeAlike(at(user), [judge(1, 'not the same')])).rejects.toThrow();
			await expect(joinFamily(at(user), member)).rejects.toThrow();
			await expect(suggestFamilies(at(user))).rejects.toThrow();
		}
		for (const user of [undefined, others[0], others[1]]) {
			const seen = readAs({ ...at(), user }, (db) => pairs.list(db, 'register', { limit: 1, offset: 0 }));
			expect(await seen).toEqual([]);
			const written = inTransaction({ ...at(), user }, (trx) =>
				trx
					.insertInto('family')
					.values({ data_set: 'register', slug: 'not-theirs', name: 'Not theirs' })
					.execute()
			);
			await expect(written).rejects.toThrow('row-level security');
		}
		const invented = await givenPerson(at(), 'registrar', { data_set: 'demonstration' });
		await expect(judgeAlike(at(invented), [judge(1, 'not the same')])).rejects.toThrow(
			'There is no such pair.'
		);
	});

	it('asks for a name for a new family, and for the family that there is', () => {
		const wrong = (judged: string) =>
			AlikeJudgement.safeParse({ pair_id: 1, judged }).error?.issues[0]?.path[0];
		expect([
			wrong('a new family'),
			wrong('a family that there is'),
			wrong(''),
			wrong('not the same')
		]).toEqual(['name', 'family_id', 'judged', undefined]);
	});
});
