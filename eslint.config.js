import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

// What only the types can tell is asked in .oxlintrc.json: the compiler written in Go answers it five times as fast.

/** Old doors into SvelteKit and ours, with the one that is used here. Which way imports point is src/arrows.test.ts. */
const otherDoors = [
	{ regex: '^\\$lib(/|$)', message: 'Import by #lib/… with the file’s extension.' },
	{ regex: '^\\$env/', message: 'Settings are read once, in one module.' },
	{ regex: '^\\$app/stores$', message: 'Use $app/state.' },
	{ regex: '^\\.\\./\\.\\./', message: 'Import by #lib/…, #db/… or #seeds/… instead of climbing.' },
	{ regex: '^svelte/(store|legacy)$', message: 'State is runes; server data lives in the URL and the load.' }
];

export default defineConfig(
	{
		ignores: ['node_modules/', 'build/', '.svelte-kit/', '.followthrough/', 'test-results/']
	},
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: globals.node },
		rules: {
			eqeqeq: 'error',
			'no-async-promise-executor': 'error',
			'no-empty': 'error',
			'no-self-assign': 'error',
			'no-unsafe-finally': 'error',
			'no-useless-catch': 'error',
			'no-var': 'error',
			'prefer-const': 'error',
			'object-shorthand': 'error',
			'no-console': ['error', { allow: ['warn', 'error'] }],
			'no-restricted-imports': ['error', { patterns: otherDoors }],
			'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
			// A lone surrogate or a NUL byte is what some rules look for.
			'no-control-regex': 'off',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-import-type-side-effects': 'error',
			'@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }
			]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			globals: globals.browser,
			parserOptions: { parser: ts.parser, svelteConfig }
		},
		rules: {
			// The content security policy allows no inline style and no inline script.
			'svelte/no-inline-styles': 'error',
			'svelte/no-at-html-tags': 'error',
			// Followthrough is served from the root of a host of its own.
			'svelte/no-navigation-without-resolve': 'off',
			'prefer-const': 'off',
			'svelte/prefer-const': 'error',
			'svelte/button-has-type': 'error',
			'svelte/no-target-blank': 'error',
			'svelte/require-each-key': 'error',
			'svelte/valid-compile': ['error', { ignoreWarnings: false }]
		}
	},
	{
		files: ['src/lib/domain/**/*.ts'],
		ignores: ['**/*.test.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: "NewExpression[callee.name='Date'][arguments.length=0]",
					message: 'The domain has no clock: take today or asAt as an argument.'
				},
				{
					selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
					message: 'The domain has no clock: take today or asAt as an argument.'
				}
			]
		}
	},
	{
		// Settings are read once, at the front door or by the command line, and handed on.
		files: ['src/lib/**', 'routes/**', 'db/**'],
		ignores: [
			'**/*.test.ts',
			'**/*.journey.ts',
			'db/testing*.ts',
			'src/lib/server/serve.ts',
			'src/lib/testing/**'
		],
		rules: {
			'no-restricted-properties': [
				'error',
				{
					object: 'process',
					property: 'env',
					message: 'Take what you need as an argument: settings.ts reads it.'
				}
			]
		}
	},
	{
		files: ['bin/**', 'src/cli/**', '**/*.bench.ts'],
		rules: { 'no-console': 'off' }
	},
	prettier,
	...svelte.configs.prettier
);
