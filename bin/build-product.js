import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const PROJECT = join(import.meta.dirname, '..');
const FOLDER = join('build', 'product');

/**
 * Lets a module go on finding what lies beside its source (the database's worker, the files of the register) from
 * where it is built to.
 * @returns {import('vite').Plugin}
 */
const besideItsSource = () => ({
	name: 'beside-its-source',
	enforce: 'pre',
	transform: (code, id) => {
		if (!code.includes('import.meta.url') || !id.startsWith(PROJECT) || id.includes('node_modules')) return;
		const source = relative(join(PROJECT, FOLDER), id).split(sep).join('/');
		return {
			code: code.replaceAll('import.meta.url', `new URL('${source}', import.meta.url).href`),
			map: null
		};
	}
});

/**
 * Builds the commands into `build/product`, beside the pages that they serve: read as they are written, they take a
 * second longer to start. Then lays the tables of an empty database, for new installations to begin with.
 */
export const buildProduct = async () => {
	await build({
		root: PROJECT,
		configFile: false,
		publicDir: false,
		logLevel: 'warn',
		plugins: [besideItsSource()],
		build: {
			ssr: true,
			outDir: FOLDER,
			emptyOutDir: true,
			target: 'node20',
			rollupOptions: {
				input: { main: 'src/cli/main.ts', 'ready-made': 'src/lib/server/ready-made.ts' },
				output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' }
			}
		}
	});
	const { makeReady } = await import(pathToFileURL(join(PROJECT, FOLDER, 'ready-made.js')).href);
	await makeReady();
};
