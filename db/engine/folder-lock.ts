import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Thrown when another process holds the folder; its message is for a person. */
export class FolderInUse extends Error {}

const isRunning = (pid: number) => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
};

/** What tells a process from a later one that got the same number: when the system started it. */
const startOf = (pid: number) => {
	try {
		return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? '';
	} catch {
		return '';
	}
};

/**
 * Claims a database folder for this process and returns how to give it back. The embedded database has no lock of
 * its own, and two processes in one folder lose rows without a word. A lock left behind by a dead process is taken over.
 */
export const lockFolder = (folder: string): (() => void) => {
	const file = `${folder}.lock`;
	mkdirSync(dirname(file), { recursive: true });
	for (let attempt = 0; attempt < 2; attempt += 1) {
		try {
			const handle = openSync(file, 'wx');
			writeSync(handle, `${process.pid} ${startOf(process.pid)}`);
			closeSync(handle);
			const unlock = () => rmSync(file, { force: true });
			process.once('exit', unlock);
			return () => {
				process.off('exit', unlock);
				unlock();
			};
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
			const [pid, start] = readFileSync(file, 'utf8').split(' ');
			if (isRunning(Number(pid)) && startOf(Number(pid)) === start)
				throw new FolderInUse(
					`The data folder ${folder} is in use by process ${pid}. Stop that process first, or choose another folder with FOLLOWTHROUGH_DATA.`
				);
			rmSync(file, { force: true });
		}
	}
	throw new FolderInUse(`The data folder ${folder} is being opened by another process. Try again.`);
};
