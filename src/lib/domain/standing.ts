import { ASSURANCES, type Assurance } from './axes/assurance.ts';
import { CLOSURES, type Closure } from './axes/closure.ts';
import { DELIVERIES, type Delivery } from './axes/delivery.ts';
import { DISPOSITIONS, type Disposition } from './axes/disposition.ts';
import { POSITIONS, type Position } from './axes/position.ts';

/** Where one assignment stands on one day: the five facts whose joint counts carry every rate of the product. */
export type Standing = {
	disposition: Disposition;
	position: Position;
	delivery: Delivery;
	assurance: Assurance;
	closure: Closure;
};

/** How many assignments stand so. */
export type StandingCount = Standing & { n: number };

/** A standing as one small integer, 0 to 10583, frozen: it is stored in the ledger. */
export const encode = (standing: Standing): number =>
	(((DISPOSITIONS.indexOf(standing.disposition) * POSITIONS.length + POSITIONS.indexOf(standing.position)) *
		DELIVERIES.length +
		DELIVERIES.indexOf(standing.delivery)) *
		ASSURANCES.length +
		ASSURANCES.indexOf(standing.assurance)) *
		CLOSURES.length +
	CLOSURES.indexOf(standing.closure);

/** The standing that a number stands for; throws on a number that is none. */
export const decode = (code: number): Standing => {
	let rest = code;
	const next = <T>(values: readonly T[]): T => {
		const value = values[rest % values.length];
		rest = Math.floor(rest / values.length);
		return value as T;
	};
	const closure = next(CLOSURES);
	const assurance = next(ASSURANCES);
	const delivery = next(DELIVERIES);
	const position = next(POSITIONS);
	if (!Number.isInteger(code) || code < 0 || rest >= DISPOSITIONS.length)
		throw new RangeError(`${code} is no standing`);
	return { disposition: DISPOSITIONS[rest] as Disposition, position, delivery, assurance, closure };
};

/** The steps of the cascade, in order; each is a subset of the one before. */
export const STEPS = [
	'asked',
	'responded',
	'accepted',
	'planned',
	'delivered',
	'assured',
	'sustained'
] as const;
export type Step = (typeof STEPS)[number];

const ACCEPTED: readonly string[] = ['accepted', 'accepted in part', 'accepted in principle'];
const PLANNED: readonly string[] = ['planned', 'in progress', 'on hold', 'delivered'];
const ASSURED: readonly string[] = ['assured', 'sustained'];

/** Whether it counts in the base: not merged, and not agreed to be no longer applicable (product definition "base"). */
export const isInBase = (standing: Standing): boolean =>
	standing.disposition !== 'merged' && standing.closure !== 'no longer applicable';

/** How many steps of the cascade a standing has reached, 0 (not in the base) to 7 (sustained). */
export const stepsReached = (standing: Standing): number => {
	if (!isInBase(standing)) return 0;
	if (standing.position === 'awaiting response') return 1;
	if (!ACCEPTED.includes(standing.position)) return 2;
	if (!PLANNED.includes(standing.delivery)) return 3;
	if (standing.delivery !== 'delivered') return 4;
	if (!ASSURED.includes(standing.assurance)) return 5;
	return standing.assurance === 'sustained' ? 7 : 6;
};
