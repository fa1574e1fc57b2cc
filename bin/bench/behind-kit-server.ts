// The product with nothing before SvelteKit's handler: what its API would cost there. Only for the bench.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AddressInfo } from 'node:net';
import { openInstallation } from '#lib/server/open-installation.ts';
import { readSettings } from '#lib/server/settings.ts';

const installation = await openInstallation(readSettings(process.env), console.log);
const { handler } = await import(pathToFileURL(join(process.cwd(), 'build', 'handler.js')).href);
const server = createServer(handler);
server.listen(0, '127.0.0.1', () =>
	console.log(`The bench’s server is ready: http://127.0.0.1:${(server.address() as AddressInfo).port}`)
);
const stop = async () => {
	server.closeAllConnections();
	await installation.close();
	process.exit(0);
};
process.once('SIGTERM', () => void stop());
