import { z } from '@hono/zod-openapi';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { read } from '#lib/domain/filter.ts';
import type { At } from '#lib/server/at.ts';
import { recentAnswers } from './answers.ts';
import type { Api, Bindings } from './bindings.ts';
import { problem, PROBLEM } from './problem.ts';
import { tagBefore, tagNow } from './tag.ts';

/** What somebody asks of a resource: its query, and the names in its path. */
export type Asking<Asked> = { at: At; asked: Asked; named: (name: string) => string };

/** JSON that the database wrote; it goes out as it is. */
export type Json = { json: string };

export type Resource<Asks extends z.ZodType, Answers extends z.ZodType> = {
	/** Below /api, with the names of its path in braces. */
	path: string;
	summary: string;
	tag: string;
	/** What can be asked by a query string: the schema that the page of the same name has. */
	asks: Asks;
	/** The shape of the answer, for the documentation. */
	answers: Answers;
	/** What each name of the path is. */
	names?: Record<string, string>;
	/** The answer; undefined where there is no such thing. */
	answer: (asking: Asking<z.output<Asks>>) => Promise<z.input<Answers> | Json | undefined>;
	/** What to say when there is no such thing. */
	missing?: string;
};

const JSON_TYPE = 'application/json; charset=utf-8';
/** Anybody may keep an answer, and has to ask whether it still holds: figures move at once. */
const PUBLIC = 'public, max-age=0, must-revalidate';
const FROM_ANYWHERE = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'etag' };

const answers = recentAnswers();

const send = (c: Context<{ Bindings: Bindings }>, text: string, tag: string | undefined) => {
	const headers = {
		'content-type': JSON_TYPE,
		'cache-control': PUBLIC,
		...FROM_ANYWHERE,
		...(tag ? { etag: tag } : {})
	};
	const { outgoing } = c.env;
	if (!outgoing) return c.body(text, 200, headers);
	// Written straight to the socket: a Response would only be taken apart again.
	outgoing.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(text) });
	outgoing.end(text);
	return RESPONSE_ALREADY_SENT;
};

const isJson = (answer: object): answer is Json => 'json' in answer && typeof answer.json === 'string';

/** Whether a client already holds the answer of this state. Weak and strong tags are alike to it. */
const holds = (header: string, tag: string) =>
	header.split(',').some((each) => each.trim().replace(/^W\//, '') === tag);

const document = (
	api: Api,
	{ path, summary, tag, asks, answers: shape, names = {}, missing }: Resource<z.ZodType, z.ZodType>
) =>
	api.openAPIRegistry.registerPath({
		method: 'get',
		path: `/api${path}`,
		summary,
		tags: [tag],
		request: {
			query: asks as z.ZodObject,
			params: z.object(
				Object.fromEntries(
					Object.entries(names).map(([name, means]) => [name, z.string().openapi({ description: means })])
				)
			)
		},
		responses: {
			200: { description: 'The answer.', content: { 'application/json': { schema: shape } } },
			304: { description: 'What you hold (If-None-Match) is still the answer.' },
			400: { description: 'The question could not be read.', content: PROBLEM },
			...(missing ? { 404: { description: missing, content: PROBLEM } } : {})
		}
	});

/**
 * Opens a public resource: documents it, parses its query, and answers from what has not changed since, or from the
 * database. Every answer carries a tag; a client that holds it is told so before anything is asked.
 */
export const publish = <Asks extends z.ZodType, Answers extends z.ZodType>(
	api: Api,
	resource: Resource<Asks, Answers>
): void => {
	document(api, resource as unknown as Resource<z.ZodType, z.ZodType>);
	const path = resource.path.replace(/\{(\w+)\}/g, ':$1');
	api.get(path, async (c: Context<{ Bindings: Bindings }>) => {
		const { at } = c.env;
		const { pathname, search, searchParams } = new URL(c.req.url);
		const { asked, problem: sentence } = read(resource.asks, searchParams);
		if (sentence !== undefined) return problem(400, sentence);

		const question = pathname + search;
		const held = c.req.header('if-none-match');
		const tag = held || answers.knows(question) ? await tagNow(at) : await tagBefore(at);
		if (tag && held && holds(held, tag))
			return c.body(null, 304, { etag: tag, 'cache-control': PUBLIC, ...FROM_ANYWHERE });
		const known = tag && answers.find(question, tag);
		if (known) return send(c, known, tag);

		const answer = await resource.answer({ at, asked, named: (name) => c.req.param(name) ?? '' });
		if (answer === undefined) return problem(404, resource.missing ?? 'There is nothing here.');
		const text = isJson(answer as object) ? (answer as Json).json : JSON.stringify(answer);
		if (tag) answers.keep(question, tag, text);
		return send(c, text, tag);
	});
};
