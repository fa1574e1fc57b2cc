/** The fields of an update, as a person calls them. */
const LABELS: Record<string, string> = {
	position: 'Your reply',
	delivery: 'How far you are',
	narrative: 'In your own words',
	reason: 'The reason',
	barrier: 'What stands in the way',
	planned_owner: 'Who owns the plan',
	planned_finish_on: 'By when',
	evidence_url: 'Link to evidence',
	no_evidence_reason: 'Why there is no evidence'
};

type Typed = Readonly<Record<string, string>>;

/** What of a form somebody filled in or changed, each with its name. */
export const inFull = (typed: Typed, { last_said }: { last_said: string | null }) =>
	Object.entries(typed).flatMap(([name, text]) => {
		const [field = name, choice] = name.split('--');
		const isHidden =
			choice !== undefined &&
			![typed.position, typed.delivery].some((one) => one?.replaceAll(' ', '-') === choice);
		const label = LABELS[field];
		if (!label || isHidden || text.trim() === '' || (name === 'narrative' && text === last_said)) return [];
		return [{ label, text }];
	});

/** Whether what was kept says anything that is not there already. */
export const isNews = (typed: Typed, now: { last_said: string | null }): boolean =>
	inFull(typed, now).length > 0;
