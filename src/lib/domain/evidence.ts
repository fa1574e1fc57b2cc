import { z } from 'zod';
import type { Assigned } from './axes/assigned.ts';
import { dayOfEffect } from './axes/axis.ts';
import type { Day } from './day.ts';
import { ofAssignment, type EventDraft } from './event.ts';
import { day, link, oneOf, required, whole, words } from './field.ts';

/** What a piece of evidence is. */
export const EVIDENCE_KINDS = [
	'policy or guidance',
	'audit or data',
	'minutes or report',
	'training record',
	'design or photograph',
	'web page',
	'other'
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** One piece of evidence, as form, API and file give it. */
export const Evidence = z.object({
	assignment_id: whole('the assignment'),
	url: required(link('the link'), 'Give a link to the evidence.'),
	kind: oneOf('the kind of evidence', EVIDENCE_KINDS).transform((kind) => kind ?? 'other'),
	title: words('the title', 300),
	dated_on: day('the date of the evidence'),
	effective_on: day('the day on which it was put forward')
});
export type Evidence = z.infer<typeof Evidence>;

/** The event of putting evidence on file. It moves no axis: a claim is put forward by saying so. */
export const add = (
	current: Pick<Assigned, 'id' | 'recommendation_id' | 'organisation_id' | 'assigned_on'>,
	evidence: Omit<Evidence, 'assignment_id'>,
	{ today }: { today: Day }
): EventDraft[] => [
	ofAssignment(current, {
		what: 'evidence',
		to_value: evidence.kind,
		detail: { url: evidence.url, title: evidence.title, dated_on: evidence.dated_on },
		effective_on: dayOfEffect(evidence, today, current.assigned_on)
	})
];
