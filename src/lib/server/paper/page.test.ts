import { expect, it } from 'vitest';
import { CLOCKS } from '#lib/domain/clock.ts';
import { HEADLINE } from '#lib/domain/numbers/headline.ts';
import type { PaperContent } from '#lib/domain/paper.ts';
import { saysOf, SINCE } from '#lib/domain/since.ts';
import { html } from './markup.ts';
import { pageOf } from './page.ts';

const numbers = HEADLINE.map(({ id, name }) => ({ id, name, numerator: 1, denominator: 2, exclusions: [] }));

const paper = (some: Partial<PaperContent> = {}): PaperContent => ({
	version: 1,
	data_set: 'register',
	slug: '2026-11-23',
	address: 'https://followthrough.example.org/papers/2026-11-23',
	board: 'The board',
	held_on: '2026-11-23',
	known_at: '2026-11-22',
	frozen_at: '2026-11-23T10:00:00.000Z',
	chain: { block: 7, hash: 'ab'.repeat(32) },
	opening: ['Nothing has been asked here yet.'],
	numbers,
	before: { slug: null, known_at: '2026-09-22', numbers },
	since: SINCE.map((line) => ({ line, n: 0, says: saysOf(line, 0), rows: [] })),
	agenda: [],
	longest_overdue: [],
	waiting: { untriaged: 0, extensions: 0, claims: 0 },
	decided_last: null,
	ages: CLOCKS.map((clock) => ({ clock, ages: [] })),
	definitions: HEADLINE.map(({ id, name, in_plain_words, formula }) => ({
		id,
		name,
		in_plain_words,
		formula
	})),
	...some
});

it('puts what people typed into a page as text, never as markup', () => {
	expect(html`<p>${'<b> & "'}${['a', html`<i>${1}</i>`]}${undefined}</p>`.markup).toBe(
		'<p>&lt;b&gt; &amp; &quot;a<i>1</i></p>'
	);
	const page = pageOf(paper({ board: '<script>alert(1)</script>' }), 'cd'.repeat(32));
	expect(page).not.toContain('<script');
	expect(page).toContain('&lt;script&gt;');
});

it('is the same text for the same paper, with its SHA-256 and the head of the chain on it', () => {
	const sha256 = 'cd'.repeat(32);
	expect(pageOf(paper(), sha256)).toBe(pageOf(paper(), sha256));
	for (const mark of [sha256, 'ab'.repeat(32), 'https://followthrough.example.org/papers/2026-11-23.json'])
		expect(pageOf(paper(), sha256)).toContain(mark);
});

it('has one first heading, and no level is left out below it', () => {
	const page = pageOf(paper({ since: [{ line: 'lapsed', n: 1, says: saysOf('lapsed', 1), rows: [] }] }), '');
	const levels = [...page.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
	expect(levels.filter((level) => level === 1)).toHaveLength(1);
	levels.forEach((level, place) => expect(level - (levels[place - 1] ?? 0)).toBeLessThanOrEqual(1));
});
