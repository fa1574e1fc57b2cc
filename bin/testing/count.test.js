import { describe, expect, it } from 'vitest';
import { closingLine, countVitest, sum } from './count.js';

/** @param {Record<string, string[]>} files the statuses of each file's tests, by the file's own status and a name */
const report = (files) =>
	JSON.stringify({
		testResults: Object.entries(files).map(([name, tests]) => ({
			status: name.split(' ')[0],
			assertionResults: tests.map((status) => ({ status }))
		}))
	});

describe('the count of a test run', () => {
	it('is what the report says of its tests', () => {
		const text = report({
			'passed a': ['passed', 'passed'],
			'failed b': ['passed', 'failed', 'skipped', 'todo']
		});
		expect(countVitest(text, 1)).toEqual({ passed: 3, failed: 1, skipped: 2 });
	});

	it.each([
		['a file that could not be read', report({ 'passed a': ['passed'], 'failed b': [] }), 1, 1],
		['a file whose set-up broke', report({ 'failed a': ['skipped', 'skipped'] }), 1, 0],
		['a run that ended badly though every test passed', report({ 'passed a': ['passed'] }), 1, 1],
		['a run in which no test ran', report({}), 0, 0],
		['a run that left no report', undefined, 1, 0]
	])('has one failure for %s', (_, text, code, passed) => {
		expect(countVitest(text, code)).toMatchObject({ passed, failed: 1 });
	});
});

describe('the closing line', () => {
	it('adds up all suites', () => {
		const two = sum([
			{ passed: 10, failed: 0, skipped: 0 },
			{ passed: 2, failed: 1, skipped: 0 }
		]);
		expect(closingLine(two)).toBe('12 passed, 1 failed');
	});

	it('names what was skipped only where something was', () => {
		expect(closingLine({ passed: 1, failed: 0, skipped: 3 })).toBe('1 passed, 0 failed, 3 skipped');
	});
});
