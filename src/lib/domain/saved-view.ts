import { z } from 'zod';
import { addDays, addMonths, dayOf, monthOf, type Day } from './day.ts';
import type { DataSet } from './data-set.ts';
import { isMorning } from './digest.ts';
import { oneOf, required, whole, words } from './field.ts';
import { progressPageAsked, read, recommendationsAsked } from './filter.ts';
import { letter, pathTo, shortened, type Letter } from './letter.ts';

/** The pages of which a view can be kept. */
export const VIEW_PAGES = ['progress', 'recommendations'] as const;
export type ViewPage = (typeof VIEW_PAGES)[number];

/** A view as it is kept: the page, and what it is asked. */
export type Saved = { name: string; page: ViewPage; question: string };

/** How many views a person can keep. */
export const MOST_VIEWS = 50;

const ASKS = { progress: progressPageAsked, recommendations: recommendationsAsked };

/** A question without what is no part of a view: whose data it is, and which page of a list. */
const kept = (question: string): URLSearchParams =>
	new URLSearchParams(
		[...new URLSearchParams(question)].filter(([name, value]) => value && name !== 'data' && name !== 'page')
	);

const name = required(words('the name', 80), 'Give the view a name.');

/** A view as a form gives it. */
export const NewView = z
	.object({
		page: required(oneOf('the page', VIEW_PAGES), 'Choose the page.'),
		question: words('the filters', 2000).transform((question = '') => kept(question).toString()),
		name
	})
	.superRefine(({ page, question }, { addIssue }) => {
		const { problem } = read<z.ZodType>(ASKS[page], new URLSearchParams(question));
		if (problem) addIssue({ code: 'custom', path: ['question'], message: problem });
	});
export type NewView = z.output<typeof NewView>;

/** One view, by its number. */
export const OneView = z.object({ view_id: whole('the view') });

/** One view, and what it is called from now on. */
export const RenamedView = OneView.extend({ name });

/** One view, and whether its owner wants to be told of it each month. */
export const ViewSubscription = OneView.extend({
	monthly: required(
		oneOf('the monthly e-mail', ['yes', 'no']),
		'Choose whether you want an e-mail: yes or no.'
	)
});

/** The path of a view for people of a data set, with some of what it asks set, or, undefined, taken out. */
export const pathOf = (
	{ page, question }: Pick<Saved, 'page' | 'question'>,
	data_set: DataSet,
	asked: Record<string, string | undefined> = {}
): string => {
	const params = kept(question);
	for (const [name, value] of Object.entries(asked))
		if (value === undefined) params.delete(name);
		else params.set(name, value);
	return pathTo(params.size > 0 ? `/${page}?${params}` : `/${page}`, data_set);
};

/** What a view asks, in the order of its address: `region: London, as at: 2026-09-30`. */
export const saidOf = (question: string): string =>
	[...kept(question)].map(([name, value]) => `${name.replaceAll('_', ' ')}: ${value}`).join(', ');

/** How long after its beginning the news of a month may still go out, in days. */
const LATEST_DAYS = 7;

/**
 * The month whose letters are due at an instant, by its first day: from 07:30 London time of that day, and for a week, so
 * that an installation that was off tells it late rather than never.
 */
export const monthlyDueFor = (now: Date): Day | undefined => {
	const today = dayOf(now);
	const first = monthOf(today);
	return today < addDays(first, LATEST_DAYS) && (today > first || isMorning(now)) ? first : undefined;
};

/** What a letter sent in a month tells of: the day before the month began, compared with that a month earlier. */
export const daysOfLetter = (month: Day): { as_at: Day; compare: Day } => ({
	as_at: addDays(month, -1),
	compare: addDays(addMonths(month, -1), -1)
});

const inMonth = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' });

/** The monthly e-mail about a view: what it says in sentences, where it is, and how to have no more of these. */
export const viewLetter = (
	to: { name: string },
	view: { name: string; sentences: readonly string[]; path: string; stop_path: string },
	month: Day
): Letter => {
	const of = inMonth.format(new Date(`${addDays(month, -1)}T00:00:00Z`));
	const called = shortened(view.name, 80);
	return letter(
		to.name,
		`${called}: ${of}`,
		[
			`Your view “${called}” at the end of ${of}.`,
			...view.sentences,
			`To have no more e-mails about this view:\n${view.stop_path}`
		],
		{ leads_to: 'See it all:', path: view.path }
	);
};
