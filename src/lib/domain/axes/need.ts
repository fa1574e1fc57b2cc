import type { Day } from '#lib/domain/day.ts';
import type { Barrier } from './barrier.ts';

/** What a choice can need before it is a record that somebody can use. */
export const NEEDS = [
	'reason',
	'barrier',
	'owner and date',
	'evidence or why none',
	'evidence',
	'review date',
	'which one'
] as const;
export type Need = (typeof NEEDS)[number];

/** What a person gives with a choice, under the names of the form, the file and the API alike. */
export type Given = {
	reason?: string | undefined;
	barrier?: Barrier | undefined;
	planned_owner?: string | undefined;
	planned_finish_on?: Day | undefined;
	evidence_url?: string | undefined;
	/** Whether evidence is on file already; looked up, never typed. */
	has_evidence?: boolean | undefined;
	no_evidence_reason?: string | undefined;
	review_on?: Day | undefined;
	merged_into_id?: number | undefined;
};

/** What is not there: the field to fill in, and the sentence that asks for it. */
export type Lack = { field: keyof Given; sentence: string };

const check: Record<Need, (given: Given, value: string, on?: Day) => Lack[]> = {
	reason: ({ reason }, value) =>
		reason ? [] : [{ field: 'reason', sentence: `Give the reason for ‘${value}’.` }],
	barrier: ({ barrier, reason }, value) => {
		if (!barrier)
			return [{ field: 'barrier', sentence: `Choose what stands in the way: ‘${value}’ needs a barrier.` }];
		return barrier === 'other' && !reason
			? [{ field: 'reason', sentence: 'You chose ‘other’. Say in the reason what stands in the way.' }]
			: [];
	},
	'owner and date': ({ planned_owner, planned_finish_on }, _, on) => {
		const owner: Lack = { field: 'planned_owner', sentence: 'Say who owns the plan: a name or a post.' };
		const day: Lack = {
			field: 'planned_finish_on',
			sentence: planned_finish_on
				? 'A plan cannot end before it is made. Give a later day by which it is planned to be done.'
				: 'Give the day by which it is planned to be done.'
		};
		const isDated = planned_finish_on !== undefined && (on === undefined || planned_finish_on >= on);
		return [...(planned_owner ? [] : [owner]), ...(isDated ? [] : [day])];
	},
	'evidence or why none': ({ evidence_url, has_evidence, no_evidence_reason }, value) =>
		evidence_url || has_evidence || no_evidence_reason
			? []
			: [
					{
						field: 'evidence_url',
						sentence: `‘${value}’ needs evidence. Give a file or a link, or say why there is none.`
					}
				],
	evidence: ({ evidence_url, has_evidence }) =>
		evidence_url || has_evidence
			? []
			: [{ field: 'evidence_url', sentence: 'Give a link to the evidence that is to be checked.' }],
	'review date': ({ review_on }, value, on) => {
		if (!review_on)
			return [
				{ field: 'review_on', sentence: `Give the day on which to look at it again: ‘${value}’ needs one.` }
			];
		return on === undefined || review_on > on
			? []
			: [{ field: 'review_on', sentence: 'Give a day to look at it again that is later than the decision.' }];
	},
	'which one': ({ merged_into_id }, value) =>
		merged_into_id
			? []
			: [{ field: 'merged_into_id', sentence: `Choose the recommendation that it is ‘${value}’ into.` }]
};

/**
 * What a choice of a value still needs, in the order in which a person is asked for it. With the day `on` which it
 * takes effect, days that must follow it are compared with it.
 */
export const missing = (needs: readonly Need[], value: string, given: Given, on?: Day): Lack[] =>
	needs.flatMap((need) => check[need](given, value, on));

const kept: Record<Need, readonly (keyof Given)[]> = {
	reason: [],
	barrier: ['barrier'],
	'owner and date': ['planned_owner', 'planned_finish_on'],
	// Where evidence lies is on file, and not in the record, which everybody can read.
	'evidence or why none': ['no_evidence_reason'],
	evidence: [],
	'review date': ['review_on'],
	'which one': ['merged_into_id']
};

/** What of the given belongs to the event: only what the choice needed, never a stray field of another choice. */
export const detailOf = (
	needs: readonly Need[],
	given: Given
): Record<string, string | number | boolean | undefined> =>
	Object.fromEntries(needs.flatMap((need) => kept[need]).map((field) => [field, given[field]]));
