import { expect, it } from 'vitest';
import { areCurrent } from './dependencies.js';

/** @param {Record<string, object>} packages */
const lock = (packages) => JSON.stringify({ packages });

const wanted = lock({
	'': { version: '0.1.0' },
	'node_modules/hono': { version: '4.13.19' },
	'node_modules/other-machines-build': { version: '1.0.0', optional: true }
});

it.each([
	['is current when every package is there at its version', { hono: '4.13.19' }, true],
	['is current with a package too many', { hono: '4.13.19', spare: '1.0.0' }, true],
	['is stale when a package has another version', { hono: '4.13.18' }, false],
	['is stale when a package is missing', { 'other-machines-build': '1.0.0' }, false],
	[
		'is stale when an optional one has another version',
		{ hono: '4.13.19', 'other-machines-build': '1.1.0' },
		false
	]
])('%s', (_, versions, current) => {
	const installed = Object.fromEntries(
		Object.entries(versions).map(([name, version]) => [`node_modules/${name}`, { version }])
	);
	expect(areCurrent(wanted, lock(installed))).toBe(current);
});
