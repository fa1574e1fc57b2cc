import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blocksOf } from './terms.ts';

describe('the terms of the data', () => {
	it('are read as headings, paragraphs, lists and tables', () => {
		const text =
			'# Title\n\nSome **strong**\nand `code`.\n\n## Then\n\n- one\n  goes on\n- two\n\n| a | b |\n| --- | --- |\n| 1 | `2` |';
		expect(blocksOf(text)).toEqual([
			{
				kind: 'paragraph',
				pieces: [
					{ text: 'Some ', as: 'plain' },
					{ text: 'strong', as: 'strong' },
					{ text: ' and ', as: 'plain' },
					{ text: 'code', as: 'code' },
					{ text: '.', as: 'plain' }
				]
			},
			{ kind: 'heading', text: 'Then' },
			{ kind: 'list', items: [[{ text: 'one   goes on', as: 'plain' }], [{ text: 'two', as: 'plain' }]] },
			{
				kind: 'table',
				headings: ['a', 'b'],
				rows: [[[{ text: '1', as: 'plain' }], [{ text: '2', as: 'code' }]]]
			}
		]);
	});

	it('name every source’s terms as they stand beside the seeds', () => {
		const blocks = blocksOf(readFileSync('seeds/LICENCES.md', 'utf8'));
		const table = blocks.find(({ kind }) => kind === 'table');
		expect(table?.kind === 'table' && table.headings).toEqual(['Source', 'Terms', 'What that means here']);
		expect(JSON.stringify(table)).toContain('Open Government Licence v3.0');
		// Nothing of Markdown is left over to be read as text.
		expect(JSON.stringify(blocks)).not.toMatch(/\*\*|`|\| ---/);
	});
});
