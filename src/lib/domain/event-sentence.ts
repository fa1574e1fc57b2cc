import { inWords, isDay } from './day.ts';
import type { EventKind } from './event.ts';
import { listed, written } from './numbers/in-words.ts';

/** What a sentence is made from: one event, or several of the same kind, day and value on different organisations. */
export type Happened = {
	what: EventKind;
	from_value: string | null;
	to_value: string | null;
	reason: string | null;
	detail: Record<string, unknown> | null;
	/** Whom it happened to: all, or the first few of `n`. None for what happened to the recommendation itself. */
	organisations: readonly string[];
	/** How many organisations it happened to. */
	n: number;
	/** The source that made the recommendation. */
	source: string;
};

type Told = {
	who: string;
	/** The organisation as an owner: `Northmere Trust’s`. */
	whose: string;
	many: boolean;
	from: string;
	to: string;
	source: string;
	text: (name: string) => string;
	day: (name: string) => string;
};

const NAMED = 3;

const whoOf = ({ organisations, n }: Happened): string => {
	const named = organisations.slice(0, NAMED);
	if (n <= 1) return named[0] ?? 'An organisation';
	if (n <= named.length) return listed(named);
	return `${written(n)} organisations`;
};

const POSITIONS: Record<string, string> = {
	accepted: 'accepted it',
	'accepted in part': 'accepted part of it',
	'accepted in principle': 'accepted it in principle',
	'not accepted': 'did not accept it',
	'not applicable': 'replied that it does not concern them'
};

const DELIVERIES: Record<string, (told: Told) => string> = {
	'not started': ({ who }) => `${who} reported that work has not started`,
	planned: ({ who, day }) =>
		`${who} made a plan${day('planned_finish_on') && ` to finish by ${day('planned_finish_on')}`}`,
	'in progress': ({ who, from }) =>
		from === 'delivered' ? `${who} took the work up again` : `${who} reported that work is under way`,
	delivered: ({ who }) => `${who} reported that it is done, and signed that off`,
	'on hold': ({ who, text }) => `${who} put the work on hold${text('barrier') && ` (${text('barrier')})`}`,
	stopped: ({ who }) => `${who} stopped the work`
};

const CHECKS: Record<string, (told: Told) => string> = {
	submitted: ({ who, many }) => `${who} put ${many ? 'their' : 'its'} evidence forward to be checked`,
	assured: ({ who }) => `Somebody independent confirmed that it is done: ${who}`,
	'not assured': ({ who }) => `Somebody independent could not confirm that it is done: ${who}`,
	sustained: ({ who }) => `It was checked again a year or more later and still holds: ${who}`,
	lapsed: ({ who }) => `An earlier confirmation no longer stands: ${who}`
};

const CLOSURES: Record<string, string> = {
	open: 'was opened again',
	implemented: 'was closed as implemented',
	'implemented by alternative means': 'was closed as implemented by other means',
	superseded: 'was closed, because something later took its place',
	'no longer applicable': 'was closed, because it no longer applies',
	reconsidered: 'was closed, because whoever asked withdrew it',
	'not implemented': 'was closed as not implemented'
};

const DECISIONS: Record<string, string> = {
	adopted: 'The board took this recommendation on',
	merged: 'The board decided to follow this up together with another recommendation',
	declined: 'The board decided not to take this recommendation on',
	superseded: 'A later recommendation took the place of this one'
};

const AMENDED_EVIDENCE: Record<string, (told: Told) => string> = {
	public: ({ who }) => `${who} made a piece of evidence public`,
	'not public': ({ who }) => `${who} took a piece of evidence out of public view`,
	accepted: ({ whose }) => `Somebody independent accepted a piece of ${whose} evidence`,
	rejected: ({ whose }) => `Somebody independent rejected a piece of ${whose} evidence`,
	expired: ({ whose }) => `Somebody independent found a piece of ${whose} evidence too old`
};

const PRESSED: Record<string, (who: string) => string> = {
	reminder: (who) => `The board reminded ${who} that it is overdue`,
	'letter to the executive lead': (who) =>
		`The board wrote to the executive lead of ${who}, because it is overdue`,
	'letter to the chair': (who) => `The board wrote to the chair of ${who}, because it is overdue`,
	'on the board’s agenda': (who) => `The board put on its own agenda that it is overdue: ${who}`,
	published: (who) => `The board gave public notice that it is overdue: ${who}`
};

const clockOf = (told: Told) => (told.text('clock') ? `${told.text('clock')} date` : 'date');

const SENTENCES: Record<EventKind, (told: Told) => string> = {
	assigned: ({ who, many, day }) => {
		const due = [
			day('response_due_on') && `a reply by ${day('response_due_on')}`,
			day('action_due_on') && `action by ${day('action_due_on')}`
		].filter(Boolean);
		return `${who} ${many ? 'were' : 'was'} asked to act${due.length ? `: ${due.join(', ')}` : ''}`;
	},
	position: ({ who, from, to }) => {
		const said = POSITIONS[to] ?? `replied: ${to}`;
		return from && from !== 'awaiting response'
			? `${who} changed the reply: ${who} ${said}`
			: `${who} ${said}`;
	},
	claim: ({ who, whose, to }) =>
		to === 'returned'
			? `${whose} executive lead sent the claim that it is done back`
			: `${who} reported that it is done; the executive lead has still to sign that off`,
	delivery: (told) => DELIVERIES[told.to]?.(told) ?? `${told.who} reported: ${told.to}`,
	assurance: (told) => CHECKS[told.to]?.(told) ?? `The check of ${told.who}: ${told.to}`,
	closure: ({ who, to }) => `For ${who} it ${CLOSURES[to] ?? `became: ${to}`}`,
	adequacy: ({ whose, to, source }) => `${source} found ${whose} reply ${to}`,
	'due date': (told) =>
		isDay(told.to)
			? `${told.whose} ${clockOf(told)} ${told.from ? 'moved to' : 'was set for'} ${inWords(told.to)}${isDay(told.from) ? ` from ${inWords(told.from)}` : ''}`
			: `${told.whose} ${clockOf(told)} was taken out`,
	extension: (told) => {
		const until = told.day('asked_for_on') && ` until ${told.day('asked_for_on')}`;
		if (told.to === 'granted') return `More time was granted to ${told.who}${until}`;
		if (told.to === 'refused') return `More time${until} was refused to ${told.who}`;
		return `${told.who} asked for more time${until}${told.text('barrier') && ` (${told.text('barrier')})`}`;
	},
	update: ({ who }) => `${who} reported on progress`,
	evidence: ({ who, to }) => `${who} put evidence on file${to && to !== 'other' ? ` (${to})` : ''}`,
	verdict: ({ whose, to, text }) =>
		`An independent check of ${whose} claim${text('method') && ` (${text('method')})`} found: ${to}`,
	transfer: ({ from, to, who }) =>
		from && to ? `The duty passed from ${from} to ${to}` : `The duty passed to a successor of ${who}`,
	disposition: ({ to, day }) =>
		to === 'deferred'
			? `The board put off its decision${day('review_on') && ` until ${day('review_on')}`}`
			: (DECISIONS[to] ?? `The board decided: ${to}`),
	decision: ({ text }) =>
		text('kind') === 'action'
			? `The board gave ${text('owner') || 'somebody'} an action${text('what') && `: ${text('what')}`}`
			: `The board decided at its meeting${text('what') && `: ${text('what')}`}`,
	undo: ({ who }) => `${who} took back what was entered last`,
	escalation: ({ who, to }) => PRESSED[to]?.(who) ?? `The board pressed ${who}, because it is overdue`,
	statement: ({ who }) => `${who} put a statement beside the verdict`,
	sample: ({ text }) =>
		`A random share of the claims that waited was drawn to be checked${text('of') && ` (${text('of')})`}`,
	correction: ({ text }) => `A correction was published${text('field') && `: ${text('field')}`}`,
	added: () => 'This was entered in the register',
	amended: (told) => {
		const { text, to } = told;
		if (text('column') === 'office')
			return to === 'named'
				? `${told.who} named its ${text('field')}`
				: `${told.who} has no ${text('field')} at present`;
		const evidence = text('column') === 'evidence' ? AMENDED_EVIDENCE[to] : undefined;
		return evidence
			? evidence(told)
			: `The entry in the register was amended${text('field') && `: ${text('field')}`}`;
	}
};

// What a verdict found is said again by the axis that it moved; the reason is told once, with the verdict.
const WITHOUT_REASON: readonly EventKind[] = ['assurance', 'due date'];

const ended = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** What happened, as plain sentences for a person: who did what, and the reason where one was given. */
export const sentenceOf = (happened: Happened): string => {
	const who = whoOf(happened);
	const { detail, reason, what } = happened;
	const text = (name: string) => (typeof detail?.[name] === 'string' ? (detail[name] as string) : '');
	const told: Told = {
		who,
		whose: who.endsWith('s') ? `${who}’` : `${who}’s`,
		many: happened.n > 1,
		from: happened.from_value ?? '',
		to: happened.to_value ?? '',
		source: happened.source,
		text,
		day: (name) => (isDay(text(name)) ? inWords(text(name)) : '')
	};
	const first = ended(SENTENCES[what](told));
	return reason && !WITHOUT_REASON.includes(what) ? `${first} Reason: ${ended(reason)}` : first;
};
