import type { Day } from './day.ts';
import { countOf, listed, verb, written } from './numbers/in-words.ts';

/** How many assignments of a recommendation stand alike, and the latest day of each fact among them. */
export type Standing = {
	position: string;
	delivery: string;
	assurance: string;
	n: number;
	responded_on: Day | null;
	responded_on_is: string | null;
	delivered_on: Day | null;
	delivered_on_is: string | null;
	assured_on: Day | null;
	updated_on: Day | null;
};

/** One of the facts in words. No text where nothing is known: the page then says so. */
export type Fact = {
	text: string | null;
	on: Day | null;
	on_is: 'the day' | 'no later than';
	state: { axis: 'position' | 'delivery' | 'assurance'; value: string } | null;
};

const NOTHING: Fact = { text: null, on: null, on_is: 'the day', state: null };

const sum = (rows: readonly Standing[]) => rows.reduce((total, { n }) => total + n, 0);
const latest = (
	rows: readonly Standing[],
	column: 'responded_on' | 'delivered_on' | 'assured_on' | 'updated_on'
): Day | null =>
	rows.reduce<Day | null>((last, row) => ((row[column] ?? '') > (last ?? '') ? row[column] : last), null);

const certainty = (on_is: string | null): Fact['on_is'] => (on_is === 'no later than' ? on_is : 'the day');

/** What one does, and what several do. */
type Words = [one: string, many: string];

/** `30 accepted, 5 accepted in part and 3 not accepted`, in the order given, leaving out what does not occur. */
const spread = (
	rows: readonly Standing[],
	by: 'position' | 'delivery' | 'assurance',
	words: Record<string, Words>
) =>
	listed(
		Object.entries(words).flatMap(([value, [one, many]]) => {
			const n = sum(rows.filter((row) => row[by] === value));
			return n > 0 ? [`${written(n)} ${n === 1 ? one : many}`] : [];
		})
	);

const PROMISES: Record<string, Words> = {
	accepted: ['accepted it', 'accepted it'],
	'accepted in part': ['accepted part of it', 'accepted part of it'],
	'accepted in principle': ['accepted it in principle', 'accepted it in principle'],
	'not accepted': ['did not accept it', 'did not accept it'],
	'not applicable': ['replied that it does not concern it', 'replied that it does not concern them']
};

const promised = (rows: readonly Standing[], only: string | undefined): Fact => {
	const replied = rows.filter(({ position }) => position !== 'awaiting response');
	const [one] = replied;
	if (!one) return NOTHING;
	const on = latest(replied, 'responded_on');
	if (only)
		return {
			text: `${only} ${PROMISES[one.position]?.[0] ?? 'replied'}.`,
			on,
			on_is: certainty(one.responded_on_is),
			state: { axis: 'position', value: one.position }
		};
	const all = sum(rows);
	const n = sum(replied);
	return {
		text: `${written(n)} of ${countOf(all, 'organisation')} ${verb(n, 'has', 'have')} replied: ${spread(replied, 'position', PROMISES)}.`,
		on,
		on_is: 'no later than',
		state: null
	};
};

const REPORTS: Record<string, Words> = {
	delivered: ['says that it is done', 'say that it is done'],
	'in progress': ['says that work is under way', 'say that work is under way'],
	planned: ['has a plan', 'have a plan'],
	'not started': ['says that it has not started', 'say that they have not started'],
	'on hold': ['has put it on hold', 'have put it on hold'],
	stopped: ['has stopped', 'have stopped']
};

const said = (rows: readonly Standing[], only: string | undefined): Fact => {
	const reported = rows.filter(({ delivery }) => delivery !== 'no information');
	const [one] = reported;
	if (!one) return NOTHING;
	const on = latest(reported, 'delivered_on') ?? latest(reported, 'updated_on');
	const on_is = only ? certainty(one.delivered_on_is) : 'no later than';
	if (only)
		return {
			text: `${only} ${REPORTS[one.delivery]?.[0] ?? one.delivery}.`,
			on,
			on_is,
			state: { axis: 'delivery', value: one.delivery }
		};
	const silent = sum(rows) - sum(reported);
	const rest = silent > 0 ? ` Of ${written(silent)} we have no information.` : '';
	const counts = spread(reported, 'delivery', REPORTS);
	return {
		text: `Of ${countOf(sum(rows), 'organisation')}, ${counts}.${rest}`,
		on,
		on_is,
		state: null
	};
};

const CHECKS: Record<string, Words> = {
	sustained: ['was confirmed twice, a year or more apart', 'were confirmed twice, a year or more apart'],
	assured: ['was confirmed by somebody independent', 'were confirmed by somebody independent'],
	'not assured': ['was checked and not confirmed', 'were checked and not confirmed'],
	lapsed: ['was confirmed once, which no longer stands', 'were confirmed once, which no longer stands'],
	submitted: ['waits for a check', 'wait for a check']
};
const CHECK: Record<string, string> = {
	sustained: 'Somebody independent confirmed it, and again a year or more later.',
	assured: 'Somebody independent looked, and it is done.',
	'not assured': 'Somebody independent looked, and could not confirm it.',
	lapsed: 'It was confirmed once, and that no longer stands.',
	submitted: 'Evidence has been put forward and waits for a check. Nobody has confirmed it yet.'
};

const checked = (rows: readonly Standing[], only: string | undefined): Fact => {
	const looked = rows.filter(({ assurance }) => assurance !== 'not assessed');
	const [one] = looked;
	if (!one) return NOTHING;
	const on = latest(looked, 'assured_on');
	if (only)
		return {
			text: CHECK[one.assurance] ?? one.assurance,
			on,
			on_is: 'the day',
			state: { axis: 'assurance', value: one.assurance }
		};
	const claims = sum(rows.filter(({ delivery }) => delivery === 'delivered'));
	return {
		text: `Of ${countOf(claims, 'claim')} that it is done, ${spread(looked, 'assurance', CHECKS)}.`,
		on,
		on_is: 'no later than',
		state: null
	};
};

/**
 * What was promised, what is said to be done and what was checked, in words over all assignments of a recommendation.
 * `only` names the organisation where there is but one.
 */
export const factsOf = (rows: readonly Standing[], only: string | undefined) => ({
	promised: promised(rows, only),
	said: said(rows, only),
	checked: checked(rows, only)
});
