import { inWords } from '#lib/domain/day.ts';
import { pathTo } from '#lib/domain/letter.ts';
import { countOf, say, written } from '#lib/domain/numbers/in-words.ts';
import { movedInWords, paired, type HeadlineNumber } from '#lib/domain/numbers/headline.ts';
import type { Late, NamedRecord, PaperContent } from '#lib/domain/paper.ts';
import { html, type Markup } from './markup.ts';

/** How many points of the agenda, and how many dates, stand on the first two pages. The annexes hold the rest. */
const ASKED_FIRST = 8;
const LATE_FIRST = 4;
const SHORTENED_TO = 160;

/** The first words of a long text. */
export const shortened = (text: string): string =>
	text.length <= SHORTENED_TO ? text : `${text.slice(0, SHORTENED_TO).replace(/\s+\S*$/, '')} …`;

/** Where a page of the product is: on the same host as the paper, whatever that is called by then. */
export const hrefOf = ({ data_set }: PaperContent, path: string): string => pathTo(path, data_set);

/** Where the page of a recommendation is. */
export const addressOf = (paper: PaperContent, slug: string): string =>
	hrefOf(paper, `/recommendations/${slug}`);

/** A record as a link by its reference. */
export const record = (paper: PaperContent, { label, slug, organisation }: NamedRecord): Markup =>
	html`<a href="${addressOf(paper, slug)}">${label}</a>${organisation ? ` (${organisation})` : ''}`;

const joined = (parts: Markup[]): Markup[] => parts.map((part, place) => (place ? html`, ${part}` : part));

const point = (paper: PaperContent, { title, ask, records }: PaperContent['agenda'][number]): Markup =>
	html`<li>
		${ask ? html`<span class="ask">${ask}</span> ` : ''}${shortened(title)}${
			records.length > 0
				? html` <span class="quiet">${joined(records.map((one) => record(paper, one)))}</span>`
				: ''
		}
	</li>`;

/** Points of the agenda from one place to another, numbered as on the whole. */
export const points = (paper: PaperContent, from: number, to?: number) =>
	html`<ol start="${from + 1}">
		${paper.agenda.slice(from, to).map((one) => point(paper, one))}
	</ol>`;

/** What the board is asked, the first few; the annex has all. */
export const asks = (paper: PaperContent): Markup => {
	const { untriaged, extensions, claims } = paper.waiting;
	return html` <h2 id="decisions">What the board is asked</h2>
		${paper.agenda.length === 0 ? html`<p>No point was on the agenda when this paper was frozen.</p>` : points(paper, 0, ASKED_FIRST)}
		${paper.agenda.length > ASKED_FIRST ? html`<p>${written(paper.agenda.length - ASKED_FIRST)} more in annex A.</p>` : ''}
		<p>
			When this paper was frozen, ${countOf(untriaged, 'recommendation')} waited for the board to decide
			whether to take ${untriaged === 1 ? 'it' : 'them'} on, ${countOf(extensions, 'request')} for more time
			waited for an answer, and ${countOf(claims, 'claim')} for a check.
		</p>`;
};

const late = (paper: PaperContent, { clock, due_on, organisation, slug, summary }: Late): Markup =>
	html`<tr>
		<th scope="row">${inWords(due_on)}</th>
		<td>${clock}</td>
		<td>${organisation}</td>
		<td><a href="${addressOf(paper, slug)}">${shortened(summary)}</a></td>
	</tr>`;

/** The dates that have waited longest, as many as are asked for. */
export const latest = (paper: PaperContent, n: number): Markup =>
	paper.longest_overdue.length === 0
		? html`<p>No due date that was known had passed.</p>`
		: html`<div class="frame" tabindex="0" role="region" aria-label="Longest overdue">
				<table>
					<caption>
						Longest overdue
					</caption>
					<thead>
						<tr>
							<th scope="col">Due on</th>
							<th scope="col">What is due</th>
							<th scope="col">Organisation</th>
							<th scope="col">Recommendation</th>
						</tr>
					</thead>
					<tbody>
						${paper.longest_overdue.slice(0, n).map((one) => late(paper, one))}
					</tbody>
				</table>
			</div>`;

/** What is out of the ordinary: what happened since the last paper, counted, and what has waited longest. */
export const exceptions = (paper: PaperContent): Markup =>
	html` <h2 id="exceptions">Exceptions</h2>
		<table class="since short">
			<caption>
				Entered after ${inWords(paper.before.known_at)}, up to ${inWords(paper.known_at)}
			</caption>
			<thead>
				<tr>
					<th scope="col">What happened</th>
					<th scope="col" class="figure">How many</th>
				</tr>
			</thead>
			<tbody>
				${paper.since.map(
					({ line, n, says }) =>
						html`<tr>
							<th scope="row">${n > 0 ? html`<a href="#${line.replaceAll(' ', '-')}">${says}</a>` : says}</th>
							<td class="figure">${written(n)}</td>
						</tr>`
				)}
			</tbody>
		</table>
		${latest(paper, LATE_FIRST)}`;

const said = (number: HeadlineNumber | undefined): string => (number ? say(number) : 'not in it');

/** The headline numbers beside those of the last paper. */
export const numbers = (paper: PaperContent): Markup =>
	html` <h2 id="numbers">In numbers</h2>
		<div class="frame" tabindex="0" role="region" aria-label="In numbers">
			<table>
				<caption>
					As known on ${inWords(paper.known_at)}, and ${paper.before.slug ? 'in the last paper' : 'before'},
					as known on ${inWords(paper.before.known_at)}
				</caption>
				<thead>
					<tr>
						<th scope="col">Number</th>
						<th scope="col" class="figure">Now</th>
						<th scope="col" class="figure">Before</th>
						<th scope="col">Difference</th>
					</tr>
				</thead>
				<tbody>
					${paired(paper.before.numbers, paper.numbers).map(
						(pair) =>
							html`<tr>
								<th scope="row">${pair.name}</th>
								<td class="figure">${said(pair.after)}</td>
								<td class="figure">${said(pair.before)}</td>
								<td>${movedInWords(pair)}</td>
							</tr>`
					)}
				</tbody>
			</table>
		</div>`;
