/** How strongly an action holds, after the action hierarchy of RCA² (National Patient Safety Foundation, 2015). */
export const STRENGTHS = ['stronger', 'intermediate', 'weaker', 'not coded'] as const;
export type Strength = (typeof STRENGTHS)[number];

/** Each strength in a line of plain English, with what belongs to it. */
export const MEANINGS: Record<Strength, string> = {
	stronger:
		'Makes the wrong thing hard to do: a forcing function, design, automation, or change that leaders make themselves.',
	intermediate:
		'Helps people to do the right thing: a checklist, a second check, a software change, simulation.',
	weaker: 'Relies on people remembering: training, a policy, a reminder.',
	'not coded': 'Nobody has said yet how strong it is.'
};
