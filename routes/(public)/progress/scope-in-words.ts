import { isNamed, nameOf, type Choices } from '#db/queries/progress.ts';
import type { Reading } from '#db/schema.ts';
import type { Scope } from '#lib/domain/scope.ts';

const WHOLE = { register: 'the whole register', demonstration: 'the whole demonstration' };

/** The filters of a scope, each in words as a reader knows it; undefined when one of them names nothing that there is. */
export const partsOf = async (
	reading: Reading,
	scope: Scope,
	choices: Choices
): Promise<string[] | undefined> => {
	const parts: string[] = [];
	for (const [filter, value] of Object.entries(scope.filter) as [
		keyof Scope['filter'],
		string | undefined
	][]) {
		if (value === undefined) continue;
		const label = isNamed(filter)
			? await nameOf(reading, scope.data_set, filter, value)
			: choices[filter].find((choice) => choice.value === value)?.label;
		if (label === undefined) return undefined;
		parts.push(label);
	}
	return parts;
};

/** The same as one noun phrase, for a caption. */
export const scopeInWords = ({ data_set }: Scope, parts: string[]): string =>
	parts.length > 0 ? parts.join(', ') : WHOLE[data_set];
