/**
 * How many tests of one suite passed, failed and were skipped.
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 */

/**
 * A check that is one test: it passed or it failed.
 * @param {number} code the exit code
 * @returns {Count}
 */
export const asOneTest = (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });

/**
 * The count in Vitest's JSON report. A file that failed without a failing test (it could not be read, or its
 * set-up broke) is one failure, and so is a run that ended badly for any other reason, that left no report, or
 * in which no test ran.
 * @param {string | undefined} report
 * @param {number} code the exit code
 * @returns {Count}
 */
export const countVitest = (report, code) => {
	if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
	/** @type {{ status: string, assertionResults: { status: string }[] }[]} */
	const files = JSON.parse(report).testResults;
	const tests = files.flatMap((file) => file.assertionResults.map((test) => test.status));
	const passed = tests.filter((status) => status === 'passed').length;
	const brokenFiles = files.filter(
		(file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')
	).length;
	const failed = tests.filter((status) => status === 'failed').length + brokenFiles;
	const skipped = tests.filter((status) => !['passed', 'failed'].includes(status)).length;
	const endedBadly = failed === 0 && (code !== 0 || passed === 0);
	return { passed, failed: endedBadly ? 1 : failed, skipped };
};

/**
 * @param {Count[]} counts
 * @returns {Count}
 */
export const sum = (counts) =>
	counts.reduce(
		(all, one) => ({
			passed: all.passed + one.passed,
			failed: all.failed + one.failed,
			skipped: all.skipped + one.skipped
		}),
		{ passed: 0, failed: 0, skipped: 0 }
	);

/**
 * The closing line, which a machine reads: “12 passed, 0 failed”, and “, 1 skipped” only where there is one.
 * @param {Count} count
 */
export const closingLine = ({ passed, failed, skipped }) =>
	`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
