import type { DataSet } from './data-set.ts';
import { addDays, dayOf, type Day } from './day.ts';
import { letter, pathTo, shortened, type Letter } from './letter.ts';
import { HEADINGS, headline, type Section } from './my-work.ts';

const inLondon = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Europe/London',
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23'
});

/** When regular e-mails go out, such as the digest on Mondays: at this time of the clock in London. */
const AT = '07:30';

/** Whether the time at which regular e-mails go out has come, on the day in London of an instant. */
export const isMorning = (now: Date): boolean => inLondon.format(now) >= AT;

/** The Monday of the week that a day lies in. */
export const mondayOf = (day: Day): Day =>
	addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

/**
 * The Monday whose digest is due at an instant: from 07:30 London time, whatever the clocks did the day before, to the end of
 * that day. An installation that was off until Tuesday leaves the week out, rather than sending news that is old.
 */
export const digestDueFor = (now: Date): Day | undefined => {
	const today = dayOf(now);
	return mondayOf(today) === today && isMorning(now) ? today : undefined;
};

/** The parts of the work that a digest tells of, in its order. */
export const DIGEST_SECTIONS = ['overdue', 'returned', 'due soon'] as const satisfies readonly Section[];

/** How many of each part are named. */
export const NAMED = 5;

export type DigestItem = { plain_summary: string; next: string | undefined };

type Digest = {
	counts: Readonly<Record<Section, number>>;
	items: Readonly<Record<(typeof DIGEST_SECTIONS)[number], readonly DigestItem[]>>;
	/** Claims that wait for this very person's signature. */
	signs: number;
};

/** Whether there is anything to tell. */
export const isEmpty = ({ counts, signs }: Pick<Digest, 'counts' | 'signs'>): boolean =>
	signs === 0 && DIGEST_SECTIONS.every((section) => counts[section] === 0);

/** The weekly e-mail to one person; undefined when nothing is due, overdue, returned, or waits for them. */
export const digestLetter = (
	to: { name: string; data_set: DataSet },
	digest: Digest,
	today: Day
): Letter | undefined => {
	if (isEmpty(digest)) return undefined;
	const { counts, items, signs } = digest;
	const waits =
		signs === 0 ? [] : [`${signs} ${signs === 1 ? 'claim waits' : 'claims wait'} for your signature.`];
	const said = headline(counts, today);
	const lead = [...(said === 'Nothing is due.' ? [] : [said]), ...waits].join(' ');
	const parts = DIGEST_SECTIONS.flatMap((section) => {
		if (counts[section] === 0) return [];
		const lines = items[section].map(
			({ plain_summary, next }) => `  • ${shortened(plain_summary, 120)}${next ? ` (${next})` : ''}`
		);
		const more = counts[section] - lines.length;
		return [
			[
				`${HEADINGS[section].heading} (${counts[section]})`,
				...lines,
				...(more > 0 ? [`  and ${more} more`] : [])
			].join('\n')
		];
	});
	return letter(to.name, `Your week: ${lead.replace(/\.$/, '')}`, [lead, ...parts], {
		leads_to: 'See it all, and say how it stands:',
		path: pathTo('/my-work', to.data_set)
	});
};
