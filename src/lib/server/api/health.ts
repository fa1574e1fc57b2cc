import { Hono } from 'hono';
import { installed } from '#lib/server/installation.ts';
import { problem } from './problem.ts';

const FRESH = { 'cache-control': 'no-store' };

/** For whoever watches the installation: /healthz says that the process lives, /readyz that it can answer. */
export const health = new Hono()
	.get('/healthz', (c) => c.json({ status: 'alive' }, 200, FRESH))
	.get('/readyz', async (c) => {
		const installation = installed();
		if (!installation) return problem(503, 'Followthrough is starting.', { headers: { 'retry-after': '2' } });
		if (!(await installation.isReady())) return problem(503, 'The database does not answer.');
		return c.json({ status: 'ready' }, 200, FRESH);
	});
