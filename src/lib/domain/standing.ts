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
	if (!Number.isInteger(code) || code < 0 || rest >= DISPOSITIONS.length) throw new RangeError(`${code} is no standing`);
	return { disposition: DISPOSITIONS[rest] as Disposition, position, delivery, assurance, closure };
};
