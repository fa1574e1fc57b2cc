const slug = (choice: string): string => choice.replaceAll(' ', '-');

/**
 * The name of a field that a choice reveals: `reason--not-accepted` is the reason as ‘not accepted’ asks for it. Hidden
 * fields are sent as well, so two choices that ask for the same must not share a name.
 */
export const revealedName = (field: string, choice: string): string => `${field}--${slug(choice)}`;

/** What the chosen values ask for, under its own name; what stayed hidden is passed over. Two reasons become two lines. */
export const asChosen = (values: Readonly<Record<string, string>>): Record<string, string> => {
	const chosen = new Set(Object.values(values).map(slug));
	const kept = new Map<string, string>();
	for (const [name, value] of Object.entries(values)) {
		const [field = name, choice] = name.split('--');
		if (choice === undefined) kept.set(name, value);
		else if (chosen.has(choice) && value.trim() !== '') {
			const other = kept.get(field);
			kept.set(field, other && other !== value ? `${other}\n${value}` : value);
		}
	}
	return Object.fromEntries(kept);
};

/** The href that posts to an action of this page and keeps the data set that the reader is in, and what else is named. */
export const actionOf = (url: URL, name: string, keeps: readonly string[] = []): string =>
	['data', ...keeps].reduce((href, kept) => {
		const value = url.searchParams.get(kept);
		return value ? `${href}&${kept}=${encodeURIComponent(value)}` : href;
	}, `?/${name}`);
