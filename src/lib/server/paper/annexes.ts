import { inWords } from '#lib/domain/day.ts';
import { capital, written } from '#lib/domain/numbers/in-words.ts';
import type { PaperContent } from '#lib/domain/paper.ts';
import { html, type Markup } from './markup.ts';
import { addressOf, latest, points, record, shortened } from './sections.ts';

/** Annex A: the whole agenda. */
export const wholeAgenda = (paper: PaperContent): Markup =>
	html`<h2 id="agenda">Annex A: The agenda</h2>
		${paper.agenda.length === 0 ? html`<p>Nothing was on it.</p>` : points(paper, 0)}`;

/** Annex B: what happened since the last paper, one by one. */
export const happened = (paper: PaperContent): Markup =>
	html` <h2 id="since">Annex B: Since the last meeting, one by one</h2>
		<p>
			What was entered after ${inWords(paper.before.known_at)}. Of each line the newest
			${Math.max(1, ...paper.since.map(({ rows }) => rows.length))} at most.
		</p>
		${paper.since
			.filter(({ n }) => n > 0)
			.map(
				({ line, n, says, rows }) =>
					html` <h3 id="${line.replaceAll(' ', '-')}">${says}</h3>
						<ul>
							${rows.map(
								({ sentence, slug, summary, on, recorded_on }) =>
									html`<li>
										${inWords(on)}${recorded_on === on ? '' : html` <span class="quiet">(entered on ${inWords(recorded_on)})</span>`}:
										${sentence}${
											slug && summary
												? html` <a href="${addressOf(paper, slug)}">${shortened(summary)}</a>`
												: ''
										}
									</li>`
							)}
						</ul>
						${n > rows.length ? html`<p class="quiet">${written(n - rows.length)} more are not listed here.</p>` : ''}`
			)}`;

/** Annex C: what the last meeting decided, and how that stood when the paper was frozen. */
export const decidedLast = (paper: PaperContent): Markup => {
	const { decided_last } = paper;
	if (!decided_last)
		return html`<h2 id="last">Annex C: The last meeting</h2>
			<p>No earlier meeting of this board is on record.</p>`;
	return html`<h2 id="last">Annex C: What became of the decisions of ${inWords(decided_last.held_on)}</h2>
		${decided_last.minutes.length === 0 ? html`<p>Nothing was taken down at it.</p>` : ''}
		<ul>
			${decided_last.minutes.map(
				({ kind, what, owner, due_on, done_on, records }) =>
					html`<li>
						${capital(kind)}:
						${what}${
							kind === 'action'
								? ` (${owner ?? 'nobody named'}${due_on ? `, by ${inWords(due_on)}` : ''}; ${done_on ? `done on ${inWords(done_on)}` : 'not done yet'})`
								: ''
						}${records.map((one) => html` <span class="quiet">${record(paper, one)} is now: ${one.stage}.</span>`)}
					</li>`
			)}
		</ul>`;
};

/** Annex D: what is overdue, by how long. */
export const overdue = (paper: PaperContent): Markup =>
	html` <h2 id="overdue">Annex D: What is overdue, and for how long</h2>
		<div class="frame" tabindex="0" role="region" aria-label="Overdue by age">
			<table>
				<caption>
					Due dates that had passed, as known on ${inWords(paper.known_at)}
				</caption>
				<thead>
					<tr>
						<th scope="col">Overdue for</th>
						${paper.ages.map(({ clock }) => html`<th scope="col" class="figure">${capital(clock)}</th>`)}
					</tr>
				</thead>
				<tbody>
					${(paper.ages[0]?.ages ?? []).map(
						({ age }, place) =>
							html`<tr>
								<th scope="row">${age}</th>
								${paper.ages.map(({ ages }) => html`<td class="figure">${written(ages[place]?.n ?? 0)}</td>`)}
							</tr>`
					)}
				</tbody>
			</table>
		</div>
		${latest(paper, paper.longest_overdue.length)}`;

/** Annex E: the words behind the numbers. */
export const definitions = (paper: PaperContent): Markup =>
	html` <h2 id="counted">Annex E: How the numbers are counted</h2>
		<p>An assignment is one recommendation, for one organisation to act on.</p>
		<dl>
			${paper.definitions.map(
				({ name, in_plain_words, formula }) =>
					html`<dt><strong>${name}</strong></dt>
						<dd>${in_plain_words} <span class="quiet">${formula}</span></dd>`
			)}
		</dl>
		<p>Left out of a number, where it leaves anything out:</p>
		<ul>
			${paper.numbers
				.filter(({ exclusions }) => exclusions.length > 0)
				.map(
					({ name, exclusions }) =>
						html`<li>${name}: ${exclusions.map(({ what, n }) => `${written(n)} ${what}`).join(', ')}.</li>`
				)}
		</ul>`;
