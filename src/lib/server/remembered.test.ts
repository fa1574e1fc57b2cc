import { expect, it } from 'vitest';
import { givenSource, onBothEngines, onEmbedded } from '#db/testing.ts';
import type { Reading } from '#db/schema.ts';
import { remembered } from './remembered.ts';

const counting = (most?: number) => {
	let asked = 0;
	const sources = remembered(async (reading: Reading, kind: string) => {
		asked += 1;
		const rows = await reading.selectFrom('source').select('id').where('kind', '=', kind).execute();
		return rows.length;
	}, most);
	return { sources, asked: () => asked };
};

onEmbedded('an answer that is remembered', (at) => {
	it('is worked out once for as long as nothing is written, for each question', async () => {
		const { sources, asked } = counting();
		await givenSource(at());
		const first = await sources(at().reading, 'inquiry');
		expect(await sources(at().reading, 'inquiry')).toBe(first);
		expect(asked()).toBe(1);
		await sources(at().reading, 'coroner');
		await sources(at().reading, 'inquiry');
		expect(asked()).toBe(2);
	});

	it('is forgotten when more is asked than is kept', async () => {
		const { sources, asked } = counting(1);
		await sources(at().reading, 'inquiry');
		await sources(at().reading, 'coroner');
		await sources(at().reading, 'inquiry');
		expect(asked()).toBe(3);
	});
});

onBothEngines('an answer that is remembered', (at) => {
	it('is worked out anew once something was written', async () => {
		const { sources } = counting();
		const before = await sources(at().reading, 'inquiry');
		await givenSource(at(), { kind: 'inquiry' });
		expect(await sources(at().reading, 'inquiry')).toBe(before + 1);
	});

	it('that failed is not kept', async () => {
		let fails = true;
		const answer = remembered(async (_: Reading) => {
			if (fails) throw new Error('Not now.');
			return 'Now.';
		});
		await expect(answer(at().reading)).rejects.toThrow('Not now.');
		fails = false;
		expect(await answer(at().reading)).toBe('Now.');
	});
});
