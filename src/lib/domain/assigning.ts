import { z } from 'zod';
import type { Disposition } from './axes/disposition.ts';
import { CADENCES } from './clock.ts';
import type { Day } from './day.ts';
import { day, oneOf, words } from './field.ts';
import { Refusal } from './refusal.ts';

const codes = (what: string) =>
	words(what).transform((text) => [...new Set((text ?? '').split(/[\s,;]+/).filter(Boolean))]);

/** Whom the board asks, by when, and how often they are to report. */
export const AssignTo = z
	.object({
		sets: codes('the codes of the sets'),
		organisations: codes('the codes of single organisations'),
		response_due_on: day('the day by which a reply is due'),
		action_due_on: day('the day by which it is to be done'),
		evidence_due_on: day('the day by which evidence is due'),
		reports_every: oneOf('how often they report', CADENCES)
	})
	.refine(({ sets, organisations }) => sets.length + organisations.length > 0, {
		path: ['sets'],
		error: 'Choose a set, or name an organisation.'
	})
	.refine(
		({ action_due_on, evidence_due_on }) =>
			!action_due_on || !evidence_due_on || evidence_due_on >= action_due_on,
		{
			path: ['evidence_due_on'],
			error: 'Give a day for the evidence that is not before the day by which it is to be done.'
		}
	);
export type AssignTo = z.output<typeof AssignTo>;

type Body = { id: number; code: string; name: string; closed_on: Day | null; has_it: boolean };

/** An organisation that is to be asked, as it stands on the day, with whoever took its duties over. */
export type Candidate = Body & { successor: Body | null };

/** What asking an organisation comes to, and who has it then; nobody where `asked` is undefined. */
export type Outcome = {
	id: number;
	name: string;
	outcome:
		'gets it' | 'has it already' | 'its successor gets it' | 'its successor has it already' | 'has closed';
	successor?: string;
	asked?: number;
};

const isClosed = ({ closed_on }: Body, today: Day) => closed_on !== null && closed_on < today;

/** Who gets what on a day: whoever has it keeps it, and for whoever has closed it is the successor who is asked. */
export const outcomesOf = (candidates: readonly Candidate[], today: Day): Outcome[] =>
	candidates.map((one): Outcome => {
		const { id, name, successor } = one;
		if (!isClosed(one, today))
			return one.has_it
				? { id, name, outcome: 'has it already' }
				: { id, name, outcome: 'gets it', asked: id };
		if (!successor || isClosed(successor, today)) return { id, name, outcome: 'has closed' };
		return successor.has_it
			? { id, name, outcome: 'its successor has it already', successor: successor.name }
			: { id, name, outcome: 'its successor gets it', successor: successor.name, asked: successor.id };
	});

/** Refuses to assign what the board has decided not to pursue by itself, and a due date that is over. */
export const mustBeAssignable = (
	disposition: Disposition,
	due: Pick<AssignTo, 'response_due_on' | 'action_due_on' | 'evidence_due_on'>,
	today: Day
): void => {
	if (disposition === 'merged' || disposition === 'declined' || disposition === 'superseded')
		throw new Refusal(
			'not-possible',
			`The board has decided: it is ‘${disposition}’. Adopt it before you assign it.`
		);
	for (const clock of ['response_due_on', 'action_due_on', 'evidence_due_on'] as const)
		if (due[clock] && due[clock] < today)
			throw new Refusal(
				'not-possible',
				'Give a day that is not over: nobody can keep a day in the past.',
				clock
			);
};
