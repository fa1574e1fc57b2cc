import { getDocumentProxy } from 'unpdf';

type Opened = Awaited<ReturnType<typeof getDocumentProxy>>;
type Node = { role?: string; type?: string; id?: string; children?: Node[] };

const opened = async <T>(bytes: Uint8Array, ask: (document: Opened) => Promise<T>): Promise<T> => {
	const document = await getDocumentProxy(new Uint8Array(bytes));
	try {
		return await ask(document);
	} finally {
		await document.destroy();
	}
};

/** The text of each page of a PDF, as a reader that copies it gets it. */
export const textOf = (bytes: Uint8Array): Promise<string[]> =>
	opened(bytes, async (document) => {
		const pages: string[] = [];
		for (let n = 1; n <= document.numPages; n += 1) {
			const { items } = await (await document.getPage(n)).getTextContent();
			pages.push(
				items
					.map((item) => ('str' in item ? item.str : ''))
					.join(' ')
					.replace(/\s+/g, ' ')
			);
		}
		return pages;
	});

/** The headings of a PDF as its structure tags them, with their words: what a screen reader walks by. */
export const headingsOf = (bytes: Uint8Array): Promise<[tag: string, text: string][]> =>
	opened(bytes, async (document) => {
		const found: [string, string][] = [];
		for (let n = 1; n <= document.numPages; n += 1) {
			const page = await document.getPage(n);
			const words = new Map<string, string>();
			let marked: string | undefined;
			const { items } = await page.getTextContent({ includeMarkedContent: true });
			for (const item of items) {
				if ('str' in item) {
					if (marked) words.set(marked, (words.get(marked) ?? '') + item.str);
				} else if (item.type === 'beginMarkedContentProps') marked = item.id;
				else if (item.type === 'endMarkedContent') marked = undefined;
			}
			const textUnder = (node: Node): string =>
				node.type === 'content'
					? (words.get(node.id ?? '') ?? '')
					: (node.children ?? []).map(textUnder).join('');
			const walk = (node: Node) => {
				if (/^H[1-6]$/.test(node.role ?? '')) found.push([node.role ?? '', textUnder(node).trim()]);
				else for (const child of node.children ?? []) walk(child);
			};
			const tree = await page.getStructTree();
			if (tree) walk(tree as Node);
		}
		return found;
	});
