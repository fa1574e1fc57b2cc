import { z } from '@hono/zod-openapi';

/** What went wrong, for a program and for the person who reads its log: problem details after RFC 9457. */
export const Problem = z
	.object({
		type: z.string(),
		title: z.string(),
		status: z.int(),
		detail: z.string().openapi({ description: 'One sentence for a person.' }),
		errors: z
			.array(z.object({ field: z.string(), detail: z.string() }))
			.optional()
			.openapi({ description: 'What is wrong with which field of what was sent.' }),
		request_id: z.string().optional().openapi({ description: 'By what we find it in our log.' })
	})
	.openapi('Problem');
export type Problem = z.infer<typeof Problem>;

/** How a problem is documented. */
export const PROBLEM = { 'application/problem+json': { schema: Problem } };

const TITLES: Record<number, string> = {
	400: 'The question could not be read',
	401: 'Not signed in',
	403: 'Not allowed',
	404: 'Not found',
	405: 'Wrong method',
	409: 'Not possible now',
	413: 'Too large',
	415: 'Wrong kind of content',
	422: 'Something is missing or wrong',
	500: 'Something went wrong here',
	503: 'Not ready'
};

/** The answer that says what went wrong. Its type is about:blank: the status says what sort of problem it is. */
export const problem = (
	status: number,
	detail: string,
	more: { errors?: Problem['errors']; headers?: Record<string, string>; request_id?: string | undefined } = {}
): Response => {
	const { errors, headers, request_id } = more;
	const body = {
		type: 'about:blank',
		title: TITLES[status] ?? 'Problem',
		status,
		detail,
		errors,
		request_id
	};
	return new Response(JSON.stringify(body), {
		status,
		headers: {
			'content-type': 'application/problem+json',
			'cache-control': 'no-store',
			'access-control-allow-origin': '*',
			...headers
		}
	});
};
