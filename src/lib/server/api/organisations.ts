import { z } from '@hono/zod-openapi';
import * as organisations from '#db/queries/organisations.ts';
import * as worklist from '#db/queries/worklist.ts';
import { CLOCKS, type Clock } from '#lib/domain/clock.ts';
import { isDay } from '#lib/domain/day.ts';
import { onlyData, organisationsAsked, PAGE_SIZE } from '#lib/domain/filter.ts';
import { BadQuestion } from './bad-question.ts';
import type { Api } from './bindings.ts';
import { limit, paged, pagesOf } from './paging.ts';
import { publish } from './resource.ts';
import { day, reached, text } from './shapes.ts';

const Organisation = z
	.object({
		code: z.string(),
		ods_code: text,
		name: z.string(),
		kind: z.string(),
		region: text,
		opened_on: day,
		closed_on: day,
		...reached
	})
	.openapi('Organisation');

const named = z.object({ code: z.string(), name: z.string() });
const succession = named.extend({ took_over_on: z.string(), note: text });

const Owed = z
	.object({
		assignment_id: z.int().openapi({ description: 'The number under which it is updated.' }),
		clock: z.enum(CLOCKS),
		due_on: day,
		overdue: z.boolean(),
		position: z.string(),
		delivery: z.string(),
		assurance: z.string(),
		barrier: text,
		last_said: text,
		updated_on: day,
		version: z.int(),
		reference: z.string(),
		slug: z.string(),
		plain_summary: z.string(),
		source_code: z.string(),
		made_on: day
	})
	.openapi('Owed');

/** A place in a worklist as a client gives it back. It says where a page ended and nothing else. */
const written = ({ due_on, id, clock }: worklist.Place) => `${due_on ?? 'undated'}_${id}_${clock}`;
const placeOf = (text: string | undefined): worklist.Place | undefined => {
	if (text === undefined) return undefined;
	const [due, id = '', clock] = text.split('_');
	const due_on = due === 'undated' ? null : due;
	if ((due_on !== null && !isDay(due_on ?? '')) || !/^\d{1,9}$/.test(id) || !CLOCKS.includes(clock as Clock))
		throw new BadQuestion(400, 'Give “after” as the “next” of the page before.');
	return { due_on: due_on ?? null, id: Number(id), clock: clock as Clock };
};

const after = z.preprocess(
	(given) => (given === '' ? undefined : given),
	z.string({ error: 'Give “after” once.' }).max(60).optional()
);

const NO_ORGANISATION = 'There is no organisation of this code in this data.';
const CODE = { code: 'The code of the organisation.' };
const tag = 'Organisations';

/** Opens the organisations, one of them, and what it owes. */
export const openOrganisations = (api: Api): void => {
	publish(api, {
		path: '/organisations',
		summary: 'Organisations by name and filters, a page at a time.',
		tag,
		asks: organisationsAsked,
		answers: z.object({ ...paged, organisations: z.array(Organisation) }),
		answer: async ({ at, asked }) => {
			const { all } = await organisations.facets(at.reading, asked);
			const pages = pagesOf(all, asked.page, PAGE_SIZE);
			const rows = await organisations.list(at.reading, asked);
			return { ...pages, organisations: rows.map(({ id, ...organisation }) => organisation) };
		}
	});

	publish(api, {
		path: '/organisations/{code}',
		summary: 'One organisation, with its place among others.',
		tag,
		names: CODE,
		asks: onlyData,
		answers: Organisation.extend({
			parent: named.nullable(),
			successors: z.array(succession),
			predecessors: z.array(succession),
			parts: z.array(named)
		}),
		missing: NO_ORGANISATION,
		answer: async ({ at, asked, named: name }) => {
			const found = await organisations.find(at.reading, asked.data, name('code'));
			if (!found) return undefined;
			const { id, ...organisation } = found;
			return organisation;
		}
	});

	publish(api, {
		path: '/organisations/{code}/worklist',
		summary: 'What one organisation owes, the earliest due first, and what has no date last.',
		tag,
		names: CODE,
		asks: onlyData.extend({ limit, after }),
		answers: z.object({
			organisation: named,
			owed: z.array(Owed),
			next: text.openapi({ description: 'Give it as “after” to see the next page; null on the last.' })
		}),
		missing: NO_ORGANISATION,
		answer: async ({ at, asked, named: name }) => {
			const place = placeOf(asked.after);
			// One more than asked for tells whether there is a next page.
			const asking = { after: place, limit: asked.limit + 1, today: at.today };
			const [organisation, rows] = await Promise.all([
				worklist.whose(at.reading, asked.data, name('code')),
				worklist.list(at.reading, asked.data, name('code'), asking)
			]);
			if (!organisation) return undefined;
			const page = rows.slice(0, asked.limit);
			const last = page.at(-1);
			const next = last && rows.length > page.length ? written(last) : null;
			const owed = page.map(({ json }) => json).join(',');
			return {
				json: `{"organisation":${JSON.stringify(organisation)},"owed":[${owed}],"next":${JSON.stringify(next)}}`
			};
		}
	});
};
