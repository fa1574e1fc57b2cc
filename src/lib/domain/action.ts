import { z } from 'zod';
import { STRENGTHS, type Strength } from './axes/strength.ts';
import type { DataSet } from './data-set.ts';
import { inWords, type Day } from './day.ts';
import type { EventDraft } from './event.ts';
import { day, link, oneOf, required, whole, wholeOrNone, words } from './field.ts';
import { Refusal } from './refusal.ts';

/** What belongs to each strength, after the action hierarchy of RCA² (National Patient Safety Foundation, 2015, figure 3). */
export const STRENGTH_EXAMPLES: Record<Strength, string> = {
	stronger:
		'Such as a connector that fits only the right line, one standard pump everywhere, or leaders who take part.',
	intermediate:
		'Such as a checklist, a second person who checks, an alert in the software, or practice with simulation.',
	weaker: 'Such as training, a new policy, a warning label, or a reminder.',
	'not coded': 'Choose this where you cannot say yet.'
};

/** A thing that an organisation will do, as a form gives it. */
export const Action = z.object({
	organisation_id: whole('the organisation'),
	what: required(words('what you will do', 500), 'Say what you will do.'),
	owner: required(words('the owner', 200), 'Say who owns it: a name or a post.'),
	due_on: required(day('the day by which it will be done'), 'Give the day by which it will be done.'),
	strength: oneOf('how strong it is', STRENGTHS).transform((strength) => strength ?? 'not coded')
});
export type Action = z.infer<typeof Action>;

/** An action as it now reads, with the version that was seen. */
export const ActionAmendment = Action.omit({ organisation_id: true }).extend({
	action_id: whole('the action'),
	seen_version: wholeOrNone('the version that you saw')
});
export type ActionAmendment = z.infer<typeof ActionAmendment>;

/** How far an action is. */
export const ACTION_STEPS = ['under way', 'done'] as const;

/** What is new about an action: it holds for every assignment that it serves. */
export const ActionUpdate = z.object({
	action_id: whole('the action'),
	seen_version: wholeOrNone('the version that you saw'),
	step: required(oneOf('how far it is', ACTION_STEPS), 'Choose whether it is under way or done.'),
	narrative: required(words('your own words'), 'Say in a line what is new.'),
	evidence_url: link('the link to the evidence'),
	no_evidence_reason: words('why there is no evidence', 1000),
	effective_on: day('the day on which it happened')
});
export type ActionUpdate = z.infer<typeof ActionUpdate>;

const SERVES = /^serves-(\d{1,9})$/;
const NOT_ENOUGH = /^not-enough-(\d{1,9})$/;

const ticked = (values: Readonly<Record<string, string>>, field: RegExp) =>
	Object.entries(values).flatMap(([name, value]) => {
		const id = Number(field.exec(name)?.[1]);
		return id && value === 'yes' ? [id] : [];
	});

/** Which assignments a form says that the action serves, and for which it is not enough by itself. */
export const served = (values: Readonly<Record<string, string>>) => ({
	serves: ticked(values, SERVES),
	not_enough: ticked(values, NOT_ENOUGH)
});

/** An action as the database keeps it. */
export type Kept = {
	id: number;
	data_set: DataSet;
	organisation_id: number;
	what: string;
	owner: string | null;
	due_on: Day | null;
	done_on: Day | null;
	strength: Strength;
	version: number;
};

const ofAction = (action: Pick<Kept, 'id' | 'data_set' | 'organisation_id'>) => ({
	subject: 'action' as const,
	subject_id: action.id,
	organisation_id: action.organisation_id,
	data_set: action.data_set
});
type ActionDraft = EventDraft & { data_set: DataSet };

/** Refuses when somebody else has saved the action since the person looked. */
export const mustHaveSeenAction = (
	current: Pick<Kept, 'version'>,
	seen_version: number | undefined
): void => {
	if (seen_version !== undefined && seen_version !== current.version)
		throw new Refusal(
			'not-possible',
			'Somebody else has saved this action since you opened it. Look at what is new, then save yours again.'
		);
};

/** The event of planning an action. */
export const planned = (
	action: Pick<Kept, 'id' | 'data_set' | 'organisation_id'>,
	assignments: readonly number[],
	today: Day
): ActionDraft => ({
	...ofAction(action),
	what: 'added',
	...(assignments.length > 0 ? { detail: { assignment_ids: assignments } } : {}),
	effective_on: today
});

/** The event of an action's passing on with what it serves, from an organisation that ended to its successor. */
export const passedOn = (
	current: Kept,
	passing: Required<Pick<EventDraft, 'from_value' | 'to_value' | 'reason' | 'effective_on'>>,
	to_organisation_id: number
): ActionDraft => ({
	...ofAction(current),
	what: 'transfer',
	...passing,
	detail: { to_organisation_id }
});

const COLUMNS = ['what', 'owner', 'due_on', 'strength'] as const;

/** The events of amending an action: one for each column that reads differently now. */
export const amend = (
	current: Kept,
	given: Pick<ActionAmendment, (typeof COLUMNS)[number]>,
	today: Day
): ActionDraft[] =>
	COLUMNS.filter((column) => (current[column] ?? '') !== given[column]).map((column) => ({
		...ofAction(current),
		what: 'amended',
		...(current[column] ? { from_value: current[column] } : {}),
		to_value: given[column],
		detail: { column },
		effective_on: today
	}));

type Served = readonly { reference: string; enough_by_itself: boolean | null }[];

const named = (served: Served) => served.map(({ reference }) => reference).join('; ');

/** The events of an action that serves other recommendations now, or is enough for others by itself. */
export const amendServed = (current: Kept, before: Served, after: Served, today: Day): ActionDraft[] => {
	const enough = (served: Served) => served.filter(({ enough_by_itself }) => enough_by_itself);
	const columns = [
		['recommendation_refs', named(before), named(after)],
		['enough_for', named(enough(before)), named(enough(after))]
	] as const;
	return columns
		.filter(([, was, is]) => was !== is)
		.map(([column, was, is]) => ({
			...ofAction(current),
			what: 'amended',
			...(was && { from_value: was }),
			...(is && { to_value: is }),
			detail: { column },
			effective_on: today
		}));
};

/** The event of saying what is new about an action. Refuses a day to come, and news of what is done already. */
export const report = (
	current: Kept,
	{ step, narrative, effective_on }: Pick<ActionUpdate, 'step' | 'narrative' | 'effective_on'>,
	today: Day
): ActionDraft => {
	const on = effective_on ?? today;
	if (on > today)
		throw new Refusal(
			'not-possible',
			`${inWords(on)} is still to come. Give the day on which it happened: ${inWords(today)} at the latest.`,
			'effective_on'
		);
	return {
		...ofAction(current),
		what: 'amended',
		from_value: current.done_on ? 'done' : 'under way',
		to_value: step,
		narrative,
		detail: { column: 'done_on' },
		effective_on: on
	};
};
