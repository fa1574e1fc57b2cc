import * as escalations from '#db/queries/escalations.ts';
import * as recipients from '#db/queries/recipients.ts';
import { insertEscalations } from '#db/record/escalations.ts';
import { record } from '#db/record/record.ts';
import { inTransaction } from '#db/transaction.ts';
import { inWords } from '#lib/domain/day.ts';
import {
	isLetter,
	missed,
	nextStep,
	type Addressee,
	type EscalationChoice,
	type Ladder
} from '#lib/domain/escalation.ts';
import { ofAssignment } from '#lib/domain/event.ts';
import { letter, pathTo } from '#lib/domain/letter.ts';
import { may } from '#lib/domain/may.ts';
import { addressees } from '#lib/domain/office.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { At } from '../at.ts';
import { queueMail } from '../mail.ts';
import { actorOf, lockFor, signed, type Trusted } from './in-turn.ts';

const copyOf = ({ is_copy }: Addressee, to: readonly Addressee[]): string[] => {
	const [first] = to;
	return is_copy && first ? [`This is a copy for you. The letter goes to ${first.name}, ${first.as}.`] : [];
};

/**
 * The board takes the next step for what is overdue, with the words as a person left them; a letter goes to the outbox in
 * the same transaction, to whoever it concerns. Refuses what is not overdue, a step whose turn it is not, and one whose
 * day has not come. Each step is an event. Returns to how many people each letter goes.
 */
export const escalate = (
	at: At,
	choices: readonly (EscalationChoice & Trusted)[],
	ladder: Ladder
): Promise<number[]> =>
	inTransaction(at, async (trx) => {
		const locked = await lockFor(trx, choices);
		const ids = [...locked.keys()];
		const before = await escalations.takenFor(trx, ids);
		const speakers = await recipients.speakers(
			trx,
			[...locked.values()].map(({ organisation_id }) => organisation_id)
		);
		const holders = await recipients.holders(trx, ids);
		const made = choices.map((choice) => {
			const current = locked.get(choice.assignment_id);
			const actor = actorOf(at, choice);
			if (!current) throw new Refusal('not-found', 'There is nothing here. Check the address.');
			may(actor.user).escalate(current);
			const since = missed(current, actor.today);
			if (!since)
				throw new Refusal('not-possible', 'It is not overdue any more, so there is nothing to press for.');
			const taken = before.filter(
				(one) => one.assignment_id === current.id && one.overdue_since === since.overdue_since
			);
			const next = nextStep(ladder, { ...since, taken, today: actor.today });
			if (next?.step !== choice.step)
				throw new Refusal(
					'not-possible',
					`Somebody has taken this step already. ${next ? `The next one is: ${next.step}.` : 'It was the last one.'}`
				);
			if (!next.is_due)
				throw new Refusal(
					'not-possible',
					`This step can be taken from ${inWords(next.from_day)}. Until then, give the organisation time to answer.`
				);
			before.push({ ...since, assignment_id: current.id, step: choice.step, taken_on: actor.today });
			const theirs = holders.filter(({ assignment_id }) => assignment_id === current.id);
			const to = isLetter(choice.step)
				? addressees(
						choice.step,
						speakers.filter(({ organisation_id }) => organisation_id === current.organisation_id),
						theirs
					)
				: [];
			return { choice, current, actor, ...since, to, slug: theirs[0]?.slug };
		});
		await insertEscalations(
			trx,
			made.map(({ choice, current, actor, overdue_since, to }) => ({
				data_set: current.data_set,
				assignment_id: current.id,
				organisation_id: current.organisation_id,
				overdue_since,
				step: choice.step,
				subject: choice.subject ?? null,
				words: choice.words,
				sent_to: to.length,
				taken_on: actor.today,
				taken_at: actor.now,
				taken_by: actor.user?.id ?? null
			}))
		);
		// What the installation's own seeds tell goes to nobody.
		const letters = at.user?.id ? made : [];
		await queueMail(
			trx,
			letters.flatMap(({ choice, current, to, slug }) =>
				to.map((addressee) => {
					const { name, email, person_id } = addressee;
					const { data_set } = current;
					// Whoever has no account reads what everybody can; whoever has one can answer.
					const leads = person_id
						? { leads_to: 'Say how it stands:', path: pathTo(`/my-work/${current.id}`, data_set) }
						: {
								leads_to: 'What is on the public record:',
								path: pathTo(`/recommendations/${slug}`, data_set),
								has_account: false
							};
					const words = [...copyOf(addressee, to), ...choice.words.split(/\n\s*\n/)];
					const subject = choice.subject ?? 'Something is overdue';
					return {
						to: email,
						person_id,
						data_set,
						kind: choice.step,
						...letter(name, subject, words, leads)
					};
				})
			)
		);
		await record(
			trx,
			at,
			made.flatMap(({ choice, current, actor, overdue_since, to }) =>
				signed(
					[
						ofAssignment(current, {
							what: 'escalation',
							to_value: choice.step,
							// What is written to somebody is theirs; what is published is everybody's.
							narrative: choice.step === 'published' ? choice.words : undefined,
							detail: { overdue_since, sent_to: to.length },
							effective_on: actor.today
						})
					],
					actor
				)
			)
		);
		return made.map(({ to }) => to.length);
	});
