import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import type { Tables } from '#db/schema.ts';
import { onBothEngines } from '#db/testing.ts';
import { read } from '#lib/csv/read.ts';
import { seedRegister } from './seed.ts';

const rowsOf = (file: string) => {
	const { headings, rows } = read(file, readFileSync(new URL(file, import.meta.url)));
	return rows.map(({ cells }) =>
		Object.fromEntries(headings.map((heading, place) => [heading, cells[place] ?? '']))
	);
};

onBothEngines('the register that comes with the product', (at) => {
	const count = async (table: keyof Tables) => {
		const found = await at()
			.owner.selectFrom(table)
			.select(({ fn }) => fn.countAll<number>().as('n'))
			.executeTakeFirstOrThrow();
		return found.n;
	};
	const tally = async (column: 'stage' | 'evidence_quality' | 'kind') => {
		const rows = await at()
			.db.selectFrom('recommendation')
			.select(({ fn }) => fn.countAll<number>().as('n'))
			.select(`${column} as value`)
			.groupBy(column)
			.execute();
		return Object.fromEntries(rows.map(({ value, n }) => [value, n]));
	};
	const asked = () =>
		at()
			.db.selectFrom('assignment')
			.innerJoin('recommendation', 'recommendation.id', 'assignment.recommendation_id')
			.innerJoin('organisation', 'organisation.id', 'assignment.organisation_id');

	beforeAll(() => seedRegister(at()), 120_000);

	it('holds every row of its files', async () => {
		const files = {
			source: 14,
			report: 71,
			recommendation: 189,
			measure: 66,
			observation: 66,
			theme: 23,
			family: 7,
			family_member: 14
		};
		for (const [table, n] of Object.entries(files))
			expect([table, await count(table as keyof Tables)]).toEqual([table, n]);
		// 355 rows, of which four are groups and not organisations.
		expect(await count('organisation')).toBe(351);
		expect(await count('organisation_set')).toBe(4);
	});

	it('says what the pages said: 50 replies found, 46 of them accepting, 7 said to be done, none confirmed', async () => {
		const reached = (step: 'responded' | 'accepted' | 'assured') =>
			at()
				.db.selectFrom('recommendation')
				.select(({ fn }) => fn.countAll<number>().as('n'))
				.where(step, '>', 0)
				.executeTakeFirst();
		// Counted from the file: the response is known in 50 rows, in 4 of them 'not accepted'; 7 rows are 'implemented'.
		expect(await reached('responded')).toEqual({ n: 50 });
		expect(await reached('accepted')).toEqual({ n: 46 });
		expect(await reached('assured')).toEqual({ n: 0 });
		expect(await tally('stage')).toEqual({
			'nobody asked by name': 16,
			'no reply found': 123,
			refused: 4,
			accepted: 8,
			'under way': 31,
			'said to be done': 7
		});
	});

	it('asks every member of a group only where the group was really asked', async () => {
		const members = async (reference: string) =>
			(await asked().select('assignment.id').where('recommendation.reference', '=', reference).execute())
				.length;
		expect(await members('OCKENDEN-2022/2')).toBe(199);
		expect(await members('FRANCIS-2013/1')).toBe(200);
		expect(await members('WHO-EUR-QOC/1')).toBe(53);
		expect(await members('HSSIB-SEPSIS-2025/1')).toBe(0);
		expect(await members('PHSO-BROKEN-TRUST-2023/3')).toBe(1);
	});

	it('gives no opinion of members of a group: nothing was read of any one of them', async () => {
		const opinions = await asked()
			.select(['organisation.name', 'recommendation.reference'])
			.where('organisation.kind', 'in', ['ambulance trust', 'member state'])
			.where((eb) =>
				eb.or([
					eb('assignment.position', '<>', 'awaiting response'),
					eb('assignment.delivery', '<>', 'no information')
				])
			)
			.execute();
		expect(opinions).toEqual([]);
	});

	it('says why of every group', () => {
		const groups = new Set(rowsOf('organisation-sets.csv').map(({ code }) => code));
		const named = rowsOf('recommendations.csv').flatMap(({ recommendation_ref, addressees = '' }) =>
			addressees
				.split(';')
				.filter((code) => groups.has(code))
				.map((code) => `${recommendation_ref} ${code}`)
		);
		const judged = rowsOf('addressing.csv').map(
			({ recommendation_ref, addressee }) => `${recommendation_ref} ${addressee}`
		);
		expect(judged.toSorted()).toEqual(named.toSorted());
	});

	it('keeps how well each row is backed', async () => {
		expect(await tally('evidence_quality')).toEqual({
			'official page': 81,
			'secondary page': 75,
			'seed document': 29,
			'from memory, unverified': 4
		});
	});

	it('counts an undated recommendation from its year, from its reply, or from today, whichever is first known', async () => {
		const days = await at()
			.db.selectFrom('recommendation')
			.select(['reference', 'counted_from_on'])
			.where('reference', 'in', [
				'HSIB-IOL/1',
				'R/2021/111',
				'HSSIB-SMS/1',
				'HSSIB-PRISON-EMERGENCY/1',
				'HSIB-AORTIC/1'
			])
			.execute();
		expect(
			Object.fromEntries(days.map(({ reference, counted_from_on }) => [reference, counted_from_on]))
		).toEqual({
			'HSIB-AORTIC/1': '2020-01-23',
			'HSIB-IOL/1': '2018-12-31',
			'R/2021/111': '2021-04-16',
			'HSSIB-SMS/1': '2024-12-12',
			'HSSIB-PRISON-EMERGENCY/1': '2026-11-22'
		});
	});

	it('keeps the duty with the body that the page named, though another has taken over', async () => {
		const duties = await asked()
			.select('recommendation.reference')
			.where('organisation.code', '=', 'HEE')
			.execute();
		expect(duties).toHaveLength(4);
		const successors = await at()
			.db.selectFrom('organisation_succession')
			.innerJoin('organisation as old', 'old.id', 'organisation_id')
			.innerJoin('organisation as new', 'new.id', 'successor_id')
			.select(['new.code', 'took_over_on', 'old.closed_on'])
			.where('old.code', '=', 'HEE')
			.execute();
		expect(successors).toEqual([{ code: 'NHSE', took_over_on: '2023-04-01', closed_on: '2023-03-31' }]);
	});

	it('changes nothing the second time', async () => {
		const tables: (keyof Tables)[] = [
			'event',
			'assignment',
			'recommendation',
			'addressee',
			'evidence',
			'import',
			'observation',
			'standing_change'
		];
		const counts = async () => Promise.all(tables.map(count));
		const before = await counts();
		await seedRegister(at());
		expect(await counts()).toEqual(before);
	});
});

it('every file of the register lies here', () => {
	const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.csv'));
	expect(files.toSorted()).toEqual([
		'addressing.csv',
		'families.csv',
		'judged-pairs.csv',
		'measures.csv',
		'organisation-sets.csv',
		'organisations.csv',
		'recommendations.csv',
		'reports.csv',
		'sources.csv',
		'successions.csv',
		'themes.csv'
	]);
});
