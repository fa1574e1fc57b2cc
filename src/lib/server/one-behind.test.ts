import { describe, expect, it } from 'vitest';
import { oneBehind } from './one-behind.ts';

describe('work that is done while the next is made ready', () => {
	it('is done in turn, never two pieces at once, and is over at the end', async () => {
		const behind = oneBehind();
		const told: string[] = [];
		for (const n of [1, 2, 3]) {
			told.push(`ready ${n}`);
			await behind.next(async () => {
				told.push(`begun ${n}`);
				await new Promise((resolve) => setImmediate(resolve));
				told.push(`done ${n}`);
			});
		}
		await behind.end();
		const of = (what: string) => told.filter((one) => one.startsWith(what));
		expect(of('ready')).toEqual(['ready 1', 'ready 2', 'ready 3']);
		expect(told.filter((one) => !one.startsWith('ready'))).toEqual(
			[1, 2, 3].flatMap((n) => [`begun ${n}`, `done ${n}`])
		);
		expect(told.indexOf('ready 2')).toBeLessThan(told.indexOf('done 1'));
	});

	it('that fails is told to whoever goes on, and nothing more is begun', async () => {
		const behind = oneBehind();
		await behind.next(() => Promise.reject(new Error('The disk is full.')));
		await new Promise((resolve) => setImmediate(resolve));
		await expect(behind.next(() => expect.unreachable())).rejects.toThrow('The disk is full.');
		await expect(behind.end()).rejects.toThrow('The disk is full.');
	});
});
