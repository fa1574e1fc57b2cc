import { seeded } from './product.ts';

/** Loads what the journeys copy their data from before the first of them begins, so that no two make it at once. */
export const setup = async (): Promise<void> => {
	await seeded();
};
