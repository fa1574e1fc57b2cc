import { OpenAPIHono } from '@hono/zod-openapi';
import { Refusal } from '#lib/domain/refusal.ts';
import { STATUS_OF } from '#lib/server/status.ts';
import { openAssignments } from './assignments.ts';
import { BadQuestion } from './bad-question.ts';
import type { Bindings } from './bindings.ts';
import { openCorrections } from './corrections.ts';
import { openFamilies } from './families.ts';
import { openMeasures } from './measures.ts';
import { openDescription } from './openapi.ts';
import { openOrganisations } from './organisations.ts';
import { problem } from './problem.ts';
import { openProgress } from './progress.ts';
import { openRecommendations } from './recommendations.ts';
import { openReports } from './reports.ts';
import { openSources } from './sources.ts';
import { openThemes } from './themes.ts';

const opened = new OpenAPIHono<{ Bindings: Bindings }>();
openRecommendations(opened);
openReports(opened);
openSources(opened);
openThemes(opened);
openOrganisations(opened);
openFamilies(opened);
openMeasures(opened);
openCorrections(opened);
openProgress(opened);
openAssignments(opened);
openDescription(opened);

/** Below the resources: what each path cannot do, and what is nothing at all. */
const refuseTheRest = (api: typeof opened) => {
	const methods = new Map<string, string[]>();
	for (const { path, method } of api.routes) methods.set(path, [...(methods.get(path) ?? []), method]);
	for (const [path, allowed] of methods) {
		const all = allowed.includes('GET') ? [...allowed, 'HEAD'] : allowed;
		api.all(path, () =>
			problem(405, `This can only be asked by ${all.join(' or ')}.`, { headers: { allow: all.join(', ') } })
		);
	}
};
refuseTheRest(opened);

/** The API: every public noun and every number, on the same functions as the pages. Takes what a request carries as its bindings. */
export const api = new OpenAPIHono<{ Bindings: Bindings }>();
api.route('/api', opened);

api.notFound((c) => problem(404, `There is nothing at ${c.req.path}. What there is: /api/openapi.json.`));

api.onError((error, c) => {
	if (error instanceof Refusal)
		return problem(STATUS_OF[error.kind], error.message, {
			errors: error.asks
				? Object.entries(error.fields).map(([field, detail]) => ({ field, detail }))
				: undefined
		});
	if (error instanceof BadQuestion) return problem(error.status, error.message);
	const { request_id } = c.env;
	console.error(`${request_id ?? ''} ${c.req.method} ${c.req.path}`, error);
	return problem(500, 'Something went wrong here. It has been noted.', { request_id });
});
