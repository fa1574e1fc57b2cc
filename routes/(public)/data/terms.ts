/** A piece of a text: plain, strong, or as it stands in a file. */
export type Piece = { text: string; as: 'plain' | 'strong' | 'code' };

export type Block =
	| { kind: 'heading'; text: string }
	| { kind: 'paragraph'; pieces: Piece[] }
	| { kind: 'list'; items: Piece[][] }
	| { kind: 'table'; headings: string[]; rows: Piece[][][] };

const piecesOf = (text: string): Piece[] =>
	text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).flatMap((part): Piece[] => {
		if (part === '') return [];
		if (part.startsWith('**')) return [{ text: part.slice(2, -2), as: 'strong' }];
		if (part.startsWith('`')) return [{ text: part.slice(1, -1), as: 'code' }];
		return [{ text: part, as: 'plain' }];
	});

const cellsOf = (line: string) =>
	line
		.replace(/^\||\|$/g, '')
		.split('|')
		.map((cell) => cell.trim());

const blockOf = (lines: string[]): Block => {
	const [first = '', , ...rest] = lines;
	if (first.startsWith('|'))
		return { kind: 'table', headings: cellsOf(first), rows: rest.map((line) => cellsOf(line).map(piecesOf)) };
	if (first.startsWith('#')) return { kind: 'heading', text: first.replace(/^#+ /, '') };
	const text = lines.join('\n');
	if (first.startsWith('- '))
		return {
			kind: 'list',
			items: text
				.split(/\n?^- /m)
				.filter(Boolean)
				.map((item) => piecesOf(item.replaceAll('\n', ' ')))
		};
	return { kind: 'paragraph', pieces: piecesOf(text.replaceAll('\n', ' ')) };
};

/**
 * The blocks of a plain Markdown text, in order: headings, paragraphs, lists and tables, which is all that our own
 * statement of terms uses. The title on its first line is left out: the page has one.
 */
export const blocksOf = (markdown: string): Block[] =>
	markdown
		.split(/\n\s*\n/)
		.map((block) => block.trim())
		.filter((block) => block !== '' && !block.startsWith('# '))
		.map((block) => blockOf(block.split('\n')));
