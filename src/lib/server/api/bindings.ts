import type { ServerResponse } from 'node:http';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Person } from '#lib/domain/person.ts';
import type { At } from '#lib/server/at.ts';

/** What a request brings to the API: when and where it asks, and, should it want to change anything, who. */
export type Bindings = {
	at: At;
	/** Who is signed in; looked up only where somebody must be. */
	person: () => Promise<Person | undefined>;
	request_id?: string | undefined;
	/** Where an answer can be written to without going through a Response; not under `vite dev`, nor in tests. */
	outgoing?: ServerResponse | undefined;
};

export type Api = OpenAPIHono<{ Bindings: Bindings }>;
