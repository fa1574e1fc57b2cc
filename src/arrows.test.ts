import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

/** One import statement: the file it stands in, the file or package it names, and whether only types cross. */
type Import = { from: string; to: string; typesOnly: boolean };

const STATEMENT = /^[ \t]*(?:import|export)\b([^'";]*?\bfrom\s*|\s*)['"]([^'"]+)['"]/gm;
const CALL = /(?<!typeof )\bimport\(\s*['"]([^'"]+)['"]\s*\)(?!\.[A-Z])/g;
const FOLDERS = { '#lib/': 'src/lib/', '#db/': 'db/', '#seeds/': 'seeds/' };

/** A path from the root for our own files, the package's name as written for all others. */
const resolve = (from: string, to: string): string => {
	if (to.startsWith('.')) return posix.join(posix.dirname(from), to);
	const alias = Object.entries(FOLDERS).find(([prefix]) => to.startsWith(prefix));
	return alias ? alias[1] + to.slice(alias[0].length) : to;
};

const imports = (from: string, source: string): Import[] => [
	...[...source.matchAll(STATEMENT)].map(([, what = '', to = '']) => ({
		from,
		to: resolve(from, to),
		typesOnly: /^\s+type\s(?!\s*from)/.test(what)
	})),
	...[...source.matchAll(CALL)].map(([, to = '']) => ({ from, to: resolve(from, to), typesOnly: false }))
];

const isTest = (path: string): boolean => /\.(test|journey|bench)\.ts$|\/testing[/.-]/.test(path);
const isOurs = (path: string): boolean => /^(src|routes|db|seeds)\//.test(path);
const forTests = (i: Import): boolean => isTest(i.from) && /^(vitest|fast-check|node:.*)$/.test(i.to);

const ARROWS: Record<string, (i: Import) => boolean> = {
	'only db imports values from Kysely or a driver': (i) =>
		!i.from.startsWith('db/') && !i.typesOnly && /^(kysely|pg|@electric-sql\/.+)(\/|$)/.test(i.to),
	'only changes, and db itself, import the record': (i) =>
		/^db\/record\//.test(i.to) && !/^(db|src\/lib\/server\/changes)\//.test(i.from),
	'queries only ask': (i) =>
		/^db\/queries\//.test(i.from) && !isTest(i.from) && /^db\/(record|migrations)\//.test(i.to),
	'db knows the domain and nothing else of ours': (i) =>
		/^db\//.test(i.from) && !isTest(i.from) && isOurs(i.to) && !/^(db|src\/lib\/domain)\//.test(i.to),
	'migrations import Kysely alone': (i) =>
		/^db\/migrations\//.test(i.from) && !isTest(i.from) && i.to !== 'kysely',
	'a .svelte file imports neither db nor server': (i) =>
		i.from.endsWith('.svelte') && /^(db|src\/lib\/server)\//.test(i.to),
	'components and charts know the domain, and nothing behind it': (i) =>
		/^src\/lib\/(components|charts)\//.test(i.from) && /^(db|seeds|src\/lib\/(server|csv))\//.test(i.to),
	'the domain imports zod alone': (i) =>
		/^src\/lib\/domain\//.test(i.from) && !/^(zod$|src\/lib\/domain\/)/.test(i.to) && !forTests(i),
	'csv imports the domain, zod and what unpacks a workbook': (i) =>
		/^src\/lib\/csv\//.test(i.from) &&
		!/^((zod|hucre\/xlsx)$|src\/lib\/(domain|csv)\/)/.test(i.to) &&
		!forTests(i),
	'changes know no door': (i) =>
		/^src\/lib\/server\/changes\//.test(i.from) &&
		!isTest(i.from) &&
		/^(routes|seeds|src\/lib\/server\/(api|jobs))\//.test(i.to),
	'pages do not call the API': (i) =>
		/^routes\/(?!.*\+server\.ts$)/.test(i.from) && !isTest(i.from) && /^src\/lib\/server\/api\//.test(i.to),
	'an import of ours carries its extension': (i) => isOurs(i.to) && !/(\.\w+(\?\w+)?|\/\$types)$/.test(i.to)
};

const NAMES: Record<string, (path: string) => boolean> = {
	'there are no barrels': (path) => /(^|\/)index\.[jt]s$/.test(path),
	'there is no drawer for everything': (path) =>
		/(^|\/)(utils?|helpers?|common|misc|types)(\/|\.(test\.)?[jt]s$|\.svelte$)/.test(path)
};

const SIZE_LIMIT_BYTES = 20_000;

const files = ['src', 'routes', 'db', 'seeds', 'bin'].filter(existsSync).flatMap((folder) =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((path) => posix.join(folder, path.replaceAll('\\', '/')))
		.filter((path) => /\.(ts|js|svelte)$/.test(path) && statSync(path).isFile())
);
const house = files
	.filter((path) => isOurs(path) && path !== 'src/arrows.test.ts')
	.flatMap((path) => imports(path, readFileSync(path, 'utf8')));

describe('which way imports point', () => {
	it.each(Object.entries(ARROWS))('%s', (_, breaks) => {
		expect(house.filter(breaks).map((i) => `${i.from} imports ${i.to}`)).toEqual([]);
	});

	it.each([
		['only db imports values from Kysely or a driver', 'src/hooks.server.ts', `import { sql } from 'kysely'`],
		['only db imports values from Kysely or a driver', 'routes/+page.server.ts', `await import('pg')`],
		['only changes, and db itself, import the record', 'seeds/seed.ts', `import '#db/record/append.ts'`],
		['queries only ask', 'db/queries/reports.ts', `import { record } from '../record/append.ts'`],
		['db knows the domain and nothing else of ours', 'db/connection.ts', `import '#lib/server/settings.ts'`],
		['migrations import Kysely alone', 'db/migrations/1.ts', `import { x } from '../schema.ts'`],
		['a .svelte file imports neither db nor server', 'routes/A.svelte', `import type { B } from '#db/b.ts'`],
		[
			'components and charts know the domain, and nothing behind it',
			'src/lib/charts/a.ts',
			`import '#db/b.ts'`
		],
		['the domain imports zod alone', 'src/lib/domain/day.ts', `import fs from 'node:fs'`],
		[
			'csv imports the domain, zod and what unpacks a workbook',
			'src/lib/csv/read.ts',
			`export { a } from '#db/a.ts'`
		],
		['changes know no door', 'src/lib/server/changes/a.ts', `import { api } from '../api/api.ts'`],
		['pages do not call the API', 'routes/+page.server.ts', `import '#lib/server/api/api.ts'`],
		['an import of ours carries its extension', 'db/a.ts', `import { b } from './b'`]
	])('notices when it is not so that %s', (promise, from, line) => {
		expect(imports(from, line).filter(ARROWS[promise]!)).toHaveLength(1);
	});

	it.each([
		['src/hooks.server.ts', `import type { Kysely } from 'kysely'`],
		['src/lib/server/changes/a.ts', `import {\n\trecord\n} from '#db/record/append.ts'`],
		['src/lib/domain/day.test.ts', `import { it } from 'vitest'`],
		['routes/+page.server.ts', `import type { PageServerLoad } from './$types'`],
		['db/record/rebuild.test.ts', `import { claim } from '#lib/server/changes/claim.ts'`]
	])('lets %s say %s', (from, line) => {
		const found = imports(from, line);
		expect(found).toHaveLength(1);
		expect(Object.keys(ARROWS).filter((promise) => found.some(ARROWS[promise]!))).toEqual([]);
	});
});

describe('what a file is called and how long it is', () => {
	it.each(Object.entries(NAMES))('%s', (_, breaks) => {
		expect(files.filter(breaks)).toEqual([]);
	});

	it('is under 20 kB', () => {
		expect(files.filter((path) => statSync(path).size > SIZE_LIMIT_BYTES)).toEqual([]);
	});

	it.each(['src/lib/index.ts', 'db/utils.ts', 'src/lib/helpers/a.ts', 'src/lib/domain/types.ts'])(
		'notices %s',
		(path) => {
			expect(Object.values(NAMES).filter((breaks) => breaks(path))).toHaveLength(1);
		}
	);
});
