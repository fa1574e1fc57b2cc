import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// `npm test` reads this by way of bin/test.js, which also starts the PostgreSQL server that the unit
// tests find in TEST_DATABASE_URL, and builds the product that the journeys start.
const ignored = ['**/node_modules/**', '.svelte-kit/**', 'build/**', '.followthrough/**', 'test-results/**'];

// One migrated embedded database is made per run and handed to every test file as a dump.
const setup = 'db/testing-setup.ts';

// A day is London's wherever the machine stands, so the tests stand where it is already tomorrow.
process.env.TZ = 'Pacific/Auckland';

export default defineConfig({
	test: {
		maxWorkers: Math.max(2, availableParallelism() - 1),
		projects: [
			{
				test: {
					name: 'unit',
					environment: 'node',
					// No test replaces a module of ours, so files that follow one another read each of them once.
					isolate: false,
					include: ['{src,db,seeds,routes,bin}/**/*.test.{ts,js}'],
					exclude: ignored,
					globalSetup: existsSync(setup) ? [setup] : [],
					// What hangs ends; what is only slow, on a machine that does much else, is waited for.
					testTimeout: 120_000,
					hookTimeout: 180_000
				}
			},
			{
				test: {
					name: 'journeys',
					environment: 'node',
					include: ['{src,db,seeds,routes,bin}/**/*.journey.ts'],
					exclude: ignored,
					globalSetup: ['src/lib/testing/journeys-setup.ts'],
					// A journey is three programs that wait for one another: as many at once as there are cores, but not many.
					maxWorkers: Math.min(4, Math.max(2, availableParallelism())),
					testTimeout: 120_000,
					hookTimeout: 180_000
				}
			}
		]
	}
});
