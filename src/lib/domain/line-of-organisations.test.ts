import { describe, expect, it } from 'vitest';
import { areInOneLine } from './line-of-organisations.ts';
import { may } from './may.ts';
import { aPerson } from './testing.ts';

const BODIES = [1, 2, 3, 4] as const;

/** Every way in which four bodies can answer to one another or to nobody, mistakes in circles among them. */
const everyHierarchy = function* (): Generator<Map<number, number>> {
	for (let number = 0; number < 5 ** BODIES.length; number += 1)
		yield new Map(
			BODIES.flatMap((body, place) => {
				const parent = Math.floor(number / 5 ** place) % 5;
				return parent === 0 ? [] : [[body, parent] as const];
			})
		);
};

/** What is above what, by another road: the relation is widened until nothing is added. */
const aboveOf = (parents: ReadonlyMap<number, number>): Set<string> => {
	const above = new Set([...parents].map(([below, parent]) => `${parent}>${below}`));
	for (let before = -1; before !== above.size;) {
		before = above.size;
		for (const a of BODIES)
			for (const b of BODIES)
				for (const c of BODIES) if (above.has(`${a}>${b}`) && above.has(`${b}>${c}`)) above.add(`${a}>${c}`);
	}
	return above;
};

describe('a line of organisations', () => {
	it('runs through any number of bodies, upward and downward, and not to a neighbour', () => {
		const parents = new Map([
			[90, 9],
			[9, 20],
			[10, 20],
			[20, 30]
		]);
		for (const body of [9, 20, 30, 90]) expect(areInOneLine(parents, body, 9)).toBe(true);
		for (const body of [10, 50]) expect(areInOneLine(parents, body, 9)).toBe(false);
	});
});

describe('a verdict, for every hierarchy of four bodies and every choice of memberships', () => {
	it('is given exactly by those who belong to nobody above, below or at the claim', () => {
		const wrong: string[] = [];
		let checked = 0;
		for (const organisation_parents of everyHierarchy()) {
			const above = aboveOf(organisation_parents);
			for (const owner of BODIES)
				for (let chosen = 0; chosen < 2 ** BODIES.length; chosen += 1) {
					const own = BODIES.filter((_, place) => (chosen >> place) & 1);
					// The role in which somebody belongs to a body changes nothing: the verifier’s own, or another beside it.
					const [first, ...others] = own;
					const user = aPerson(
						{ role: 'verifier', organisation_id: first ?? null },
						...others.map((organisation_id) => ({ role: 'contributor', organisation_id }) as const)
					);
					const isBarred = own.some(
						(mine) => mine === owner || above.has(`${mine}>${owner}`) || above.has(`${owner}>${mine}`)
					);
					const assignment = { data_set: 'demonstration', organisation_id: owner } as const;
					const may_it = may(user).can('giveVerdict', {
						assignment,
						submitted_by: [null],
						organisation_parents
					});
					checked += 1;
					if (may_it === isBarred)
						wrong.push(`${owner} by ${own.join(' and ')}, ${JSON.stringify([...organisation_parents])}`);
				}
		}
		expect(wrong).toEqual([]);
		expect(checked).toBe(5 ** 4 * 4 * 16);
	});
});
