import type { DataSet } from './data-set.ts';
import { inWords } from './day.ts';
import type { EventDraft } from './event.ts';
import { letter, pathTo, quoted, shortened, type Letter } from './letter.ts';

/** What somebody is told of at once, by e-mail. */
export const NOTICES = ['claim waits', 'claim returned', 'not assured', 'extension decided'] as const;
export type Notice = (typeof NOTICES)[number];

/** One assignment that a notice is about. */
export type Item = {
	assignment_id: number;
	plain_summary: string;
	reference: string;
	source: string;
	organisation: string;
	/** Why, as whoever decided it wrote. */
	reason?: string | undefined;
	/** What was decided about more time. */
	decision?: string | undefined;
	/** The later date that was asked for. */
	asked_for_on?: string | undefined;
};

/** Of what an event gives notice; undefined for most. */
export const noticeOf = ({ what, to_value }: Pick<EventDraft, 'what' | 'to_value'>): Notice | undefined => {
	if (what === 'claim') return to_value === 'claimed' ? 'claim waits' : 'claim returned';
	if (what === 'verdict' && to_value === 'not assured') return 'not assured';
	return what === 'extension' && to_value !== 'asked' ? 'extension decided' : undefined;
};

const LISTED = 10;

type Wording = {
	one: (item: Item) => string;
	many: (count: number) => string;
	/** What the person did who caused it. */
	did: string;
	leads_to: (count: number) => string;
	/** Where many of them stand together. */
	together: string;
};

const WORDING: Record<Notice, Wording> = {
	'claim waits': {
		one: () => 'A claim waits for your signature',
		did: 'says that it is done',
		many: (count) => `${count} claims wait for your signature`,
		leads_to: (count) =>
			count === 1 ? 'Sign it off, or return it with a reason:' : 'Sign them off, or return them:',
		together: '/my-work/sign-off'
	},
	'claim returned': {
		one: () => 'Your claim was returned',
		did: 'returned it',
		many: (count) => `${count} claims were returned to you`,
		leads_to: () => 'Say how it stands:',
		together: '/my-work'
	},
	'not assured': {
		one: () => 'An independent check could not confirm this',
		did: 'checked it',
		many: (count) => `${count} claims could not be confirmed`,
		leads_to: () => 'See what was found, and what to do next:',
		together: '/my-work'
	},
	'extension decided': {
		one: ({ decision }) => `More time was ${decision ?? 'decided'}`,
		did: 'decided it',
		many: (count) => `${count} requests for more time were decided`,
		leads_to: () => 'See the dates:',
		together: '/my-work'
	}
};

const described = ({ plain_summary, source, reference, organisation }: Item): string =>
	`  ${shortened(plain_summary, 300)}\n  ${source}, ${reference}, for ${organisation}`;

const detailOf = ({ decision, asked_for_on, reason }: Item): string[] => [
	...(decision && asked_for_on
		? [`The date asked for was ${inWords(asked_for_on)}. It was ${decision}.`]
		: []),
	...(reason ? [`Why:\n${quoted(reason)}`] : [])
];

const listed = (items: readonly Item[]): string => {
	const lines = items
		.slice(0, LISTED)
		.map(
			({ plain_summary, decision }) =>
				`  • ${shortened(plain_summary, 120)}${decision ? ` (${decision})` : ''}`
		);
	return [...lines, ...(items.length > LISTED ? [`  and ${items.length - LISTED} more`] : [])].join('\n');
};

/**
 * The e-mail that tells somebody of one or more things of a kind that one change did, `by` whom. One assignment is told in
 * full and linked; of many the first ten are listed, with a link to where they stand together.
 */
export const noticeLetter = (
	notice: Notice,
	to: { name: string; data_set: DataSet },
	items: readonly Item[],
	by: string
): Letter => {
	const { one, many, did, leads_to, together } = WORDING[notice];
	const [item] = items;
	if (item && items.length === 1)
		return letter(
			to.name,
			`${one(item)}: ${item.plain_summary}`,
			[`${one(item)}. ${by} ${did}.`, described(item), ...detailOf(item)],
			{ leads_to: leads_to(1), path: pathTo(`/my-work/${item.assignment_id}`, to.data_set) }
		);
	return letter(to.name, many(items.length), [`${many(items.length)}, by what ${by} saved.`, listed(items)], {
		leads_to: leads_to(items.length),
		path: pathTo(together, to.data_set)
	});
};
