import { z } from '@hono/zod-openapi';
import { STAGES } from '#lib/domain/recommendation.ts';

/** A day of the calendar, or null where it is not known or not set. */
export const day = z.string().nullable().openapi({ format: 'date', example: '2026-09-30' });

/** Words, or null where nothing was said. */
export const text = z.string().nullable();

const n = z.int().min(0);

/** How many assignments reached each step; each is a part of the one before. */
export const reached = {
	asked: n,
	responded: n,
	accepted: n,
	planned: n,
	delivered: n,
	assured: n,
	sustained: n
};

/** How many recommendations are at each stage; a stage that none has reached is left out. */
export const stages = z.partialRecord(z.enum(STAGES), n);
