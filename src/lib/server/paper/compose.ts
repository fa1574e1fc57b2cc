import * as agendas from '#db/queries/agenda.ts';
import * as meetings from '#db/queries/meetings.ts';
import * as late from '#db/queries/late.ts';
import * as papers from '#db/queries/papers.ts';
import type { Reading } from '#db/schema.ts';
import { opening } from '#lib/charts/opening.ts';
import { CLOCKS, overdueInstant } from '#lib/domain/clock.ts';
import { addDays, addMonths, earlier, type Day } from '#lib/domain/day.ts';
import { pathTo } from '#lib/domain/letter.ts';
import { HEADLINE, headlineNumbers } from '#lib/domain/numbers/headline.ts';
import { agesOverdue } from '#lib/domain/numbers/overdue.ts';
import { slugFor, type PaperContent } from '#lib/domain/paper.ts';
import { scopeOf } from '#lib/domain/scope.ts';
import type { Since } from '#lib/domain/since.ts';
import { headlineCounts } from './headline.ts';
import { sinceThen } from './since.ts';

const LONGEST_OVERDUE = 10;
/** What a first meeting looks back on. */
const FIRST_MONTHS = 2;

/** The instant after which an entry is not in a paper: when it was frozen, or the end of its day where that was earlier. */
export const cutOf = ({ known_at, frozen_at }: { known_at: Day; frozen_at: Date }): Date => {
	const end = overdueInstant(known_at);
	return frozen_at < end ? frozen_at : end;
};

/**
 * The time that a meeting looks back on: from what the last paper held; without one from the end of the last meeting's
 * day, and for a first meeting from two months before.
 */
export const timeSince = (
	before: meetings.Before | undefined,
	known_at: Day,
	now: Date
): { time: Since; from: 'the last paper' | 'the last meeting' | 'two months before' } => {
	const upto = cutOf({ known_at, frozen_at: now });
	const from_on = earlier(
		before?.paper?.known_at ?? before?.held_on ?? addMonths(known_at, -FIRST_MONTHS),
		known_at
	);
	const after = before?.paper ? cutOf(before.paper) : overdueInstant(from_on);
	return {
		time: { after: after < upto ? after : upto, upto, from_on, to_on: known_at },
		from: before?.paper ? 'the last paper' : before ? 'the last meeting' : 'two months before'
	};
};

/** All that the paper of a meeting says, as was known on a day. Asks roll-ups and short lists alone. */
export const compose = async (
	reading: Reading,
	meeting: meetings.Meeting,
	{ known_at, today, now, origin }: { known_at: Day; today: Day; now: Date; origin: string | undefined }
): Promise<{ content: PaperContent; recommendation_ids: number[] }> => {
	const { data_set, board, held_on, agenda } = meeting;
	const before = await meetings.before(reading, meeting);
	const { time } = timeSince(before, known_at, now);
	const scope = scopeOf({ known_at }, data_set, today);
	const then = scopeOf({ known_at: time.from_on }, data_set, today);
	const moment = { as_at: known_at, known_at };
	const counts = await headlineCounts(reading, scope);
	const numbersThen = async () =>
		headlineNumbers(await headlineCounts(reading, then), { as_at: time.from_on, known_at: time.from_on });
	const slug = slugFor(held_on, await papers.slugsOn(reading, data_set, held_on));
	const ties = agenda.flatMap((item) => item.ties);
	const nameOf = await agendas.named(reading, ties);
	const waiting = await agendas.waiting(reading, data_set);
	const head = await papers.chainHead(reading, data_set);
	const longest_overdue = await late.list(reading, scope, { to: addDays(known_at, -1) }, LONGEST_OVERDUE);
	const minuted = before ? await meetings.minutes(reading, before.id) : [];
	const said = opening({ as_at: known_at, ...counts });
	const content: PaperContent = {
		version: 1,
		data_set,
		slug,
		address: `${origin ?? ''}${pathTo(`/papers/${slug}`, data_set)}`,
		board,
		held_on,
		known_at,
		frozen_at: now.toISOString(),
		chain: head ? { block: head.block, hash: Buffer.from(head.hash).toString('hex') } : null,
		opening: [said.where_we_stand, said.what_needs_attention],
		numbers: headlineNumbers(counts, moment),
		before: {
			slug: before?.paper?.slug ?? null,
			known_at: time.from_on,
			numbers: before?.paper?.numbers ?? (await numbersThen())
		},
		since: await sinceThen(reading, data_set, time, today),
		agenda: agenda.map(({ title, ask, ties }) => ({ title, ask, records: ties.flatMap(nameOf) })),
		longest_overdue,
		waiting: {
			...waiting,
			claims: counts.standings.reduce(
				(sum, { assurance, n }) => (assurance === 'submitted' ? sum + n : sum),
				0
			)
		},
		decided_last: before
			? { held_on: before.held_on, minutes: minuted.map(({ id: _, ...line }) => line) }
			: null,
		ages: CLOCKS.map((clock) => ({ clock, ages: agesOverdue(counts.duties, clock) })),
		definitions: HEADLINE.map(({ id, name, in_plain_words, formula }) => ({
			id,
			name,
			in_plain_words,
			formula
		}))
	};
	return { content, recommendation_ids: await agendas.recommendationsOf(reading, ties) };
};
