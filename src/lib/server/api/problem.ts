/** What went wrong, for a program and for the person who reads its log: problem details after RFC 9457. */
export type Problem = {
	status: number;
	title: string;
	/** One sentence for a person. */
	detail: string;
	/** What is wrong with which field of what was sent. */
	errors?: { field: string; detail: string }[];
	request_id?: string | undefined;
};

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
		headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers }
	});
};
