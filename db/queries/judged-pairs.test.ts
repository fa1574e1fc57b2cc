import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { read } from '#lib/csv/read.ts';
import { likenessOf, rarest, SUGGESTED, type Compared } from '#lib/domain/same-ask.ts';
import { judgeAlike } from '#lib/server/changes/judge-alike.ts';
import { suggestFamilies } from '#lib/server/changes/suggest-families.ts';
import { INSTALLATION, seedRegister } from '#seeds/seed.ts';
import { onBothEngines } from '../testing.ts';
import { readAs } from '../transaction.ts';
import * as pairs from './alike-pairs.ts';
import * as comparing from './comparing.ts';

/** Pairs of the real register that a person read side by side, by reference: decision 013 says how they were chosen. */
const JUDGED = read(
	'judged-pairs.csv',
	readFileSync(new URL('../../seeds/judged-pairs.csv', import.meta.url))
).rows.map(({ cells: [one = '', other = '', same] }) => ({ one, other, isSame: same === 'yes' }));
const SAME = JUDGED.filter(({ isSame }) => isSame);
const nameOf = ({ one, other }: { one: string; other: string }) => [one, other].sort().join(' and ');

onBothEngines('what may ask for the same in the real register', (at) => {
	const registrar = () => at(INSTALLATION);
	const waiting = () => readAs(registrar(), (db) => pairs.list(db, 'register', { limit: 50, offset: 0 }));
	const named = (pair: pairs.Pair) => nameOf({ one: pair.one.reference, other: pair.other.reference });

	beforeAll(async () => {
		await seedRegister(at());
		// As a registrar meets it who has confirmed nothing yet.
		await at().owner.deleteFrom('family').execute();
		await suggestFamilies(registrar());
	}, 240_000);

	it('was judged beforehand, on more than 60 pairs, seven of which ask for the same', () => {
		expect(JUDGED.length).toBeGreaterThanOrEqual(60);
		expect(SAME).toHaveLength(7);
	});

	it('is found with a precision of 4 in 8 and a recall of 4 in 7', async () => {
		const found = (await waiting()).map(named);
		const known = new Set(JUDGED.map(nameOf));
		const right = SAME.filter((pair) => found.includes(nameOf(pair)));
		// Every suggestion was judged, so that the precision is one of the whole register and not of a sample.
		expect(found.filter((pair) => !known.has(pair))).toEqual([]);
		expect({ suggested: found.length, right: right.length }).toEqual({ suggested: 8, right: 4 });
	});

	it('is found better by words, letters and place together than by any of them alone', async () => {
		const { db } = at();
		const vocabulary = await comparing.vocabulary(db, 'register');
		const rows = await Promise.all(
			JUDGED.map(async ({ one, other, isSame }) => {
				const { rows: found } = await sql<{ a: number; b: number; trigrams: number }>`
					select a.id as a, b.id as b, similarity(a.plain_summary, b.plain_summary)::float8 as trigrams
					from recommendation a, recommendation b where a.reference = ${one} and b.reference = ${other}`.execute(db);
				const { a = 0, b = 0, trigrams = 0 } = found[0] ?? {};
				const [first, second] = await comparing.compared(db, [a, b]);
				if (!first || !second) throw new Error(`There are no ${one} and ${other}.`);
				const bare = { addressees: [], themes: [] };
				const words = likenessOf({ ...first, ...bare }, { ...second, ...bare }, 0, vocabulary).share;
				const all = likenessOf(first, second, trigrams, vocabulary).share;
				const has = (mine: Compared, theirs: Compared) =>
					rarest(mine, vocabulary).some((stem) => theirs.stems.includes(stem));
				const sharesRare = has(first, second) || has(second, first);
				return { isSame, trigrams, words, all, found: sharesRare ? all : 0 };
			})
		);
		/** Of the eight that a measure puts first, how many ask for the same. */
		const best = (by: 'trigrams' | 'words' | 'all' | 'found') =>
			[...rows]
				.sort((a, b) => b[by] - a[by])
				.slice(0, 8)
				.filter(({ isSame }) => isSame).length;
		const found = Object.fromEntries(
			(['trigrams', 'words', 'all', 'found'] as const).map((by) => [by, best(by)])
		);
		expect(found).toEqual({ trigrams: 1, words: 1, all: 3, found: 4 });
		expect(rows.filter((row) => row.found >= SUGGESTED)).toHaveLength(8);
	});

	it('is compared once, and again only where its words have changed', async () => {
		expect(await suggestFamilies(registrar())).toBe(0);
		expect(await comparing.toCompare(at().db, 'register', 0, 10)).toEqual([]);
		await at()
			.owner.updateTable('recommendation')
			.set({ plain_summary: 'Review the Never Events list.' })
			.where('reference', '=', 'R/2021/112')
			.execute();
		expect((await comparing.toCompare(at().db, 'register', 0, 10)).map(({ stems }) => stems)).toEqual([
			['event', 'list', 'never', 'review']
		]);
	});

	it('is never suggested again once a person has judged it', async () => {
		const [first, second, ...rest] = await waiting();
		if (!first || !second) throw new Error('Nothing was suggested.');
		await judgeAlike(registrar(), [
			{
				pair_id: first.id,
				judged: 'a new family',
				family_id: undefined,
				name: 'Never events',
				asks_for: undefined,
				reason: undefined
			},
			{
				pair_id: second.id,
				judged: 'not the same',
				family_id: undefined,
				name: undefined,
				asks_for: undefined,
				reason: 'One is about prisons.'
			}
		]);
		await at().owner.deleteFrom('compared').execute();
		expect(await suggestFamilies(registrar())).toBe(1);
		const now = (await waiting()).map(named);
		expect(now).not.toContain(named(first));
		expect(now).not.toContain(named(second));
		expect(now).toEqual(expect.arrayContaining(rest.map(named)));
	});
});
