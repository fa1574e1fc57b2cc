import { askForExtension } from '#lib/server/changes/ask-for-extension.ts';
import { closeAssignment } from '#lib/server/changes/close-assignment.ts';
import { decideExtension } from '#lib/server/changes/decide-extension.ts';
import { giveVerdict } from '#lib/server/changes/give-verdict.ts';
import { returnClaim } from '#lib/server/changes/return-claim.ts';
import { signOffClaim } from '#lib/server/changes/sign-off-claim.ts';
import { updateAssignment } from '#lib/server/changes/update-assignment.ts';
import type { At } from '#lib/server/at.ts';
import type { Person } from '#lib/domain/person.ts';
import type { Step } from './plan.ts';

/** An assignment with what is to happen to it, and who does what. */
export type Actor = {
	assignment_id: number;
	steps: Step[];
	contributor: Person;
	approver: Person;
	verifier: Person;
	board: Person;
	/** The request for more time that waits to be decided. */
	extension_id?: number;
};

const OFFICE_OPENS = 9;

/** A time of the working day on which a step was entered; later steps of a day come later. */
const entered = (step: Step, order: number) =>
	new Date(
		`${step.recorded_on}T${String(OFFICE_OPENS + Math.floor(order / 6)).padStart(2, '0')}:${String((order % 6) * 10).padStart(2, '0')}:00Z`
	);

type Entered<K extends Step['kind']> = { actor: Actor; step: Step & { kind: K }; recorded_at: Date };

const KINDS: { [K in Step['kind']]: (at: At, entries: Entered<K>[]) => Promise<unknown> } = {
	update: (at, entries) =>
		updateAssignment(
			at,
			entries.map(({ actor, step, recorded_at }) => ({
				...(step.says as Parameters<typeof updateAssignment>[1][number]),
				assignment_id: actor.assignment_id,
				effective_on: step.on,
				by: actor[step.by],
				recorded_at
			}))
		),
	'sign off': (at, entries) =>
		signOffClaim(
			at,
			entries.map(({ actor, step, recorded_at }) => ({
				assignment_id: actor.assignment_id,
				narrative: undefined,
				effective_on: step.on,
				by: actor.approver,
				recorded_at
			}))
		),
	return: (at, entries) =>
		returnClaim(
			at,
			entries.map(({ actor, step, recorded_at }) => ({
				assignment_id: actor.assignment_id,
				reason: step.reason,
				effective_on: step.on,
				by: actor.approver,
				recorded_at
			}))
		),
	ask: async (at, entries) => {
		const ids = await askForExtension(
			at,
			entries.map(({ actor, step, recorded_at }) => ({
				assignment_id: actor.assignment_id,
				clock: 'action' as const,
				asked_for_on: step.asked_for_on,
				reason: step.reason,
				barrier: step.barrier,
				effective_on: step.on,
				by: actor.contributor,
				recorded_at
			}))
		);
		entries.forEach(({ actor }, index) => (actor.extension_id = ids[index]));
	},
	rule: (at, entries) =>
		decideExtension(
			at,
			entries.map(({ actor, step, recorded_at }) => ({
				extension_id: actor.extension_id ?? 0,
				decision: step.decision,
				reason: step.reason,
				effective_on: step.on,
				by: actor.board,
				recorded_at
			}))
		),
	verdict: (at, entries) =>
		giveVerdict(
			at,
			entries.map(({ actor, step, recorded_at }) => ({
				assignment_id: actor.assignment_id,
				result: step.result,
				method: step.method,
				reason: step.reason,
				expires_on: undefined,
				seen_version: undefined,
				effective_on: step.on,
				by: actor.verifier,
				recorded_at
			}))
		),
	close: (at, entries) =>
		closeAssignment(
			at,
			entries.map(({ actor, step, recorded_at }) => ({
				assignment_id: actor.assignment_id,
				closure: step.closure,
				reason: step.reason,
				effective_on: step.on,
				by: actor.board,
				recorded_at
			}))
		)
};

/**
 * Lets everything happen through the changes that the product's own doors call. Each wave takes from every assignment
 * the steps of one kind that come next, so that a whole region's history takes a few dozen transactions.
 */
export const act = async (at: At, actors: Actor[]): Promise<void> => {
	const done = new Map(actors.map((actor) => [actor, 0]));
	for (;;) {
		const wave = new Map<Step['kind'], Entered<Step['kind']>[]>();
		for (const actor of actors) {
			let next = done.get(actor) ?? 0;
			const kind = actor.steps[next]?.kind;
			if (!kind) continue;
			const entries = wave.get(kind) ?? [];
			for (; actor.steps[next]?.kind === kind; next += 1) {
				const step = actor.steps[next] as Step;
				entries.push({ actor, step, recorded_at: entered(step, next) });
			}
			wave.set(kind, entries);
			done.set(actor, next);
		}
		if (wave.size === 0) return;
		for (const [kind, entries] of wave) await KINDS[kind](at, entries as never);
	}
};
