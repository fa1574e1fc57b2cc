import type { Progress } from '#lib/server/progress.ts';

const WIDTH = 30;

/**
 * Tells a person how far long work is: a bar that fills on a terminal, and plain lines, one for each thing begun,
 * anywhere else. Goes to standard error, so that what a command answers can be kept in a file.
 */
export const tellProgress = (out: NodeJS.WriteStream = process.stderr): Progress => {
	const live = Boolean(out.isTTY);
	let last: string | undefined;
	let barred = false;
	return (what, done, of) => {
		if (done === undefined || !of) {
			if (barred) out.write('\n');
			barred = false;
			if (what !== last) out.write(`${what}\n`);
			last = what;
			return;
		}
		if (!live) {
			if (what !== last) out.write(`${what}\n`);
			last = what;
			return;
		}
		const share = Math.min(1, done / of);
		const filled = Math.round(share * WIDTH);
		const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
		out.write(`\r${bar} ${String(Math.floor(share * 100)).padStart(3)} % ${what}\u001b[K`);
		last = what;
		barred = true;
		if (done >= of) {
			out.write('\n');
			barred = false;
		}
	};
};
