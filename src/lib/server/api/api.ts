import { OpenAPIHono } from '@hono/zod-openapi';
import type { At } from '#lib/server/at.ts';
import type { Person } from '#lib/domain/person.ts';

/** What a request brings to the API: when and where it asks, and, should it want to change anything, who. */
export type Bindings = {
	at: At;
	/** Who is signed in; looked up only where somebody must be. */
	person: () => Promise<Person | undefined>;
};

export const api = new OpenAPIHono<{ Bindings: Bindings }>().basePath('/api');
