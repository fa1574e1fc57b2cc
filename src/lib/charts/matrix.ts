import { countOf, listed, sentence, shareAlone, verb } from '#lib/domain/numbers/in-words.ts';
import { stateOf, STATES, type State } from '#lib/domain/numbers/states.ts';
import type { Standing } from '#lib/domain/standing.ts';

/** What was not asked of an organisation, and what no number counts: merged, or agreed not to apply. */
export const NOT_ASKED = -1;
export const NOT_COUNTED = -2;

/** A matrix as it is shown: for each row the place of each cell among the states, or one of the two above. */
export type MatrixRow = { slug: string; reference: string; summary: string; cells: number[] };
export type Matrix = { organisations: { code: string; name: string }[]; rows: MatrixRow[] };

type Found = {
	recommendations: { id: number; slug: string; reference: string; plain_summary: string }[];
	organisations: { id: number; code: string; name: string }[];
	cells: (Standing & { recommendation_id: number; organisation_id: number })[];
};

/** Lays assignments out: recommendations down, organisations across. */
export const matrixOf = ({ recommendations, organisations, cells }: Found): Matrix => {
	const states = new Map(
		cells.map((cell) => {
			const state = stateOf(cell);
			return [
				`${cell.recommendation_id}/${cell.organisation_id}`,
				state === undefined ? NOT_COUNTED : STATES.indexOf(state)
			];
		})
	);
	return {
		organisations: organisations.map(({ code, name }) => ({ code, name })),
		rows: recommendations.map(({ id, slug, reference, plain_summary }) => ({
			slug,
			reference,
			summary: plain_summary,
			cells: organisations.map((one) => states.get(`${id}/${one.id}`) ?? NOT_ASKED)
		}))
	};
};

/** What a cell says, for those who do not see its mark. */
export const wordsOf = (cell: number): string =>
	cell === NOT_ASKED ? 'not asked' : cell === NOT_COUNTED ? 'merged, or agreed not to apply' : STATES[cell]!;

/** The states that occur in a matrix, in their order, and how many assignments are in each. */
export const statesIn = ({ rows }: Matrix): { state: State; place: number; n: number }[] =>
	STATES.map((state, place) => ({
		state,
		place,
		n: rows.reduce((sum, { cells }) => sum + cells.filter((cell) => cell === place).length, 0)
	})).filter(({ n }) => n > 0);

/** A matrix in a sentence: how much was asked here, and what it has come to. */
export const matrixInWords = (matrix: Matrix): string => {
	const counts = statesIn(matrix);
	const asked = counts.reduce((sum, { n }) => sum + n, 0);
	if (asked === 0) return 'Nothing here was put to an organisation by name.';
	const of = (...states: State[]) => ({
		numerator: counts.reduce((sum, { state, n }) => (states.includes(state) ? sum + n : sum), 0),
		denominator: asked
	});
	const confirmed = of('confirmed');
	const claimed = of('said to be done');
	const silent = of('no response', 'no information');
	return sentence(
		`of ${countOf(asked, 'assignment')} shown here, ${listed([
			`${shareAlone(confirmed)} ${verb(confirmed.numerator, 'is', 'are')} confirmed`,
			`${shareAlone(claimed)} ${verb(claimed.numerator, 'is', 'are')} said to be done and not confirmed`,
			`of ${shareAlone(silent)} we have heard nothing`
		])}`
	);
};
