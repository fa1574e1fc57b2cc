import type { Api } from './bindings.ts';

const ABOUT = {
	openapi: '3.1.0',
	info: {
		title: 'Followthrough',
		version: '1',
		description:
			'What was asked of the health system, what was promised, what is said to be done and what somebody independent could confirm. Every answer is over the real register or, with ?data=demonstration, over invented data; never over both.',
		license: { name: 'MIT (the code). The data keeps the terms of its sources.', identifier: 'MIT' }
	},
	servers: [{ url: '/', description: 'Here.' }]
};

/** A list may come from a query string in three ways; to a reader it is a list. */
const plainer = (key: string, value: unknown): unknown =>
	key === 'type' && Array.isArray(value) && value[0] === 'array' ? 'array' : value;

/** The whole API in the words of OpenAPI 3.1, made from the schemas that its answers and questions have. */
export const describe = (api: Api): string => JSON.stringify(api.getOpenAPI31Document(ABOUT), plainer);

/** Opens that description at /api/openapi.json. It is the same until the next version of the product. */
export const openDescription = (api: Api): void => {
	let text: string | undefined;
	api.get('/openapi.json', (c) => {
		text ??= describe(api);
		return c.body(text, 200, {
			'content-type': 'application/json; charset=utf-8',
			'cache-control': 'public, max-age=300, must-revalidate',
			'access-control-allow-origin': '*'
		});
	});
};
