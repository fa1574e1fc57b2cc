import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { rebuild } from '#db/record/rebuild.ts';
import { fold } from '#db/record/rollups.ts';
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
	const count = async (table: string) => {
		const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
			at().db
		);
		return rows[0]?.n;
	};
	const tally = async (column: string) => {
		const { rows } = await sql<{ value: string; n: number }>`
			select ${sql.ref(column)} as value, count(*)::int as n from recommendation group by 1`.execute(at().db);
		return Object.fromEntries(rows.map(({ value, n }) => [value, n]));
	};

	beforeAll(() => seedRegister(at()), 120_000);

	it('holds every row of its files', async () => {
		const files = { source: 14, report: 71, recommendation: 189, measure: 66, observation: 66, theme: 23 };
		for (const [table, n] of Object.entries(files)) expect([table, await count(table)]).toEqual([table, n]);
		// 355 rows, of which four are groups and not organisations.
		expect(await count('organisation')).toBe(351);
		expect(await count('organisation_set')).toBe(4);
	});

	it('says what the pages said: 50 replies found, 46 of them accepting, 7 said to be done, none confirmed', async () => {
		const { rows } = await sql`select count(*) filter (where responded > 0)::int as responded,
			count(*) filter (where accepted > 0)::int as accepted, count(*) filter (where assured > 0)::int as assured
			from recommendation`.execute(at().db);
		// Counted from the file: response known in 50 rows, 4 of them 'not accepted'; 7 rows 'implemented'.
		expect(rows).toEqual([{ responded: 50, accepted: 46, assured: 0 }]);
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
		const members = async (reference: string) => {
			const { rows } = await sql<{ n: number }>`select count(*)::int as n from assignment a
				join recommendation r on r.id = a.recommendation_id where r.reference = ${reference}`.execute(at().db);
			return rows[0]?.n;
		};
		expect(await members('OCKENDEN-2022/2')).toBe(199);
		expect(await members('FRANCIS-2013/1')).toBe(200);
		expect(await members('WHO-EUR-QOC/1')).toBe(53);
		expect(await members('HSSIB-SEPSIS-2025/1')).toBe(0);
		expect(await members('PHSO-BROKEN-TRUST-2023/3')).toBe(1);
	});

	it('gives no opinion of members of a group: nothing was read of any one of them', async () => {
		const { rows } =
			await sql`select count(*)::int as n from assignment a join organisation o on o.id = a.organisation_id
			where o.kind in ('ambulance trust', 'member state') and (a.position <> 'awaiting response' or a.delivery <> 'no information')`.execute(
				at().db
			);
		expect(rows).toEqual([{ n: 0 }]);
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
		const { rows } = await sql`select count(*)::int as duties, max(s.code) as successor from assignment a
			join organisation o on o.id = a.organisation_id
			join organisation_succession n on n.organisation_id = o.id join organisation s on s.id = n.successor_id
			where o.code = 'HEE'`.execute(at().db);
		expect(rows).toEqual([{ duties: 4, successor: 'NHSE' }]);
	});

	it('changes nothing the second time', async () => {
		const tables = [
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
	}, 120_000);

	it('leaves every count in step with its events', async () => {
		await fold(at().db);
		expect(await rebuild(at().owner, 'register', { write: false })).toEqual([]);
	}, 120_000);
});

it('every file of the register lies here', () => {
	const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.csv'));
	expect(files.toSorted()).toEqual([
		'addressing.csv',
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
