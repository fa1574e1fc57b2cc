import { z } from '@hono/zod-openapi';
import * as families from '#db/queries/families.ts';
import * as asks from '#db/queries/recurrence.ts';
import { pageAsked } from '#lib/domain/filter.ts';
import { STAGES } from '#lib/domain/recommendation.ts';
import { scopeOf } from '#lib/domain/scope.ts';
import type { Api } from './bindings.ts';
import { limit, paged, pagesOf } from './paging.ts';
import { publish } from './resource.ts';
import { day, text } from './shapes.ts';

const year = z.int().nullable();
const family = {
	slug: z.string(),
	name: z.string(),
	times: z.int().openapi({ description: 'How many recommendations ask for it.' }),
	sources: z.array(z.string()).openapi({ description: 'The names of the sources that asked.' }),
	first_year: year,
	last_year: year
};

const Family = z
	.object({
		...family,
		came_back: z
			.boolean()
			.openapi({ description: 'Whether it was asked after an earlier one had been closed as implemented.' })
	})
	.openapi('Family');

const FamilyInFull = z
	.object({
		...family,
		asks_for: text,
		members: z.array(
			z.object({
				reference: z.string(),
				slug: z.string(),
				plain_summary: z.string(),
				source_code: z.string(),
				year,
				stage: z.enum(STAGES),
				closed_on: day
			})
		)
	})
	.openapi('FamilyInFull');

/** Opens the families, and one of them with its members. */
export const openFamilies = (api: Api): void => {
	publish(api, {
		path: '/families',
		summary: 'Recommendations that ask for the same thing again, a page of families at a time.',
		tag: 'Families',
		asks: pageAsked.extend({ limit }),
		answers: z.object({ ...paged, families: z.array(Family) }),
		answer: async ({ at, asked }) => {
			const all = await asks.families(at.reading, scopeOf({}, asked.data, at.today));
			const first = (asked.page - 1) * asked.limit;
			return {
				...pagesOf(all.length, asked.page, asked.limit),
				families: all.slice(first, first + asked.limit).map(({ id, ...one }) => one)
			};
		}
	});

	publish(api, {
		path: '/families/{slug}',
		summary: 'One family with its members, the earliest first, a page of them at a time.',
		tag: 'Families',
		names: { slug: 'The family, as it stands in its web address.' },
		asks: pageAsked.extend({ limit }),
		answers: FamilyInFull,
		missing: 'There is no family of this name.',
		answer: async ({ at, asked, named }) => {
			const found = await families.find(at.reading, asked.data, named('slug'));
			if (!found) return undefined;
			const { id, ...one } = found;
			const part = { limit: asked.limit, offset: (asked.page - 1) * asked.limit };
			const members = await families.members(at.reading, id, part);
			const closed = await asks.closedOn(
				at.reading,
				members.map((member) => member.id),
				{ as_at: at.today, today: at.today }
			);
			return {
				...one,
				members: members.map((member) => ({
					reference: member.reference,
					slug: member.slug,
					plain_summary: member.plain_summary,
					source_code: member.source_code,
					year: member.year,
					stage: member.stage,
					closed_on: closed.get(member.id) ?? null
				}))
			};
		}
	});
};
