import type { EvidenceStore } from './store.ts';

/** A form that takes longer than this to be saved was broken off. */
const BREAKS_OFF_MS = 60 * 60 * 1000;

/**
 * Puts right what was broken off between taking a file in and keeping it: a file that a row names is kept, any other is
 * removed, once it has been held for an hour. `named` tells which of some files have a row. Returns how many of each.
 */
export const sweep = async (
	store: EvidenceStore,
	named: (keys: readonly string[]) => Promise<ReadonlySet<string>>,
	now: Date
): Promise<{ kept: number; removed: number }> => {
	const held = await store.held();
	const old = held.filter(({ at }) => now.getTime() - at.getTime() > BREAKS_OFF_MS).map(({ key }) => key);
	if (old.length === 0) return { kept: 0, removed: 0 };
	const rows = await named(old);
	for (const key of old) await (rows.has(key) ? store.keep(key) : store.drop(key));
	const kept = old.filter((key) => rows.has(key)).length;
	return { kept, removed: old.length - kept };
};
