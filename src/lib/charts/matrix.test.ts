import { expect, it } from 'vitest';
import { standings } from '#lib/domain/numbers/worked-example.ts';
import { matrixInWords, matrixOf, statesIn, wordsOf } from './matrix.ts';

const standing = (
	recommendation_id: number,
	organisation_id: number,
	said: Parameters<typeof standings>[1] = {}
) => ({
	...standings(1, said),
	recommendation_id,
	organisation_id
});
const recommendation = (id: number) => ({
	id,
	slug: `R-${id}`,
	reference: `R/${id}`,
	plain_summary: `Do ${id}`
});
const organisation = (id: number) => ({ id, code: `O${id}`, name: `Trust ${id}` });

it('has a cell for every organisation in every row, also where nothing was asked', () => {
	const matrix = matrixOf({
		recommendations: [recommendation(1), recommendation(2)],
		organisations: [organisation(7), organisation(8)],
		cells: [
			standing(1, 8, { position: 'accepted', delivery: 'delivered', assurance: 'assured' }),
			standing(2, 7),
			standing(2, 8, { disposition: 'merged' })
		]
	});
	expect(matrix.rows.map(({ cells }) => cells.map(wordsOf))).toEqual([
		['not asked', 'confirmed'],
		['no response', 'merged, or agreed not to apply']
	]);
	expect(statesIn(matrix).map(({ state, n }) => [state, n])).toEqual([
		['confirmed', 1],
		['no response', 1]
	]);
	expect(matrixInWords(matrix)).toBe(
		'Of 2 assignments shown here, 1 is confirmed, none is said to be done and not confirmed and of 1 we have heard nothing.'
	);
});

it('says so when nothing was put to anybody by name', () => {
	expect(
		matrixInWords(matrixOf({ recommendations: [recommendation(1)], organisations: [], cells: [] }))
	).toBe('Nothing here was put to an organisation by name.');
});
