import * as corrections from '#db/queries/corrections.ts';
import * as escalations from '#db/queries/escalations.ts';
import * as samples from '#db/queries/samples.ts';
import { addDays } from '#lib/domain/day.ts';
import { draftOf, ESCALATION_STEPS, missed, USUAL_LADDER, type Taken } from '#lib/domain/escalation.ts';
import type { Person } from '#lib/domain/person.ts';
import { answerCorrection } from '#lib/server/changes/answer-correction.ts';
import { drawSample } from '#lib/server/changes/draw-sample.ts';
import { escalate } from '#lib/server/changes/escalate.ts';
import { giveVerdict } from '#lib/server/changes/give-verdict.ts';
import { reportWrong } from '#lib/server/changes/report-wrong.ts';
import type { At } from '#lib/server/at.ts';

const DATA_SET = 'demonstration';
/** How many steps the board has taken for what is longest overdue, one number each. */
const STEPS_TAKEN = [5, 4, 3, 2, 1, 1];
const APART_DAYS = 20;

const press = async (at: At, board: Person): Promise<void> => {
	const found = await escalations.untouched(at.db, DATA_SET, at.today, {
		limit: STEPS_TAKEN.length,
		offset: 0
	});
	for (const [place, { id }] of found.entries()) {
		const about = await escalations.find(at.db, DATA_SET, id);
		const since = about && missed(about, at.today);
		if (!since) continue;
		const taken: Taken[] = [];
		for (const step of ESCALATION_STEPS.slice(0, STEPS_TAKEN[place])) {
			const today = addDays(at.today, (taken.length - (STEPS_TAKEN[place] ?? 0)) * APART_DAYS);
			const draft = draftOf(
				step,
				{ ...about, ...since, holder: null },
				{ today, taken, next_from: undefined }
			);
			const recorded_at = new Date(`${today}T11:00:00Z`);
			await escalate(at, [{ assignment_id: id, step, ...draft, by: board, recorded_at }], USUAL_LADDER);
			taken.push({ step, taken_on: today });
		}
	}
};

const sample = async (at: At, board: Person, verifier: Person, seed: number): Promise<void> => {
	const reason = 'Two assessors cannot check all of them before the next meeting.';
	const choice = { reference: undefined, drawn: 12, reason };
	const id = await drawSample({ ...at, user: board }, DATA_SET, choice, seed);
	const theirs = (await samples.claims(at.db, verifier, id)).filter(({ is_theirs }) => is_theirs).slice(0, 5);
	await giveVerdict(
		at,
		theirs.map(({ assignment_id }, place) => ({
			assignment_id,
			result: place === 1 ? ('not assured' as const) : ('assured' as const),
			method: 'document review' as const,
			reason: place === 1 ? 'The audit leaves out the nights.' : 'The audit covers every ward.',
			expires_on: place === 1 ? undefined : addDays(at.today, 60 + 100 * place),
			effective_on: undefined,
			seen_version: undefined,
			by: verifier,
			recorded_at: at.now
		}))
	);
};

const correct = async (at: At, recommendation_ids: readonly number[]): Promise<void> => {
	const said = [
		{
			wrong: 'The date is the day of the press release, not of the report.',
			what: 'the date on which it was made'
		},
		{ wrong: 'The summary leaves out that children are meant too.', what: 'the summary' },
		{ wrong: 'The organisation says that it replied in May.', what: undefined }
	];
	for (const [place, { wrong }] of said.entries())
		await reportWrong(
			at,
			DATA_SET,
			{
				page: '/recommendations',
				wrong,
				right_is: undefined,
				shown_at: undefined,
				asker: undefined,
				asker_email: undefined
			},
			{ recommendation_id: recommendation_ids[place] }
		);
	const waiting = await corrections.list(at.db, DATA_SET, 'waiting', { limit: said.length, offset: 0 });
	for (const { id, wrong } of waiting) {
		const what = said.find((one) => one.wrong === wrong)?.what;
		if (what)
			await answerCorrection(at, {
				correction_id: id,
				state: 'accepted',
				field: undefined,
				what,
				old_value: what === 'the summary' ? 'for adults on wards' : 'the day of the press release',
				new_value: what === 'the summary' ? 'for adults and children on wards' : 'the day of the report',
				answer: 'Thank you. We looked at the page again.'
			});
	}
};

/** What a board and a registrar do about all that: a sample, steps for what is overdue, corrections. */
export const answer = async (
	at: At,
	{
		board,
		verifier,
		seed,
		recommendation_ids
	}: { board: Person; verifier: Person | undefined; seed: number; recommendation_ids: readonly number[] }
): Promise<void> => {
	await press(at, board);
	if (verifier) await sample(at, board, verifier, seed);
	await correct(at, recommendation_ids);
};
