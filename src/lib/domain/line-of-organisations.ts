/** Whether a body is another one, or stands above it, however many bodies lie between. */
const isAbove = (parents: ReadonlyMap<number, number>, above: number, below: number): boolean => {
	// A register may say by mistake that two bodies are each above the other: none is asked twice.
	const asked = new Set<number>();
	for (let one: number | undefined = below; one !== undefined && !asked.has(one); one = parents.get(one)) {
		if (one === above) return true;
		asked.add(one);
	}
	return false;
};

/**
 * Whether two organisations are the same, or one answers to the other through any number of bodies between. `parents` is
 * whom each answers to. Neighbours under one parent are not in one line: neither answers for the other.
 */
export const areInOneLine = (parents: ReadonlyMap<number, number>, one: number, other: number): boolean =>
	isAbove(parents, one, other) || isAbove(parents, other, one);
