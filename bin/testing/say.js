const HEARTBEAT_SECONDS = 20;

/** @type {Map<string, number>} */
const underWay = new Map();

/** @param {number} since */
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** @param {string} line */
export const say = (line) => console.log(line);

/**
 * One line of progress for a piece of work: what it is, how it went and how long it took. Work that takes
 * long is named now and then, so that a log without a screen shows what it waits for.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @param {(result: T) => { ok: boolean, note: string }} judge
 * @returns {Promise<T>}
 */
export const step = async (name, work, judge) => {
	const since = Date.now();
	underWay.set(name, since);
	/** @param {boolean} ok @param {string} note */
	const end = (ok, note) => say(`${ok ? '✓' : '✗'} ${name.padEnd(22)} ${note} (${seconds(since)})`);
	try {
		const result = await work();
		const { ok, note } = judge(result);
		end(ok, note);
		return result;
	} catch (error) {
		end(false, 'could not be done');
		throw error;
	} finally {
		underWay.delete(name);
	}
};

setInterval(() => {
	const long = [...underWay].filter(([, since]) => Date.now() - since > (HEARTBEAT_SECONDS * 1000) / 2);
	if (long.length > 0) say(`… ${long.map(([name, since]) => `${name} (${seconds(since)})`).join(', ')}`);
}, HEARTBEAT_SECONDS * 1000).unref();
