import { z } from 'zod';
import type { Assigned } from './axes/assigned.ts';
import { dayOfEffect } from './axes/axis.ts';
import type { Day } from './day.ts';
import { uploaded, type EvidenceFile } from './evidence-file.ts';
import { ofAssignment, type EventDraft } from './event.ts';
import { day, link, oneOf, required, whole, words } from './field.ts';
import { Refusal } from './refusal.ts';

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

/** What became of a piece of evidence. Only a verifier moves it; whoever put it forward may withdraw it at once. */
export const EVIDENCE_STATES = ['in review', 'accepted', 'rejected', 'expired', 'withdrawn'] as const;
export type EvidenceState = (typeof EVIDENCE_STATES)[number];

/** Each state in a line of plain English. */
export const STATE_MEANINGS: Record<EvidenceState, string> = {
	'in review': 'Nobody independent has judged it yet.',
	accepted: 'Somebody independent found that it shows what it should.',
	rejected: 'Somebody independent found that it does not show what it should.',
	expired: 'It was accepted, and is too old to show how things stand now.',
	withdrawn: 'Whoever put it forward took it back.'
};

/** One piece of evidence, a link or a file, as a form gives it. */
export const Evidence = z
	.object({
		assignment_id: whole('the assignment'),
		evidence_file: uploaded('the file'),
		evidence_url: link('the link'),
		evidence_kind: oneOf('the kind of evidence', EVIDENCE_KINDS),
		evidence_title: words('the title', 300),
		dated_on: day('the date of the evidence'),
		effective_on: day('the day on which it was put forward')
	})
	.refine(({ evidence_file, evidence_url }) => evidence_file || evidence_url, {
		path: ['evidence_file'],
		error: 'Choose a file, or give a link to the evidence.'
	});
export type Evidence = z.infer<typeof Evidence>;

/** What goes on file with an 'evidence' event. It stays beside the record, which everybody can read. */
export type OnFile = {
	kind: EvidenceKind;
	title?: string | undefined;
	url?: string | undefined;
	file?: EvidenceFile | undefined;
	dated_on?: Day | undefined;
};

/** The event of putting one piece of evidence on file. It moves no axis: a claim is put forward by saying so. */
export const add = (
	current: Pick<Assigned, 'id' | 'recommendation_id' | 'organisation_id' | 'assigned_on'>,
	piece: OnFile & { effective_on?: Day | undefined },
	{ today }: { today: Day }
): EventDraft[] => {
	const { effective_on, ...on_file } = piece;
	if (on_file.dated_on && on_file.dated_on > today)
		throw new Refusal(
			'not-possible',
			'Evidence cannot bear a date that is still to come. Give the date that stands on it, or leave it empty.',
			'dated_on'
		);
	const event = ofAssignment(current, {
		what: 'evidence',
		to_value: on_file.kind,
		detail: { file_sha256: on_file.file?.file_sha256 },
		effective_on: dayOfEffect({ effective_on }, today, current.assigned_on)
	});
	return [{ ...event, on_file }];
};

/** The pieces of one form: its file and its link, each a piece of its own. */
export const piecesOf = ({
	evidence_file,
	evidence_url,
	evidence_kind,
	evidence_title,
	dated_on
}: {
	evidence_file?: EvidenceFile | undefined;
	evidence_url?: string | undefined;
	evidence_kind?: EvidenceKind | undefined;
	evidence_title?: string | undefined;
	dated_on?: Day | undefined;
}): OnFile[] => {
	const about = { kind: evidence_kind ?? 'other', title: evidence_title, dated_on };
	return [
		...(evidence_file ? [{ ...about, file: evidence_file }] : []),
		...(evidence_url ? [{ ...about, url: evidence_url }] : [])
	];
};

/** Whether a piece of evidence is to be public, as the approver's form gives it. */
export const Publication = z.object({
	evidence_id: whole('the piece of evidence'),
	is_public: required(
		oneOf('who may see it', ['yes', 'no']),
		'Choose whether everybody may see this, or only those who work on it.'
	).transform((said) => said === 'yes')
});
export type Publication = z.infer<typeof Publication>;

/** A verifier's judgement of one piece of evidence. */
export const Judgement = z
	.object({
		evidence_id: whole('the piece of evidence'),
		state: required(
			oneOf('what you found', ['accepted', 'rejected', 'expired']),
			'Choose whether you accept this piece of evidence, reject it, or find it too old.'
		),
		reason: words('the reason', 1000)
	})
	.refine(({ state, reason }) => state === 'accepted' || reason !== undefined, {
		path: ['reason'],
		error: 'Give the reason, so that it can be put right.'
	});
export type Judgement = z.infer<typeof Judgement>;

type Piece = { id: number; state: EvidenceState; is_public: boolean };

const FROM: Record<Judgement['state'], readonly EvidenceState[]> = {
	accepted: ['in review', 'rejected', 'expired'],
	rejected: ['in review', 'accepted'],
	expired: ['accepted']
};

/** The states that a verifier may give a piece of evidence now. */
export const judgementsOf = (state: EvidenceState): Judgement['state'][] =>
	(['accepted', 'rejected', 'expired'] as const).filter((to) => FROM[to].includes(state));

/** The event of making a piece of evidence public, or no longer public; none when it is so already. */
export const publish = (
	current: Pick<Assigned, 'id' | 'recommendation_id' | 'organisation_id'>,
	piece: Piece,
	is_public: boolean,
	today: Day
): EventDraft[] =>
	piece.is_public === is_public
		? []
		: [
				ofAssignment(current, {
					what: 'amended',
					from_value: is_public ? 'not public' : 'public',
					to_value: is_public ? 'public' : 'not public',
					detail: { column: 'evidence', evidence_id: piece.id },
					effective_on: today
				})
			];

/** The event of a verifier's judgement of a piece of evidence; refuses what cannot follow the state that it has. */
export const judge = (
	current: Pick<Assigned, 'id' | 'recommendation_id' | 'organisation_id'>,
	piece: Piece,
	{ state, reason }: Pick<Judgement, 'state' | 'reason'>,
	today: Day
): EventDraft[] => {
	if (!FROM[state].includes(piece.state))
		throw new Refusal(
			'not-possible',
			`This piece of evidence is ‘${piece.state}’, which cannot become ‘${state}’. Look at it again.`
		);
	return [
		ofAssignment(current, {
			what: 'amended',
			from_value: piece.state,
			to_value: state,
			reason,
			detail: { column: 'evidence', evidence_id: piece.id },
			effective_on: today
		})
	];
};
