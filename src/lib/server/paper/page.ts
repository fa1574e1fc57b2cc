import { inWords } from '#lib/domain/day.ts';
import type { PaperContent } from '#lib/domain/paper.ts';
import { momentInWords } from '../moment.ts';
import { decidedLast, definitions, happened, overdue, wholeAgenda } from './annexes.ts';
import { html } from './markup.ts';
import { asks, exceptions, hrefOf, numbers } from './sections.ts';
import { STYLE } from './style.ts';

/** A link to the paper itself or to another form of it (`.pdf`, `.json` or `/since`): in words its whole address. */
const linkTo = (paper: PaperContent, form: string, words?: string) => {
	const path = `/papers/${paper.slug}`;
	const whole = paper.address.replace(path, path + form);
	return html`<a href="${hrefOf(paper, path + form)}">${words ?? whole}</a>`;
};

const seal = (paper: PaperContent, sha256: string) =>
	html` <div class="seal">
		<p>Frozen on ${momentInWords(new Date(paper.frozen_at))}. Kept at ${linkTo(paper, '')}</p>
		<p>SHA-256 of the data behind this paper: <code>${sha256}</code></p>
		<p>
			Head of the chain of events:
			${paper.chain ? html`block ${paper.chain.block}, <code>${paper.chain.hash}</code>` : 'no block was sealed yet'}
		</p>
	</div>`;

const howToCheck = (paper: PaperContent) =>
	html` <h2 id="check">Annex F: How to check this paper</h2>
		<p>
			Everything that this paper says is in one file, which never changes: ${linkTo(paper, '.json')}. The
			SHA-256 on the first page is that of this file, byte for byte. Whoever computes it again, with
			<code>sha256sum</code> for example, and finds the same has the paper that the board had.
		</p>
		<p>
			Every change of the register is an event, and events are sealed in blocks, each of which holds the
			SHA-256 of the one before. The head of that chain when this paper was frozen is printed on the first
			page as well: an event of before that cannot be changed, taken away or slipped in later without every
			later block showing it.
		</p>
		<p>
			Figures that are looked up later may differ, because things were entered late or put right. What has
			changed since is told beside this paper, and never in it: ${linkTo(paper, '/since')}.
		</p>`;

/**
 * A paper as a page that needs nothing else: two pages of exceptions and of what the board is asked, then the annexes.
 * `sha256` is that of the data, in hexadecimal. The same paper always gives the same text.
 */
export const pageOf = (paper: PaperContent, sha256: string): string => {
	const title = `${paper.board}: paper for ${inWords(paper.held_on)}`;
	const { markup } = html`<!doctype html>
		<html lang="en-GB">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>${title}</title>
				<style>
					${{ markup: STYLE }}
				</style>
			</head>
			<body>
				<nav aria-label="This paper">
					<div class="inside">
						${linkTo(paper, '.pdf', 'As a PDF')} ${linkTo(paper, '.json', 'The data behind it')}
						${linkTo(paper, '/since', 'What has changed since')}
					</div>
				</nav>
				<main class="wide">
					<header>
						<p class="of">${paper.board}</p>
						<h1>Paper for the meeting of ${inWords(paper.held_on)}</h1>
						<p class="of">
							${paper.data_set === 'register' ? 'The real register' : 'Invented data'}, as it was known on
							${inWords(paper.known_at)}
						</p>
					</header>
					${paper.data_set === 'demonstration' ? html`<p class="invented">Every organisation, person and history in this paper is invented.</p>` : ''}
					<h2 id="short">In short</h2>
					${paper.opening.map((sentence, place) => html`<p${place === 0 ? { markup: ' class="lead"' } : ''}>${sentence}</p>`)}
					${asks(paper)} ${exceptions(paper)} ${numbers(paper)} ${seal(paper, sha256)}
					<div class="annexes">
						${wholeAgenda(paper)} ${happened(paper)} ${decidedLast(paper)} ${overdue(paper)}
						${definitions(paper)} ${howToCheck(paper)}
					</div>
				</main>
			</body>
		</html> `;
	return markup;
};
