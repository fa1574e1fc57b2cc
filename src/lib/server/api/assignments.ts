import { z } from '@hono/zod-openapi';
import { AssignmentUpdate, AssignmentUpdateFields } from '#lib/domain/assignment-update.ts';
import { updateAssignment } from '#lib/server/changes/update-assignment.ts';
import type { Api } from './bindings.ts';
import { problem, PROBLEM } from './problem.ts';

const Saved = z.object({ events: z.int().openapi({ description: 'How many events it made.' }) });

const refused = (description: string) => ({ description, content: PROBLEM });

/** Opens the one thing that can be written: what an organisation says is new. It is the change that the form makes. */
export const openAssignments = (api: Api): void => {
	api.openAPIRegistry.registerPath({
		method: 'post',
		path: '/api/assignments/{id}/updates',
		summary: 'Says what is new about one assignment, as somebody who is signed in.',
		tags: ['Assignments'],
		request: {
			params: z.object({ id: z.string().openapi({ description: 'The number of the assignment.' }) }),
			body: {
				required: true,
				content: { 'application/json': { schema: AssignmentUpdateFields.omit({ assignment_id: true }) } }
			}
		},
		responses: {
			201: { description: 'Saved.', content: { 'application/json': { schema: Saved } } },
			400: refused('What was sent is not JSON.'),
			401: refused('Nobody is signed in.'),
			403: refused('Not yours to update.'),
			404: refused('There is no such assignment.'),
			409: refused('Not possible as it stands now.'),
			415: refused('What was sent is not called JSON.'),
			422: refused('Something is missing or wrong; “errors” says what.')
		}
	});

	api.post('/assignments/:id/updates', async (c) => {
		const user = await c.env.person();
		if (!user) return problem(401, 'Sign in to say what is new.');
		// A page elsewhere can make a browser send a form, but not JSON.
		if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
			return problem(415, 'Send it as JSON, with the content type application/json.');
		const body: unknown = await c.req.json().catch(() => undefined);
		if (typeof body !== 'object' || body === null || Array.isArray(body))
			return problem(400, 'What was sent could not be read as a JSON object.');
		const { data, error } = AssignmentUpdate.safeParse({ ...body, assignment_id: c.req.param('id') });
		if (error)
			return problem(422, 'Mend what “errors” names, and send it again.', {
				errors: error.issues.map(({ path, message }) => ({ field: String(path[0] ?? ''), detail: message }))
			});
		const events = await updateAssignment({ ...c.env.at, user }, [data]);
		return c.json({ events: events.length }, 201, { 'cache-control': 'no-store' });
	});
};
